import type { Areas } from '../../../codes/municipality.ts'
import type { PersonFields } from '../../people/person.ts'
import type { ClaimComputation, LineRow } from '../engine/claim-computation.ts'
import type { ClaimLineFields } from '../records/claim-line.ts'
import type { ClaimantSettingsFields } from '../records/claimant-settings.ts'
import type { DecisionFields } from '../records/decision.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import type { PaymentListFields } from '../records/payment-list.ts'
import type { RulePack } from '../rules/rule-pack.ts'

/** Ids of claims.md §12. */
export const findingIds = [
  'V01',
  'V02',
  'V03',
  'V04',
  'V05',
  'V06',
  'V07',
  'V08',
  'V09',
  'V10',
  'V11',
  'V12',
  'V13',
  'V14',
  'V15',
  'V16',
  'V17',
  'V18',
  'V19',
  'V20',
  'V21',
  'V22',
  'V23',
  'V24',
  'V25',
  'V26',
  'V27',
  'V28',
  'V29',
  'V30',
  // our own: a person whose facts cannot be computed
  'V31',
] as const
export type FindingId = (typeof findingIds)[number]

/** B blocks submission, W warns, I informs. */
export type Severity = 'B' | 'W' | 'I'
export type Finding = {
  readonly id: FindingId
  readonly severity: Severity
  readonly lineId: string | null
  readonly personId: string | null
  /** What the message names: a date, a number of days, a sum. */
  readonly detail: string
}
export type Find = (
  id: FindingId,
  severity: Severity,
  at?: { readonly lineId?: string; readonly personId?: string; readonly detail?: string },
) => void

export type ClaimRow = { readonly id: string; readonly fields: PaymentClaimFields }

/** A claim with all that its rules look at. */
export type ClaimContext = {
  readonly id: string
  readonly claim: PaymentClaimFields
  readonly lines: readonly LineRow[]
  readonly persons: ReadonlyMap<string, PersonFields>
  readonly decision: DecisionFields | null
  readonly settings: ClaimantSettingsFields
  readonly otherClaims: readonly ClaimRow[]
  readonly otherLines: readonly { readonly id: string; readonly fields: ClaimLineFields }[]
  readonly paymentLists: readonly PaymentListFields[]
  /** Null when the facts cannot be computed; then that is what has to be put right first. */
  readonly computation: ClaimComputation | null
  readonly pack: RulePack
  readonly areas: Areas
  /** The latest day that this device has seen: a clock that is set back reopens no deadline. */
  readonly today: string
}
