import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'

/** The rows of a rule pack: each with its source, its validity where it has one, and whether somebody verified it. */

export const claimantTypes = ['municipality', 'municipality-ax', 'wellbeing-county', 'ax-health'] as const
export const ClaimantType = z.enum(claimantTypes)
export type ClaimantType = z.infer<typeof ClaimantType>

/** Groups of persons by section 2 of Act 681/2023 (claims.md §7). */
export const personGroups = ['G1', 'G2', 'G3', 'G4', 'G5', 'G6'] as const
export const PersonGroup = z.enum(personGroups)
export type PersonGroup = z.infer<typeof PersonGroup>

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
export const Text3 = z.strictObject({ fi: z.string().min(1), sv: z.string().min(1), en: z.string().min(1) })

export const Rate = z.strictObject({
  ruleId: z.string().min(1),
  kind: z.string().min(1),
  claimantType: ClaimantType,
  ...validity,
  /** What was paid by the automatic run, or what is due on an application made later; most decrees know one sum for both. */
  appliesTo: z.enum(['all', 'automatic-run', 'application']),
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
  /** Null for whoever is in none of the groups: no calculated sum, and costs of few kinds. */
  group: PersonGroup.nullable(),
  /** False where only the first registered municipality starts the period, never the permit (59 §). */
  permitMayStart: z.boolean(),
  /** True for the ground that a quota refugee has: it says by itself what the person's flag says of relatives (61 § sub 3). */
  isQuota: z.boolean().optional(),
  ...provenance,
})

/** Days on which a cost may be claimed, as far as they follow from the person's facts. */
const CostWindow = z.strictObject({
  /** Not before the start moment (V07). */
  fromStart: z.boolean(),
  /** So many years from the start moment. */
  yearsFromStart: z.int().positive().nullable(),
  /** So many years from the person's first cost of the kind, where the law does not say from when the time runs. */
  yearsFromFirstCost: z.int().positive().nullable(),
  /** The days before this birthday. */
  beforeAge: z.int().positive().nullable(),
  /** The months before the person arrives, and how many a decision may accept instead (64 §). */
  monthsBeforeArrival: z.strictObject({ usual: z.int().positive(), accepted: z.int().positive() }).nullable(),
  /** A Finnish citizen is no longer in the group. */
  endsAtCitizenship: z.boolean(),
  /** For victims of human trafficking: not before the entry to the assistance system, where the time of a Finnish citizen starts (59 § sub 4). */
  fromAssistance: z.boolean().optional(),
})
export type CostWindow = z.infer<typeof CostWindow>

const Evidence = z.strictObject({
  code: z.string().min(1),
  label: Text3,
  /** False for what the analyst inferred because the authority's list was not found. */
  documented: z.boolean(),
})

/** A sum for the whole of a service: once a person, or once for each year in which the service was there. */
const Unit = z.strictObject({
  costType: z.string().min(1).max(40),
  label: Text3,
  cents: Cents,
  per: z.enum(['person', 'year']),
})
export type Unit = z.infer<typeof Unit>

export const Kind = z.strictObject({
  code: z.string().min(1),
  name: Text3,
  claimantTypes: z.array(ClaimantType).min(1),
  /** Of those the ones for whom the law does not say so in so many words: by assumption. */
  assumedFor: z.array(ClaimantType).optional(),
  /** Activity dates for which the kind exists. */
  ...validity,
  basis: z.enum(['calculated', 'actual', 'unit']),
  /** What the regional centre has to have given before a payment is applied for. */
  decision: z.enum(['none', 'decision', 'agreement']),
  groups: z.array(PersonGroup),
  /** For costs; null for calculated sums, whose period is counted in instalments. */
  window: CostWindow.nullable(),
  /** For `unit`: the sums that the law gives whatever was spent, each by its type of cost. */
  units: z.array(Unit),
  evidence: z.array(Evidence),
  /** What the law says, in plain words. */
  guidance: Text3,
  ...provenance,
})
export type Kind = z.infer<typeof Kind>

/** How sums that the law leaves open are worked out; stored with each result. */
export const Policy = z.strictObject({
  id: z.literal('monthly_first_day_v1'),
  adultFromAge: z.int().positive(),
  lowerBandBelowAge: z.int().positive(),
  supplementInstalments: z.int().positive(),
  /** An adult year that began before this date gets no supplement after it (claims.md E5, open question). */
  noSupplementWhenAdultYearBeganBefore: IsoDate.nullable(),
  /**
   * A child born in Finland has the time of a parent who is in group G1 or G2, no more and no less, and nothing by another
   * parent (2 § sub 5, 61 § sub 5). Editions without it let the child's own time end it as well.
   */
  childByParent: z.boolean().optional(),
  ...provenance,
})

/** Time limits by the law; days are calendar days from the notice. */
export const Deadlines = z.strictObject({
  ruleId: z.string().min(1),
  /** The application is due by the end of this many calendar years after the year of the activity (70 §). */
  claimYearsAfterActivityYear: z.int().nonnegative(),
  /** The last day for the kinds of the earlier Act that its transitional provision names; null where there is none. */
  transitional: z
    .strictObject({ lastDay: IsoDate, kinds: z.array(z.string()).min(1), section: z.string() })
    .nullable(),
  correctionDays: z.int().positive(),
  appealDays: z.int().positive(),
  /** A repayment may be ordered to the end of this calendar year after the year paid for (71 §). */
  repaymentYears: z.int().positive(),
  /** Above the reference rate, in hundredths of a percentage point (Interest Act 4 § sub 1). */
  repaymentInterestOverReference: z.int().nonnegative(),
  ...provenance,
})

/** Who does what in chapter 8, under the name it bears at the time. */
export const Authority = z.strictObject({
  ruleId: z.string().min(1),
  role: z.enum(['payer', 'decider', 'permits', 'population-register', 'appeal-court']),
  name: Text3,
  ...validity,
  ...provenance,
})
export type Authority = z.infer<typeof Authority>
