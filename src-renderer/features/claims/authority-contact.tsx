import { useState } from 'react'
import type { ContactCardFields } from '../../../src-shared/domain/visits/contact-card.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { Button, TextInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'

type Names = { readonly fi: string; readonly sv: string; readonly en: string }
const parts = ['phone', 'web', 'address'] as const

/** An authority by its name of today, with the contact card that the organisation keeps of it. */
export function AuthorityContact({ name }: { readonly name: Names }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const act = useAct()
  const card = useRows(store, 'contactCard')?.find(({ fields }) => fields.nameFi === name.fi)
  const [form, setForm] = useState<Pick<ContactCardFields, (typeof parts)[number]> | null>(null)
  async function save(): Promise<void> {
    if (!form) return
    const blank = { forFi: '', forSv: '', forEn: '', isUrgent: false }
    const fields = card ? form : { ...blank, nameFi: name.fi, nameSv: name.sv, nameEn: name.en, ...form }
    const id = card?.id ?? newId()
    const change = { entity: 'contactCard', id, kind: 'put', fields, isNew: !card } as const
    if (await act([change], { said: t('admin.saved') })) setForm(null)
  }
  return (
    <div>
      <p>{t('claims.whomToAsk', { name: name[lang] })}</p>
      {card && !form ? (
        <p>{parts.flatMap((part) => (card.fields[part] === '' ? [] : [card.fields[part]])).join(' · ')}</p>
      ) : null}
      {form ? (
        <>
          <div className="fields">
            {parts.map((part) => (
              <TextInput
                key={part}
                label={t(`contacts.${part}`)}
                value={form[part]}
                onChange={(value) => setForm({ ...form, [part]: value })}
              />
            ))}
          </div>
          <div className="row">
            <Button variant="primary" onPress={() => save()}>
              {t('common.save')}
            </Button>
            <Button onPress={() => setForm(null)}>{t('common.cancel')}</Button>
          </div>
        </>
      ) : (
        <Button
          variant="plain"
          aria-label={t('claims.contactOf', { name: name[lang] })}
          onPress={() => setForm(card?.fields ?? { phone: '', web: '', address: '' })}
        >
          {t('claims.contact')}
        </Button>
      )}
    </div>
  )
}
