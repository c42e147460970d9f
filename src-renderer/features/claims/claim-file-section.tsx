import { useState } from 'react'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, CheckInput, Notice } from '../../ui/fields.tsx'

import { ClaimFilePreview } from './claim-file-preview.tsx'
import { JobProgress } from './job-progress.tsx'
import { useClaimFile } from './use-claim-file.ts'

type Props = {
  readonly claimId: string
  readonly contextNow: () => Promise<ClaimContext>
  /** The rule packs that the claim names. */
  readonly packs: readonly RulePack[]
}

/** The file that goes with the application: looked at, saved, and kept for whoever asks five years later. */
export function ClaimFileSection({ claimId, contextNow, packs }: Props) {
  const t = useT()
  const [hasKey, setHasKey] = useState(false)
  const [previewed, setPreviewed] = useState<ClaimFile | null>(null)
  const { job, outcome, isWaiting, make, save } = useClaimFile(claimId, contextNow, packs, hasKey)
  return (
    <section aria-label={t('claimFile.title')}>
      <h3>{t('claimFile.title')}</h3>
      <CheckInput label={t('claimFile.key')} checked={hasKey} onChange={setHasKey} />
      <p>{t('claimFile.keyHint')}</p>
      <div className="row">
        <Button onPress={() => make().then(setPreviewed)}>{t('claimFile.preview')}</Button>
        <Button variant="primary" isDisabled={job !== null} onPress={() => save('claim-file')}>
          {job === null ? t('claims.save') : t('claims.saving')}
        </Button>
        <Button isDisabled={job !== null} onPress={() => save('audit-folder')}>
          {t('claims.saveAudit')}
        </Button>
      </div>
      {job === null ? null : <JobProgress job={job} />}
      <div role="status">
        {isWaiting ? <p>{t('claimFile.waiting')}</p> : null}
        {outcome?.kind === 'saved' ? <p>{savedText(outcome)}</p> : null}
        {outcome?.kind === 'cancelled' ? <p>{t('claims.cancelled')}</p> : null}
      </div>
      {outcome?.kind === 'failed' ? (
        <Notice tone="alert">{t(`claims.failed.${outcome.reason}`)}</Notice>
      ) : null}
      {outcome?.kind === 'does-not-fit' ? (
        <Notice tone="alert">{t('claimFile.doesNotFit', { name: outcome.name })}</Notice>
      ) : null}
      {previewed ? (
        <ClaimFilePreview
          request={{ file: previewed, packs: [...packs] }}
          onClose={() => setPreviewed(null)}
        />
      ) : null}
    </section>
  )

  function savedText(saved: {
    readonly name: string
    readonly bytes: number
    readonly parts?: number
  }): string {
    const [name, kb] = [saved.name, Math.ceil(saved.bytes / 1024)]
    return saved.parts !== undefined && saved.parts > 1
      ? t('claimFile.savedParts', { name, kb, parts: saved.parts })
      : t('claims.saved', { name, kb })
  }
}
