import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { PersonFacts } from '../../people/person-facts.ts'
import { ClaimantType } from '../rules/rule-rows.ts'

/** The input of `compute`: who claims what, for which period, for whom. Also the CLI's contract. */
export const Case = z.strictObject({
  claimant: z.strictObject({ type: ClaimantType, code: z.string() }),
  kind: z.string(),
  period: z.strictObject({ from: IsoDate, to: IsoDate }),
  persons: z.array(PersonFacts).max(100_000),
})
export type Case = z.infer<typeof Case>

export type ComputedInstalment = {
  readonly date: string
  readonly band: 'adult' | '7plus' | 'under7'
  /** Exact, in cents: `"17100"` or `"68525/3"`. */
  readonly baseCents: string
  readonly supplement: boolean
}
export type ComputedPerson = {
  readonly ref: string
  readonly start: string | null
  readonly instalments: readonly ComputedInstalment[]
  readonly baseCents: number
  readonly supplementCents: number
  readonly totalCents: number
  readonly byYear: Readonly<Record<string, number>>
}
/** A person who is not in the sum because a fact cannot be, with the field and what is wrong with it. */
export type Refusal = { readonly ref: string; readonly field: string; readonly why: string }
/** Ids of claims.md §12 where there is one. The text is for people who read JSON; screens and papers have their own words. */
export const warningCodes = [
  'no-start',
  'no-unit',
  'V02',
  'V18',
  'V19',
  'V21',
  'V24',
  'V26',
  'adult-year',
  'old-start',
  'V06',
  'quota',
  'no-residence',
  'two-parents',
  'merged',
  'arrival',
  'assumption',
] as const
export type WarningCode = (typeof warningCodes)[number]
export type CaseWarning = { readonly code: WarningCode; readonly ref: string; readonly text: string }
export type Computation = {
  readonly rulePack: string
  readonly policy: string
  readonly persons: readonly ComputedPerson[]
  readonly totalCents: number
  readonly refused: readonly Refusal[]
  readonly warnings: readonly CaseWarning[]
}
