import { err, ok, type Result } from '../../../kernel/result.ts'
import { type ClaimEventName, nextState, type Refusal } from '../records/claim-states.ts'
import { isDecided } from '../records/decision-states.ts'
import type { ClaimCover, ClaimLogEntry, PaymentClaimFields } from '../records/payment-claim.ts'
import { latestKind } from '../rules/rule-pack.ts'
import { deadlinesOf } from '../validation/claim-rules.ts'
import type { ClaimContext, Finding } from '../validation/finding.ts'
import { blockingIds } from '../validation/validate-claim.ts'
import { remedyUntil } from './deadline-board.ts'

/** A step that a person records: what, on which day, by whom. */
export type ClaimStep = {
  readonly name: ClaimEventName
  readonly on: string
  readonly by: string
  readonly amountCents: number | null
  /** Of a payment: what was found due, where it is not what was paid. */
  readonly grantedCents?: number | null
  readonly note: string
  /** The day of the notice of a refusal, or the day by which a supplement is due. */
  readonly day: string | null
}

/** Whether somebody may approve: with four eyes, whoever did not prepare the claim. */
export const mayApprove = (
  { claim, settings }: Pick<ClaimContext, 'claim' | 'settings'>,
  userId: string,
): boolean => !settings.fourEyes || claim.preparedById !== userId

/**
 * The fields that a step changes, or why it cannot be taken (claims.md §11). A submission freezes the lines; every step
 * goes into the log, and none ever leaves it.
 */
export function takeStep(
  context: ClaimContext,
  findings: readonly Finding[],
  step: ClaimStep,
): Result<Partial<PaymentClaimFields>, Refusal> {
  const { claim, decision, settings, pack, today } = context
  // what was done may be dated earlier, but not later than the latest day this device has seen
  if (step.on > today) return err('not-now')
  const next = nextState(
    {
      state: claim.state,
      // a submission is in time by its own day, on whichever day it is recorded
      blocking: blockingIds(findings).filter((id) => !(step.name === 'submit' && id === 'V03')),
      needsDecision: latestKind(pack, claim.kind)?.decision !== 'none',
      hasDecision: decision !== null && isDecided(decision.state),
      deadline: deadlinesOf(context)[0]?.deadline ?? null,
      isApproved:
        !settings.fourEyes || (claim.approvedById !== null && claim.approvedById !== claim.preparedById),
      claimedCents: claim.totalCents,
      remedyUntil: remedyUntil(pack, claim.noticeOn, step.name === 'appeal' ? 'appeal' : 'correction'),
      supplementDue: claim.supplementDue,
    },
    { name: step.name, on: step.on, amountCents: step.amountCents, reason: step.note },
  )
  if (!next.ok) return next
  const { name, on, by, amountCents, note } = step
  const entry: ClaimLogEntry = { event: name, on, by, amountCents, note }
  return ok({ state: next.value, log: [...claim.log, entry], ...sideEffects(context, step) })
}

function sideEffects(context: ClaimContext, step: ClaimStep): Partial<PaymentClaimFields> {
  const { claim } = context
  switch (step.name) {
    case 'submit':
      return { diaryNumber: step.note, ...frozen(context) }
    case 'return':
      return { supplementDue: step.day }
    case 'answer':
      return { supplementDue: null }
    case 'pay':
      // a partial payment is a decision too: correction runs from its notice
      return {
        paidCents: step.amountCents ?? 0,
        grantedCents: step.grantedCents ?? step.amountCents,
        noticeOn: step.day ?? claim.noticeOn,
      }
    case 'refuse':
    case 'uphold':
      return { noticeOn: step.day ?? step.on }
    case 'order_repayment':
      return { recoveredCents: step.amountCents ?? 0, noticeOn: step.day ?? step.on }
    default:
      return {}
  }
}

/** What a claim takes with it when it is approved or submitted; what an approval has frozen stays. */
function frozen({ claim, lines, settings }: ClaimContext): Partial<PaymentClaimFields> {
  return {
    frozenLines: lines.map(({ id, fields }) => ({ id, fields })),
    // what was approved before there was a cover goes on without one: an approved claim is not changed
    frozenCover: claim.frozenLines === null ? coverOf(settings) : claim.frozenCover,
  }
}

export const coverOf = (settings: ClaimContext['settings']): ClaimCover => {
  const { programmeOn, agreementNumber, agreementFrom, agreementTo, contactPerson } = settings
  return { programmeOn, agreementNumber, agreementFrom, agreementTo, contactPerson }
}

/** The fields that an approval changes, and the lines that were approved; null when whoever approves prepared the claim. */
export function approve(
  context: ClaimContext,
  by: { readonly id: string; readonly name: string },
  on: string,
): Partial<PaymentClaimFields> | null {
  if (!mayApprove(context, by.id)) return null
  const entry: ClaimLogEntry = { event: 'approve', on, by: by.id, amountCents: null, note: '' }
  return {
    approvedById: by.id,
    approvedBy: by.name,
    log: [...context.claim.log, entry],
    ...frozen(context),
  }
}
