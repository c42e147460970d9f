import {
  claimantSettingsId,
  defaultClaimantSettings,
} from '../../../src-shared/domain/claims/records/claimant-settings.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { Button, CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useProblems } from '../../ui/use-problems.ts'

/** What a claimant records once: programme, agreement, and whether four eyes are asked for (claims.md §10.1). */
export function ClaimantSection({ row }: { readonly row: Row<'claimantSettings'> | undefined }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const problems = useProblems()
  const standing = row?.fields ?? defaultClaimantSettings
  const draft = useFieldsDraft('settings/claimant', {
    ...standing,
    fileLimitMb: standing.fileLimitMb === null ? '' : String(standing.fileLimitMb),
  })
  const { fields, set } = draft
  async function save(): Promise<void> {
    const limit = fields.fileLimitMb.trim()
    const { fileLimitMb: _, ...changed } = row ? draft.changes() : fields
    const done = await commit(store, [
      {
        entity: 'claimantSettings',
        id: claimantSettingsId,
        kind: 'put',
        isNew: row === undefined,
        fields: { ...changed, fileLimitMb: limit === '' ? null : Number(limit) },
      },
    ])
    problems.show(done.ok ? null : done.error)
    if (!done.ok) return
    draft.saved()
    say(t('settings.saved'))
  }
  return (
    <Form className="card" onSave={save} unplaced={problems.unplaced}>
      <h2>{t('claims.part.claimant')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={draft.drop} />
      <div className="fields">
        {(['programmeOn', 'agreementFrom', 'agreementTo'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`claimant.${name}`)}
            value={fields[name] ?? ''}
            onChange={(value) => set({ [name]: value || null })}
            error={problems.at(name)}
          />
        ))}
        {(['agreementNumber', 'agreementCentre', 'contactPerson'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`claimant.${name}`)}
            value={fields[name]}
            onChange={(value) => set({ [name]: value })}
            error={problems.at(name)}
          />
        ))}
        <TextInput
          label={t('claimant.fileLimitMb')}
          hint={t('claimant.fileLimitHint')}
          value={fields.fileLimitMb}
          onChange={(text) => set({ fileLimitMb: text })}
          error={problems.at('fileLimitMb')}
        />
        <div className="wide">
          <CheckInput
            label={t('claimant.fourEyes')}
            checked={fields.fourEyes}
            onChange={(fourEyes) => set({ fourEyes })}
          />
        </div>
      </div>
      <p />
      <Button variant="primary" type="submit">
        {t('common.save')}
      </Button>
    </Form>
  )
}
