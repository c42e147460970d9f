import { useEffect, useMemo, useRef } from 'react'
import { hasLines } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { centsToText } from '../../../src-shared/domain/claims/engine/money.ts'
import { badgeOf } from '../../../src-shared/domain/claims/records/claim-states.ts'
import {
  isOpenClaim,
  type PaymentClaimFields,
} from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { layTogether } from '../../../src-shared/domain/claims/rules/rule-book.ts'
import { packsNamed } from '../../../src-shared/domain/claims/rules/rule-library.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimContext, Finding } from '../../../src-shared/domain/claims/validation/finding.ts'
import { validateClaim } from '../../../src-shared/domain/claims/validation/validate-claim.ts'
import { dateToText } from '../../../src-shared/kernel/iso-date.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import type { Row } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { useT } from '../../i18n/i18n.ts'
import { Button, Notice } from '../../ui/fields.tsx'
import { useSay } from '../../ui/toast.tsx'
import { useAct } from '../../ui/use-act.ts'
import { useProblemText } from '../../ui/use-problem-text.ts'
import { ClaimActions } from './claim-actions.tsx'
import { ClaimAttachments } from './claim-attachments.tsx'
import { ClaimEntries } from './claim-entries.tsx'
import { ClaimFileSection } from './claim-file-section.tsx'
import { ClaimFindings } from './claim-findings.tsx'
import { ClaimGuidance } from './claim-guidance.tsx'
import { ClaimLines } from './claim-lines.tsx'
import { EvidenceList } from './evidence-list.tsx'
import { tickEvidence } from './tick-evidence.ts'
import { type ClaimRecords, useClaimContext } from './use-claim-context.ts'

type Props = {
  readonly claim: Row<'paymentClaim'>
  readonly around: ClaimRecords
  readonly users: readonly Row<'user'>[]
  readonly pack: RulePack
  readonly allPacks: readonly RulePack[]
  readonly title: string
}

/** One claim: what it comes to, what is wrong with it, its lines, its evidence, and what happens to it. */
export function ClaimDetail({ claim, around, users, pack: current, allPacks, title }: Props) {
  const t = useT()
  const store = useStore()
  const say = useSay()
  const act = useAct()
  const { ofAll } = useProblemText()
  // what was submitted is computed by the rules it was submitted with, however old; a draft by those of today
  const pack = useMemo(() => {
    const named = isOpenClaim(claim.fields) ? null : packsNamed(allPacks, claim.fields.rulePack)
    return named ? layTogether(named) : current
  }, [claim.fields, allPacks, current])
  const { context, contextNow } = useClaimContext(claim, around, pack)
  const findings = useMemo(() => validateClaim(context), [context])
  const { claim: fields } = context
  const isOpen = isOpenClaim(fields)
  const total = totalOf(context)
  const lineNumber = new Map(
    context.lines.map(({ id, fields: line }) => [id, line.voucherNumber || dateToText(line.from)]),
  )
  const labels = new Map(fields.persons.map(({ facts, label }) => [facts.ref, label]))
  const nameOf = ({ lineId, personId }: Finding): string => {
    const names = [lineId && lineNumber.get(lineId), personId && labels.get(personId)].filter(Boolean)
    return names.length > 0 ? `${names.join(', ')}: ` : ''
  }
  const nameOfUser = (id: string): string => users.find((user) => user.id === id)?.fields.displayName ?? '–'

  async function change(part: Partial<PaymentClaimFields>): Promise<void> {
    await act([{ entity: 'paymentClaim', id: claim.id, kind: 'put', fields: part }])
  }
  /** Each tick counts on those before it. */
  const ticking = useRef(Promise.resolve())
  function tick(code: string, isHeld: boolean): void {
    ticking.current = ticking.current.then(async () => {
      const done = await tickEvidence(store, claim.id, code, isHeld)
      if (!done.ok) say(ofAll(done.error))
    })
  }
  // the register follows, so that lists and other devices tell the same sum
  const isBehind = isOpen && fields.totalCents !== claim.fields.totalCents
  useEffect(() => {
    if (!isBehind || store.role === 'viewer') return
    void commit(store, [
      { entity: 'paymentClaim', id: claim.id, kind: 'put', fields: { totalCents: fields.totalCents } },
    ])
  }, [store, claim.id, isBehind, fields.totalCents])
  async function recalculate(): Promise<void> {
    const now = await contextNow()
    const totalCents = totalOf(now)
    await change({ totalCents, rulePack: pack.id, policy: pack.policy.id })
    say(t('claims.recalculated', { sum: centsToText(totalCents) }))
  }
  return (
    <section className="card" aria-label={title}>
      <h2>{title}</h2>
      <p>
        <span className="tag" data-badge={badgeOf(fields.state)} data-testid="claim-state">
          {t(`claims.state.${fields.state}`)}
        </span>
      </p>
      <p>
        <strong data-testid="claim-total">
          {t('claims.total')}: {centsToText(fields.totalCents)}
        </strong>
        {fields.paidCents > 0 ? ` · ${t('claims.paidSum', { sum: centsToText(fields.paidCents) })}` : ''}
      </p>
      {isOpen && total !== fields.totalCents ? (
        <div className="row">
          <Notice tone="warning">{t('finding.V28')}</Notice>
          <Button onPress={recalculate}>{t('claims.recalculate')}</Button>
        </div>
      ) : null}
      <ClaimGuidance claim={fields} pack={pack} />
      <ClaimFindings findings={findings} nameOf={nameOf} />
      {isOpen ? (
        <ClaimEntries claim={fields} pack={pack} decisions={around.decisions} onChange={change} />
      ) : (
        <Notice>{t('claims.frozen')}</Notice>
      )}
      {hasLines(pack, fields.kind) ? <ClaimLines context={context} isOpen={isOpen} /> : null}
      <EvidenceList claim={fields} pack={pack} onChange={tick} />
      <ClaimAttachments claimId={claim.id} />
      <ClaimFileSection
        claimId={claim.id}
        contextNow={contextNow}
        packs={packsNamed(allPacks, fields.rulePack) ?? [pack]}
      />
      <ClaimActions context={context} contextNow={contextNow} nameOfUser={nameOfUser} />
    </section>
  )
}

const totalOf = ({ computation, claim }: ClaimContext): number =>
  computation?.computation.totalCents ?? claim.totalCents
