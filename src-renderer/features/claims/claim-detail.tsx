import { useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { centsToText } from '../../../src-shared/domain/claims/money.ts'
import { type Change, commit } from '../../data/commit.ts'
import type { Row } from '../../data/records.ts'
import { useStore } from '../../data/store-context.ts'
import { useRows } from '../../data/use-rows.ts'
import { useT } from '../../i18n/i18n.ts'
import { bridge } from '../../platform/bridge.ts'
import { newId } from '../../platform/clock.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { attachmentMaxBytes } from './model.ts'

/** One claim: what it comes to, its evidence, and its file. */
export function ClaimDetail({
  claim,
  title,
}: {
  readonly claim: Row<'paymentClaim'>
  readonly title: string
}) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const { ofAll } = useProblemText()
  const attachments = useRows(store, 'attachment', 'claimId', claim.id)
  const [isSaving, setSaving] = useState(false)
  const [outcome, setOutcome] = useState<Output<'saveClaimFile'> | null>(null)
  const [problems, setProblems] = useState<readonly string[]>([])

  async function attach(): Promise<void> {
    const refused: string[] = []
    const changes: Change[] = []
    for (const { token, name } of await bridge().pickFiles({})) {
      const kept = await bridge().keepAttachment({ token, maxBytes: attachmentMaxBytes })
      if (kept.kind === 'kept')
        changes.push({
          entity: 'attachment',
          id: newId(),
          kind: 'put',
          fields: { ...kept.attachment, claimId: claim.id },
          isNew: true,
        })
      else refused.push(t(`claims.refused.${kept.reason}`, { name, limit: attachmentMaxBytes / 1024 / 1024 }))
    }
    const done = await commit(store, changes)
    if (!done.ok) refused.push(ofAll(done.error))
    else
      for (const change of changes)
        if (change.kind === 'put' && change.entity === 'attachment')
          say(t('claims.attached', { name: change.fields.name ?? '' }))
    setProblems(refused)
  }
  async function remove(id: string): Promise<void> {
    const done = await commit(store, [{ entity: 'attachment', id, kind: 'delete' }])
    if (!done.ok) return say(ofAll(done.error))
    say(t('common.delete'), {
      label: t('common.undo'),
      run: () => void commit(store, [{ entity: 'attachment', id, kind: 'restore' }]),
    })
  }
  async function save(): Promise<void> {
    setSaving(true)
    setOutcome(null)
    try {
      const file = {
        claimId: claim.id,
        claim: claim.fields,
        attachments: (attachments ?? []).map(({ fields }) => fields),
      }
      setOutcome(await bridge().saveClaimFile({ file }))
    } finally {
      setSaving(false)
    }
  }
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p>
        <strong data-testid="claim-total">
          {t('claims.total')}: {centsToText(claim.fields.totalCents)}
        </strong>
      </p>
      <h3>{t('claims.attachments')}</h3>
      {attachments?.length === 0 ? <p>{t('claims.noAttachments')}</p> : null}
      <ul>
        {attachments?.map(({ id, fields }) => (
          <li key={id}>
            {fields.name} ({Math.ceil(fields.bytes / 1024)} kB,{' '}
            {fields.reason ? t(`claims.whole.${fields.reason}`) : t('claims.merged')})
            <Button
              variant="plain"
              aria-label={t('common.remove', { name: fields.name })}
              onPress={() => void remove(id)}
            >
              {t('common.delete')}
            </Button>
          </li>
        ))}
      </ul>
      {problems.map((problem) => (
        <Notice tone="alert" key={problem}>
          {problem}
        </Notice>
      ))}
      <div className="row">
        <Button onPress={() => void attach()}>{t('claims.attach')}</Button>
        <Button variant="primary" isDisabled={isSaving} onPress={() => void save()}>
          {isSaving ? t('claims.saving') : t('claims.save')}
        </Button>
      </div>
      <div role="status">
        {outcome?.kind === 'saved' ? (
          <p>{t('claims.saved', { name: outcome.name, kb: Math.ceil(outcome.bytes / 1024) })}</p>
        ) : null}
        {outcome?.kind === 'cancelled' ? <p>{t('claims.cancelled')}</p> : null}
      </div>
      {outcome?.kind === 'failed' ? (
        <Notice tone="alert">{t(`claims.failed.${outcome.reason}`)}</Notice>
      ) : null}
    </section>
  )
}
