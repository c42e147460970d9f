import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import {
  Authority,
  type ClaimantType,
  Deadlines,
  Duration,
  Kind,
  PermitGround,
  Policy,
  Rate,
  Text3,
} from './rule-rows.ts'

/**
 * A dated rule pack: every euro amount, length, age limit and permit ground with its source (claims.md §1).
 * Nothing in here may become a constant in code; the law changes more often than the program.
 */
export const RulePack = z
  .strictObject({
    id: z.string().regex(/^[a-z0-9][a-z0-9.+-]{0,98}$/),
    title: Text3,
    law: z.string().min(1),
    published: IsoDate,
    /** The activity that the pack governs: what is done on these days is reimbursed by its rows. */
    activityFrom: IsoDate,
    activityTo: IsoDate.nullable(),
    kinds: z.array(Kind).min(1),
    rates: z.array(Rate).min(1),
    durations: z.array(Duration).min(1),
    permitGrounds: z.array(PermitGround).min(1),
    deadlines: Deadlines,
    authorities: z.array(Authority),
    policy: Policy,
    /** Of packs laid together: which law governed when. */
    laws: z
      .array(z.strictObject({ law: z.string().min(1), validFrom: IsoDate, validTo: IsoDate.nullable() }))
      .default([]),
  })
  .superRefine((pack, ctx) => {
    const clash = (list: 'rates' | 'kinds' | 'authorities', at: number, other: string): void =>
      ctx.addIssue({ code: 'custom', path: [list, at], message: `overlaps rule ${other}` })
    forOverlaps(pack.rates, sameRate, (at, { ruleId }) => clash('rates', at, ruleId))
    forOverlaps(
      pack.kinds,
      (a, b) => a.code === b.code,
      (at, { code }) => clash('kinds', at, code),
    )
    forOverlaps(
      pack.authorities,
      (a, b) => a.role === b.role,
      (at, { ruleId }) => clash('authorities', at, ruleId),
    )
  })
export type RulePack = z.infer<typeof RulePack>

type Dated = { readonly validFrom: string; readonly validTo: string | null }

const sameRate = (a: Rate, b: Rate): boolean =>
  a.kind === b.kind &&
  a.claimantType === b.claimantType &&
  (a.appliesTo === b.appliesTo || a.appliesTo === 'all' || b.appliesTo === 'all')

function forOverlaps<R extends Dated>(
  rows: readonly R[],
  isSame: (a: R, b: R) => boolean,
  found: (at: number, first: R) => void,
): void {
  rows.forEach((row, index) => {
    const at = rows.findIndex((other, place) => place > index && isSame(row, other) && overlaps(row, other))
    if (at >= 0) found(at, row)
  })
}

export const overlaps = (a: Dated, b: Dated): boolean =>
  a.validFrom <= (b.validTo ?? '9999-12-31') && b.validFrom <= (a.validTo ?? '9999-12-31')

export const isValidOn = (row: Dated, date: string): boolean =>
  row.validFrom <= date && (row.validTo === null || date <= row.validTo)

/** The row of a kind on a day of activity; undefined when the kind does not exist then. */
export const kindOn = (pack: RulePack, code: string, date: string): Kind | undefined =>
  pack.kinds.find((kind) => kind.code === code && isValidOn(kind, date))

/** The rows of a kind, one for each stretch of time in which it has been the same, the oldest first. */
export const kindRows = (pack: RulePack, code: string): readonly Kind[] =>
  pack.kinds.filter((kind) => kind.code === code).toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1))

/** The latest row of a kind: its name and words. */
export const latestKind = (pack: RulePack, code: string): Kind | undefined => kindRows(pack, code).at(-1)

/** The kind by which a claimant of this type gets the calculated sum, as it is now. */
export const calculatedKind = (pack: RulePack, type: ClaimantType): Kind | undefined =>
  pack.kinds
    .filter(({ basis, claimantTypes }) => basis === 'calculated' && claimantTypes.includes(type))
    .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))[0]

/** The rate in force on an instalment date, or undefined when the kind pays nothing that day. */
export const rateOn = (
  pack: RulePack,
  kind: string,
  type: ClaimantType,
  date: string,
  payment: 'automatic-run' | 'application' = 'application',
): Rate | undefined =>
  pack.rates.find(
    (rate) =>
      rate.kind === kind &&
      rate.claimantType === type &&
      (rate.appliesTo === 'all' || rate.appliesTo === payment) &&
      isValidOn(rate, date),
  )

/** The last day to apply for what was done in `activityYear` (70 §: two years after the end of that year). */
export const claimDeadline = (pack: RulePack, activityYear: number): string =>
  `${activityYear + pack.deadlines.claimYearsAfterActivityYear}-12-31`

/** The first of the deadlines of the years that a claim covers. */
export const firstDeadline = (period: { readonly from: string }, pack: RulePack): string =>
  claimDeadline(pack, Number(period.from.slice(0, 4)))

/** The law that governs activity of a day. */
export const lawOn = (pack: RulePack, date: string): string =>
  pack.laws.find((row) => isValidOn(row, date))?.law ?? pack.law

/** The name of an authority on a day; undefined when the pack knows none. */
export const authorityOn = (pack: RulePack, role: Authority['role'], date: string): Authority | undefined =>
  pack.authorities.find((row) => row.role === role && isValidOn(row, date))

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
