import { useState } from 'react'
import type { Lang } from '../../../src-shared/codes/code-row.ts'
import {
  type CodeField,
  type CodeListField,
  codeFields,
  codeLists,
} from '../../../src-shared/domain/visits/visit-rules.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import type { Reference } from '../../data/register/reference.ts'
import { languages, loadLanguage, textIn, useLang, useT } from '../../i18n/i18n.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Button, SelectInput } from '../../ui/fields.tsx'
import { useSaveDocument } from '../../ui/use-save-document.ts'
import type { VisitForm } from './model.ts'

type Props = { readonly form: VisitForm; readonly reference: Reference; readonly onClose: () => void }

/** "What do you write about me?" (visits.md §5, scenario 12): the row in plain words, to show or to print. */
export function InformDialog({ form, reference, onClose }: Props) {
  const t = useT()
  const [lang, setLang] = useState<Lang>(useLang())
  const text = textIn(lang)
  const savePdf = useSaveDocument()
  const labels = Object.entries(codeFields) as [CodeField, (typeof codeFields)[CodeField]][]
  const lists = Object.entries(codeLists) as [CodeListField, (typeof codeLists)[CodeListField]][]
  const rows: [string, string][] = [
    [text('visits.date'), `${dateToText(form.date)} ${form.startTime.slice(0, 2)}`],
    [text('visits.site'), reference.sites.get(form.siteId)?.name ?? '–'],
    ...lists.flatMap(([field, set]): [string, string][] =>
      form[field].length === 0
        ? []
        : [
            [
              text(`visits.${field}`),
              form[field].map((code) => reference.codes.label(set, code, lang)).join('; '),
            ],
          ],
    ),
    ...labels.flatMap(([field, set]): [string, string][] => {
      const code = form[field]
      return code === null ? [] : [[text(`visits.${field}`), reference.codes.label(set, code, lang)]]
    }),
    ...(form.note ? [[text('visits.note'), form.note] as [string, string]] : []),
  ]
  return (
    <Dialog title={t('visits.inform')} onClose={onClose}>
      <div className="print" lang={lang}>
        <p>{text('visits.informText')}</p>
        <dl className="facts">
          {rows.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="row">
        <SelectInput
          label={t('nav.language')}
          value={lang}
          options={languages.map(({ code, name }) => ({ value: code, label: name }))}
          onChange={(value) => void loadLanguage(value as Lang).then(() => setLang(value as Lang))} // one of the options
        />
        <Button onPress={() => window.print()}>{t('recovery.print')}</Button>
        <Button
          onPress={() =>
            savePdf('kirjaus.pdf', text('visits.inform'), lang, [
              { kind: 'paragraph', text: text('visits.informText') },
              { kind: 'facts', rows: rows.map(([name, value]) => ({ name, value })) },
            ])
          }
        >
          {t('document.save')}
        </Button>
      </div>
    </Dialog>
  )
}
