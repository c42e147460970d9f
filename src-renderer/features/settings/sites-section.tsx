import { type FormEvent, useState } from 'react'
import { commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { newId } from '../../platform/clock.ts'
import { Button, TextInput } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

export function SitesSection({ sites }: { readonly sites: readonly Row<'site'>[] }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const [name, setName] = useState('')
  async function add(event: FormEvent): Promise<void> {
    event.preventDefault()
    const fields = {
      name,
      kind: 'office',
      municipality: null,
      defaultChannel: 'in-person',
      defaultSetting: 'walk-in',
      defaultLanguage: 'fi',
    } as const
    const done = await commit(store, [{ entity: 'site', id: newId(), kind: 'put', fields, isNew: true }])
    if (done.ok) setName('')
    say(done.ok ? t('settings.siteAdded') : ofAll(done.error))
  }
  return (
    <form className="card" onSubmit={add} noValidate>
      <h2>{t('settings.sites')}</h2>
      <ul>
        {sites.map(({ id, fields }) => (
          <li key={id}>{fields.name}</li>
        ))}
      </ul>
      <div className="row">
        <TextInput label={t('settings.newSite')} value={name} onChange={setName} />
        <Button type="submit">{t('common.add')}</Button>
      </div>
    </form>
  )
}
