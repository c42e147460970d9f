import { useState } from 'react'
import type { ContactCardFields } from '../../../src-shared/domain/visits/contact-card.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { listRows } from '../../data/records/records.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { useLang, useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { Button, TextInput } from '../../ui/fields.tsx'
import { useAct } from '../../ui/use-act.ts'

type Names = { readonly fi: string; readonly sv: string; readonly en: string }
const parts = ['phone', 'web', 'address'] as const
type Contact = Pick<ContactCardFields, (typeof parts)[number]>
const noContact: Contact = { phone: '', web: '', address: '' }
const contactOf = ({ phone, web, address }: ContactCardFields): Contact => ({ phone, web, address })

/** An authority by its name of today, with the contact card that the organisation keeps of it. */
export function AuthorityContact({ name }: { readonly name: Names }) {
  const t = useT()
  const lang = useLang()
  const store = useStore()
  const act = useAct()
  const card = useRows(store, 'contactCard')?.find(({ fields }) => fields.nameFi === name.fi)
  const [form, setForm] = useState<Contact | null>(null)
  const [before, setBefore] = useState<Contact>(noContact)
  const open = (shown: Contact): void => {
    setBefore(shown)
    setForm(shown)
  }
  async function save(): Promise<void> {
    if (!form) return
    // one card for each authority: somebody may have made it, or changed what is not typed here
    await store.exclusive(async () => undefined)
    const now = (await listRows(store, 'contactCard')).find(({ fields }) => fields.nameFi === name.fi)
    const blank = { forFi: '', forSv: '', forEn: '', isUrgent: false }
    const names = { nameFi: name.fi, nameSv: name.sv, nameEn: name.en }
    const fields = now ? changedSince(before, form) : { ...blank, ...names, ...form }
    const change = {
      entity: 'contactCard',
      id: now?.id ?? newId(),
      kind: 'put',
      fields,
      isNew: !now,
    } as const
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
          onPress={() => open(card ? contactOf(card.fields) : noContact)}
        >
          {t('claims.contact')}
        </Button>
      )}
    </div>
  )
}
