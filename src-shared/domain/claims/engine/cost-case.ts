import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { PersonFacts } from '../../people/person-facts.ts'
import { ClaimantType, type Unit } from '../rules/rule-rows.ts'
import type { CaseWarning, Refusal } from './case.ts'

const Cents = z.int().nonnegative().max(100_000_000_000)

/** One cost as it stands in the books: gross, with what is not the claimant's to bear beside it (claims.md §10.5). */
export const CostLine = z.strictObject({
  ref: z.string().min(1).max(100),
  /** The `ref` of the person for whom the cost was. */
  person: z.string().min(1).max(100),
  /** Which of the law's sums it asks for, where a kind has several; else it decides nothing. */
  costType: z.string().max(40).optional(),
  /** First and last day of the service. */
  from: IsoDate,
  to: IsoDate,
  grossCents: Cents,
  vatCents: Cents,
  recoverableVatCents: Cents,
  clientFeeCents: Cents,
  otherFundingCents: Cents,
})
export type CostLine = z.infer<typeof CostLine>

/** Costs of one kind: who claims them, for whom, and the lines. */
export const CostCase = z.strictObject({
  claimant: z.strictObject({ type: ClaimantType, code: z.string() }),
  kind: z.string(),
  period: z.strictObject({ from: IsoDate, to: IsoDate }),
  persons: z.array(PersonFacts).max(100_000),
  lines: z.array(CostLine).max(100_000),
  /** Reception preparedness: the months before arrival that a decision has accepted (64 §). */
  acceptedMonths: z.int().positive().max(24).nullable().default(null),
})
export type CostCase = z.infer<typeof CostCase>

/** The part of a line that belongs to one year of activity: each has its own deadline (claims.md §5, note c). */
export type CostYear = {
  readonly year: number
  readonly days: number
  readonly claimableCents: number
  readonly deadline: string
}
export type ComputedLine = {
  readonly ref: string
  readonly person: string
  /** Days of the line, and how many of them may be claimed. */
  readonly allDays: number
  readonly days: number
  /** What the claimant bears of the line: gross less recoverable VAT, client fee and other funding (V23). */
  readonly netCents: number
  readonly claimableCents: number
  /** The last day to claim what falls due first. */
  readonly deadline: string
  readonly byYear: readonly CostYear[]
}
export type CostComputation = {
  readonly rulePack: string
  readonly policy: string
  readonly lines: readonly ComputedLine[]
  readonly totalCents: number
  readonly refused: readonly Refusal[]
  readonly warnings: readonly CaseWarning[]
}

/** What the claimant bears of a line, in cents; negative when more was deducted than spent (V23). */
export const netOf = ({
  grossCents,
  recoverableVatCents,
  clientFeeCents,
  otherFundingCents,
}: Pick<CostLine, 'grossCents' | 'recoverableVatCents' | 'clientFeeCents' | 'otherFundingCents'>): number =>
  grossCents - recoverableVatCents - clientFeeCents - otherFundingCents

/** The sum of the law that a line asks for. */
export const unitOf = (units: readonly Unit[], { costType }: CostLine): Unit | undefined =>
  units.length === 1 ? units[0] : units.find((unit) => unit.costType === costType)
