import { z } from 'zod'
import { IsoDate } from '../iso-date.ts'

/**
 * A dated rule pack: every euro amount, length, age limit and permit ground with its source (claims.md §1).
 * Nothing in here may become a constant in code; the law changes more often than the program.
 */

export const claimantTypes = ['municipality', 'municipality-ax', 'wellbeing-county', 'ax-health'] as const
export const ClaimantType = z.enum(claimantTypes)
export type ClaimantType = z.infer<typeof ClaimantType>

/** Where a row comes from, and whether a person has checked it against that source. */
const provenance = {
  source: z.string().min(1),
  section: z.string().min(1),
  sourceDate: IsoDate,
  status: z.enum(['verified', 'unverified', 'superseded']),
  verifiedBy: z.string().nullable(),
  verifiedOn: IsoDate.nullable(),
  /** True for what the sources do not say and the analyst assumed: shown as such on screen and in the PDF. */
  assumption: z.boolean(),
}
const validity = { validFrom: IsoDate, validTo: IsoDate.nullable() }
const Cents = z.int().nonnegative()
const Text3 = z.strictObject({ fi: z.string().min(1), sv: z.string().min(1), en: z.string().min(1) })

export const Rate = z.strictObject({
  ruleId: z.string().min(1),
  kind: z.string().min(1),
  claimantType: ClaimantType,
  ...validity,
  /** Yearly sums in cents. One instalment is a twelfth. */
  under7Cents: Cents,
  from7Cents: Cents,
  /** For the first year payable as an adult; null where the decree gives none. */
  adultSupplementCents: Cents.nullable(),
  ...provenance,
})
export type Rate = z.infer<typeof Rate>

export const Duration = z.strictObject({
  ruleId: z.string().min(1),
  /** Applies to periods whose start moment falls within [startFrom, startTo]. */
  startFrom: IsoDate.nullable(),
  startTo: IsoDate.nullable(),
  years: z.int().positive(),
  quotaYears: z.int().positive(),
  ...provenance,
})
export type Duration = z.infer<typeof Duration>

export const PermitGround = z.strictObject({
  code: z.string().min(1),
  label: Text3,
  /** False where only the first registered municipality starts the period, never the permit (59 §). */
  permitMayStart: z.boolean(),
  ...provenance,
})

export const Kind = z.strictObject({
  code: z.string().min(1),
  name: Text3,
  claimantTypes: z.array(ClaimantType).min(1),
  /** Activity dates for which the kind exists. */
  ...validity,
  ...provenance,
})

/** How sums that the law leaves open are worked out; stored with each result. */
export const Policy = z.strictObject({
  id: z.literal('monthly_first_day_v1'),
  adultFromAge: z.int().positive(),
  lowerBandBelowAge: z.int().positive(),
  supplementInstalments: z.int().positive(),
  /** An adult year that began before this date gets no supplement after it (claims.md E5, open question). */
  noSupplementWhenAdultYearBeganBefore: IsoDate.nullable(),
  ...provenance,
})

export const ClaimDeadline = z.strictObject({
  ruleId: z.string().min(1),
  /** The application is due by the end of this many calendar years after the year of the activity. */
  yearsAfterActivityYear: z.int().nonnegative(),
  ...provenance,
})

export const RulePack = z
  .strictObject({
    id: z.string().min(1),
    title: Text3,
    law: z.string().min(1),
    published: IsoDate,
    kinds: z.array(Kind).min(1),
    rates: z.array(Rate).min(1),
    durations: z.array(Duration).min(1),
    permitGrounds: z.array(PermitGround).min(1),
    claimDeadline: ClaimDeadline,
    policy: Policy,
  })
  .superRefine((pack, ctx) => {
    pack.rates.forEach((rate, index) => {
      const clash = pack.rates.findIndex((other, at) => at > index && ratesOverlap(rate, other))
      if (clash >= 0)
        ctx.addIssue({ code: 'custom', path: ['rates', clash], message: `overlaps rule ${rate.ruleId}` })
    })
  })
export type RulePack = z.infer<typeof RulePack>

const ratesOverlap = (a: Rate, b: Rate): boolean =>
  a.kind === b.kind &&
  a.claimantType === b.claimantType &&
  a.validFrom <= (b.validTo ?? '9999-12-31') &&
  b.validFrom <= (a.validTo ?? '9999-12-31')

export const isValidOn = (row: { validFrom: string; validTo: string | null }, date: string): boolean =>
  row.validFrom <= date && (row.validTo === null || date <= row.validTo)

/** The rate in force on an instalment date, or undefined when the kind pays nothing that day. */
export const rateOn = (pack: RulePack, kind: string, type: ClaimantType, date: string): Rate | undefined =>
  pack.rates.find((rate) => rate.kind === kind && rate.claimantType === type && isValidOn(rate, date))

/** The last day to apply for what was done in `activityYear` (70 §: two years after the end of that year). */
export const claimDeadline = (pack: RulePack, activityYear: number): string =>
  `${activityYear + pack.claimDeadline.yearsAfterActivityYear}-12-31`

/** Reads a pack from JSON of unknown origin; the error names the first field that is wrong. */
export function readRulePack(json: unknown): RulePack {
  const read = RulePack.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new RulePackError(
    issue ? `${issue.path.join('.') || 'rule pack'}: ${issue.message}` : 'not a rule pack',
  )
}

export class RulePackError extends Error {}
