import {
  claimantSettingsId,
  defaultClaimantSettings,
} from '../../../src-shared/domain/claims/records/claimant-settings.ts'
import type { Row } from '../../data/records/records.ts'
import { useT } from '../../i18n/i18n.ts'
import { DraftNotice } from '../../ui/draft-offers.tsx'
import { CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { FormButtons } from '../../ui/form-buttons.tsx'
import { useFieldsDraft } from '../../ui/use-fields-draft.ts'
import { useRecordForm } from '../../ui/use-record-form.ts'

/** What a claimant records once: programme, agreement, and whether four eyes are asked for (claims.md §10.1). */
export function ClaimantSection({ row }: { readonly row: Row<'claimantSettings'> | undefined }) {
  const t = useT()
  const standing = row?.fields ?? defaultClaimantSettings
  const draft = useFieldsDraft('settings/claimant', {
    ...standing,
    fileLimitMb: standing.fileLimitMb === null ? '' : String(standing.fileLimitMb),
  })
  const { fields, set } = draft
  const { save, giveUp, errorOf, unplaced } = useRecordForm(draft, t('settings.saved'))
  async function submit(): Promise<void> {
    const limit = fields.fileLimitMb.trim()
    const { fileLimitMb: _, ...changed } = row ? draft.changes() : fields
    await save({
      entity: 'claimantSettings',
      id: claimantSettingsId,
      kind: 'put',
      isNew: row === undefined,
      fields: { ...changed, fileLimitMb: limit === '' ? null : Number(limit) },
    })
  }
  return (
    <Form className="card" onSave={submit} unplaced={unplaced}>
      <h2>{t('nav.claimant')}</h2>
      <DraftNotice isShown={draft.isRestored} onDrop={giveUp} />
      <div className="fields">
        {(['programmeOn', 'agreementFrom', 'agreementTo'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`claimant.${name}`)}
            value={fields[name] ?? ''}
            onChange={(value) => set({ [name]: value || null })}
            error={errorOf(name)}
          />
        ))}
        {(['agreementNumber', 'agreementCentre', 'contactPerson'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`claimant.${name}`)}
            value={fields[name]}
            onChange={(value) => set({ [name]: value })}
            error={errorOf(name)}
          />
        ))}
        <TextInput
          label={t('claimant.fileLimitMb')}
          hint={t('claimant.fileLimitHint')}
          value={fields.fileLimitMb}
          onChange={(text) => set({ fileLimitMb: text })}
          error={errorOf('fileLimitMb')}
        />
        <div className="wide">
          <CheckInput
            label={t('claimant.fourEyes')}
            checked={fields.fourEyes}
            onChange={(fourEyes) => set({ fourEyes })}
          />
        </div>
      </div>
      <FormButtons />
    </Form>
  )
}
