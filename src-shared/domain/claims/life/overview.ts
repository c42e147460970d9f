import { yearOf } from '../../../kernel/iso-date.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import { claimDeadline, type RulePack } from '../rules/rule-pack.ts'

/** What became of the claims of one kind and time: a claim that reaches over years stands under all of them, as `2025–2026`. */
export type OverviewRow = {
  readonly years: string
  readonly kind: string
  readonly claims: number
  /** Submitted, whatever became of it. */
  readonly claimedCents: number
  /** What was found due; the State may pay less, within its budget (59 §). */
  readonly grantedCents: number
  readonly paidCents: number
  /** Submitted and neither paid nor refused; of a draft, what is still to be submitted. */
  readonly openCents: number
  /** Refused, or ordered back. */
  readonly refusedCents: number
  /** Not asked for in time. */
  readonly lostCents: number
}

const nothing = {
  claims: 0,
  claimedCents: 0,
  grantedCents: 0,
  paidCents: 0,
  openCents: 0,
  refusedCents: 0,
  lostCents: 0,
}
const unsent = ['drafted', 'ready', 'decision_applied', 'decision_received']
const waiting = ['payment_claimed', 'returned', 'correction_requested', 'appealed']

/**
 * Claimed, granted, paid, open, refused and lost by time and kind, the latest first. Withdrawn claims count nowhere.
 * `lost`: what was owed, is too late to claim, and stands in no claim.
 */
export function overviewOf(
  claims: readonly PaymentClaimFields[],
  pack: RulePack,
  today: string,
  lost: readonly { readonly year: number; readonly kind: string; readonly cents: number }[] = [],
): readonly OverviewRow[] {
  const rows = new Map<string, OverviewRow>()
  for (const claim of claims) {
    if (claim.state === 'withdrawn') continue
    const [from, to] = [claim.period.from.slice(0, 4), claim.period.to.slice(0, 4)]
    const years = from === to ? from : `${from}–${to}`
    const key = `${years} ${claim.kind}`
    const row = rows.get(key) ?? {
      ...nothing,
      years,
      kind: claim.kind,
    }
    const isSent = !unsent.includes(claim.state) && claim.state !== 'closed_refused'
    const isRefused = ['refused', 'upheld', 'closed_refused', 'court_decided'].includes(claim.state)
    const kept = claim.paidCents - claim.recoveredCents
    const isLate = unsent.includes(claim.state) && claimDeadline(pack, yearOf(claim.period.to)) < today
    const isOpen = !isLate && (unsent.includes(claim.state) || waiting.includes(claim.state))
    rows.set(key, {
      ...row,
      claims: row.claims + 1,
      claimedCents: row.claimedCents + (isSent ? claim.totalCents : 0),
      grantedCents: row.grantedCents + (claim.grantedCents ?? claim.paidCents),
      paidCents: row.paidCents + kept,
      openCents: row.openCents + (isOpen ? claim.totalCents - claim.paidCents : 0),
      refusedCents:
        row.refusedCents + (isRefused ? claim.totalCents - claim.paidCents : 0) + claim.recoveredCents,
      lostCents: row.lostCents + (isLate ? claim.totalCents : 0),
    })
  }
  for (const { year, kind, cents } of lost) {
    if (cents === 0) continue
    const key = `${year} ${kind}`
    const row = rows.get(key) ?? { ...nothing, years: String(year), kind }
    rows.set(key, { ...row, lostCents: row.lostCents + cents })
  }
  return [...rows.values()].toSorted((a, b) =>
    a.years === b.years ? (a.kind < b.kind ? -1 : 1) : a.years < b.years ? 1 : -1,
  )
}
