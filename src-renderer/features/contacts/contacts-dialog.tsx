import { useMemo, useState } from 'react'
import type { Lang } from '../../../src-shared/codes/code-row.ts'
import type { BlockInput } from '../../../src-shared/document/document.ts'
import { type ContactCardFields, cardText } from '../../../src-shared/domain/visits/contact-card.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import type { Row } from '../../data/records/records.ts'
import { languages, loadLanguage, textIn, useLang, useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { DraftOffers } from '../../ui/draft-offers.tsx'
import { Button, SelectInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'
import { newRecord, useListForm } from '../../ui/use-list-form.ts'
import { useSaveDocument } from '../../ui/use-save-document.ts'
import { CardForm } from './card-form.tsx'

const blank: ContactCardFields = {
  nameFi: '',
  nameSv: '',
  nameEn: '',
  forFi: '',
  forSv: '',
  forEn: '',
  phone: '',
  web: '',
  address: '',
  isUrgent: false,
}

/** A card as the sheet tells it. */
function sheetOf(fields: ContactCardFields, lang: Lang): readonly BlockInput[] {
  const { name, purpose } = cardText(fields, lang)
  const where = [fields.phone, fields.web, fields.address].filter(Boolean).join(' · ')
  return [
    { kind: 'heading', text: name },
    ...(purpose ? [{ kind: 'paragraph', text: purpose } as const] : []),
    ...(where ? [{ kind: 'paragraph', text: where } as const] : []),
  ]
}

/** "Where to turn": one page of authorities for the client, in their language where there is a text, kept by the organisation. */
export function ContactsDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useT()
  const store = useStore()
  const rows = useRows(store, 'contactCard')
  const [lang, setLang] = useState<Lang>(useLang())
  const ids = useMemo(() => (rows ?? []).map(({ id }) => id), [rows])
  const { form: editing, open: edit, close, offered, idOf } = useListForm('card', rows ? ids : null)
  const text = textIn(lang)
  const savePdf = useSaveDocument()
  const sorted = (rows ?? []).toSorted(
    (a, b) =>
      Number(b.fields.isUrgent) - Number(a.fields.isUrgent) ||
      cardText(a.fields, lang).name.localeCompare(cardText(b.fields, lang).name, lang),
  )
  if (editing)
    return (
      <Dialog title={t('contacts.card')} onClose={() => close(editing)}>
        <CardForm
          id={editing.id}
          isNew={editing.id === newRecord}
          fields={rows?.find(({ id }) => id === editing.id)?.fields ?? blank}
          onDone={() => close(editing)}
        />
      </Dialog>
    )
  return (
    <Dialog title={t('contacts.title')} onClose={onClose}>
      <div className="row">
        <SelectInput
          label={t('nav.language')}
          value={lang}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => void loadLanguage(value as Lang).then(() => setLang(value as Lang))} // one of the options
        />
        <Button onPress={() => window.print()}>{t('recovery.print')}</Button>
        {sorted.length > 0 ? (
          <Button
            onPress={() =>
              savePdf(
                'minne-ottaa-yhteytta.pdf',
                text('contacts.sheet'),
                lang,
                sorted.flatMap(({ fields }) => sheetOf(fields, lang)),
              )
            }
          >
            {t('document.save')}
          </Button>
        ) : null}
        {store.role === 'viewer' ? null : (
          <Button onPress={() => edit(newRecord)}>{t('contacts.new')}</Button>
        )}
      </div>
      <DraftOffers
        names={offered}
        textOf={(name) => {
          const row = rows?.find(({ id }) => id === idOf(name))
          return row ? cardText(row.fields, lang).name : t('contacts.new')
        }}
        onOpen={(name) => edit(idOf(name))}
      />
      <div className="print" lang={lang}>
        <h2>{text('contacts.sheet')}</h2>
        {rows && rows.length === 0 ? <p>{t('contacts.empty')}</p> : null}
        <CardList rows={sorted} lang={lang} onEdit={edit} />
      </div>
    </Dialog>
  )
}

type ListProps = {
  readonly rows: readonly Row<'contactCard'>[]
  readonly lang: Lang
  readonly onEdit: (id: string) => void
}

/** The cards as they are read, each with its buttons for whoever may change it. */
function CardList({ rows, lang, onEdit }: ListProps) {
  const t = useT()
  const store = useStore()
  const act = useAct()
  async function remove({ id }: Row<'contactCard'>): Promise<void> {
    await act([{ entity: 'contactCard', id, kind: 'delete' }], {
      said: t('contacts.deleted'),
      undo: [{ entity: 'contactCard', id, kind: 'restore' }],
    })
  }
  return (
    <ul className="cards">
      {rows.map((row) => {
        const { name, purpose } = cardText(row.fields, lang)
        return (
          <li key={row.id} data-urgent={row.fields.isUrgent}>
            <strong>{name}</strong>
            {purpose ? <p>{purpose}</p> : null}
            <p>{[row.fields.phone, row.fields.web, row.fields.address].filter(Boolean).join(' · ')}</p>
            {store.role === 'viewer' ? null : (
              <p className="no-print">
                <Button
                  variant="plain"
                  aria-label={`${t('common.edit')} ${name}`}
                  onPress={() => onEdit(row.id)}
                >
                  {t('common.edit')}
                </Button>
                <Button
                  variant="plain"
                  aria-label={`${t('common.delete')} ${name}`}
                  onPress={() => remove(row)}
                >
                  {t('common.delete')}
                </Button>
              </p>
            )}
          </li>
        )
      })}
    </ul>
  )
}
