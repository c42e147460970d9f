import { useState } from 'react'
import { z } from 'zod'
import { defaultProfile, handoverProfileId, MappedField } from '../../../src-shared/domain/visits/handover.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { useRows } from '../../data/hooks/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, Notice } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'
import { useSaveText } from '../../ui/use-save-text.ts'

const Fields = z.array(MappedField).min(1).max(60)
const textOf = (fields: unknown): string => JSON.stringify(fields, null, 2)

/** The mapping profile as the JSON that it is (visits.md §11.3): when the real field list comes, only this changes. */
export function ProfileSection() {
  const store = useStore()
  const rows = useRows(store, 'handoverProfile')
  if (!rows) return null
  const text = textOf((rows[0]?.fields ?? defaultProfile).fields)
  return <ProfileForm key={text} start={text} />
}

function ProfileForm({ start }: { readonly start: string }) {
  const t = useT()
  const store = useStore()
  const saveText = useSaveText()
  const draft = useFieldsDraft('settings/profile', { text: start })
  const { text } = draft.fields
  const { save, giveUp, unplaced } = useRecordForm(draft, t('admin.saved'))
  const setText = (next: string): void => draft.set({ text: next })
  const [wrong, setWrong] = useState<string | null>(null)
  async function submit(): Promise<void> {
    const read = readFields(text)
    setWrong(read.ok ? null : read.where)
    if (!read.ok) return
    await save({
      entity: 'handoverProfile',
      id: handoverProfileId,
      kind: 'put',
      fields: { fields: read.fields },
    })
  }
  return (
    <Form className="card" onSave={submit} label={t('admin.profile')} unplaced={unplaced}>
      <h2>{t('admin.profile')}</h2>
      <p>{t('handover.profileText')}</p>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <label className="field">
        {t('handover.profileJson')}
        <textarea
          className="code"
          rows={18}
          spellCheck={false}
          value={text}
          onChange={(event) => setText(event.target.value)}
          aria-invalid={wrong !== null}
          maxLength={200_000}
        />
      </label>
      {wrong === null ? null : <Notice tone="alert">{t('handover.profileWrong', { where: wrong })}</Notice>}
      <FormButtons isDisabled={!isLeader(store.role)}>
        <Button onPress={() => setText(textOf(defaultProfile.fields))}>{t('handover.profileDefault')}</Button>
        <Button onPress={() => saveText('alpo-profile.json', `${text}\n`)}>
          {t('handover.profileExport')}
        </Button>
      </FormButtons>
    </Form>
  )
}

type ReadFields =
  | { readonly ok: true; readonly fields: MappedField[] }
  | { readonly ok: false; readonly where: string }

function readFields(text: string): ReadFields {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    return { ok: false, where: error instanceof Error ? error.message : 'JSON' }
  }
  const read = Fields.safeParse(value)
  if (read.success) return { ok: true, fields: read.data }
  const [issue] = read.error.issues
  // rows are counted from one, as people do
  const [row, ...path] = issue?.path ?? []
  return {
    ok: false,
    where: [typeof row === 'number' ? `${row + 1}.` : '', path.join('.')].join(' ').trim() || 'JSON',
  }
}
