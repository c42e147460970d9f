import { useState } from 'react'
import {
  type ClaimantSettingsFields,
  claimantSettingsId,
  defaultClaimantSettings,
} from '../../../src-shared/domain/claimant-settings.ts'
import { type CommitProblem, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput, TextInput } from '../../ui/fields.tsx'
import { Form } from '../../ui/form.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'

/** What a claimant records once: programme, agreement, and whether four eyes are asked for (claims.md §10.1). */
export function ClaimantSection({ row }: { readonly row: Row<'claimantSettings'> | undefined }) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofField, ofAll } = useProblemText()
  const [fields, setFields] = useState<ClaimantSettingsFields>(row?.fields ?? defaultClaimantSettings)
  const [limit, setLimit] = useState(fields.fileLimitMb === null ? '' : String(fields.fileLimitMb))
  const [problem, setProblem] = useState<CommitProblem | null>(null)
  async function save(): Promise<void> {
    const fileLimitMb = limit.trim() === '' ? null : Number(limit.trim())
    const done = await commit(store, [
      {
        ...{ entity: 'claimantSettings', id: claimantSettingsId, kind: 'put', isNew: row === undefined },
        fields: { ...fields, fileLimitMb },
      },
    ])
    setProblem(done.ok ? null : done.error)
    say(done.ok ? t('settings.saved') : ofAll(done.error))
  }
  return (
    <Form className="card" onSave={save}>
      <h2>{t('claims.part.claimant')}</h2>
      <div className="fields">
        {(['programmeOn', 'agreementFrom', 'agreementTo'] as const).map((name) => (
          <TextInput
            key={name}
            type="date"
            label={t(`claimant.${name}`)}
            value={fields[name] ?? ''}
            onChange={(value) => setFields({ ...fields, [name]: value || null })}
            error={ofField(problem, name)}
          />
        ))}
        {(['agreementNumber', 'agreementCentre', 'contactPerson'] as const).map((name) => (
          <TextInput
            key={name}
            label={t(`claimant.${name}`)}
            value={fields[name]}
            onChange={(value) => setFields({ ...fields, [name]: value })}
            error={ofField(problem, name)}
          />
        ))}
        <TextInput
          label={t('claimant.fileLimitMb')}
          hint={t('claimant.fileLimitHint')}
          value={limit}
          onChange={setLimit}
          error={ofField(problem, 'fileLimitMb')}
        />
        <div className="wide">
          <CheckInput
            label={t('claimant.fourEyes')}
            checked={fields.fourEyes}
            onChange={(fourEyes) => setFields({ ...fields, fourEyes })}
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
