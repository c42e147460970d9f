import { add, type Fraction, fraction, roundHalfUp, zero } from '../../../kernel/fraction.ts'
import { yearOf } from '../../../kernel/iso-date.ts'
import { type RulePack, rateOn } from '../rules/rule-pack.ts'
import type { ClaimantType } from '../rules/rule-rows.ts'
import type { ComputedPerson } from './case.ts'

/** One line of the specification: what is rounded once (claims.md §1): a person, a part and a calendar year. */
export type ClaimLine = {
  readonly ref: string
  readonly year: number
  readonly part: 'base' | 'supplement'
  readonly firstDate: string
  readonly lastDate: string
  /** `5/12` of a yearly sum; two terms where the age band changes in the year. */
  readonly terms: readonly {
    readonly months: number
    readonly yearlyCents: number
    readonly ruleId: string
  }[]
  readonly cents: number
}

/** The lines behind a person's sum; their cents add up to it. */
export function claimLines(
  person: ComputedPerson,
  kind: string,
  type: ClaimantType,
  pack: RulePack,
): readonly ClaimLine[] {
  const groups = new Map<
    string,
    { line: Omit<ClaimLine, 'cents' | 'terms'>; terms: Map<string, ClaimLine['terms'][number]> }
  >()
  const count = (part: 'base' | 'supplement', date: string, yearlyCents: number, ruleId: string): void => {
    const year = yearOf(date)
    const key = `${part}/${year}`
    const group = groups.get(key) ?? {
      line: { ref: person.ref, year, part, firstDate: date, lastDate: date },
      terms: new Map(),
    }
    const termKey = `${ruleId}/${yearlyCents}`
    const term = group.terms.get(termKey) ?? { months: 0, yearlyCents, ruleId }
    group.terms.set(termKey, { ...term, months: term.months + 1 })
    groups.set(key, { line: { ...group.line, lastDate: date }, terms: group.terms })
  }
  for (const { date, band, supplement } of person.instalments) {
    const rate = rateOn(pack, kind, type, date)
    if (!rate) throw new Error(`no rate of ${kind} on ${date}`)
    count('base', date, band === 'under7' ? rate.under7Cents : rate.from7Cents, rate.ruleId)
    if (supplement && rate.adultSupplementCents !== null)
      count('supplement', date, rate.adultSupplementCents, rate.ruleId)
  }
  return (
    [...groups.values()]
      .map(({ line, terms }) => ({
        ...line,
        terms: [...terms.values()],
        cents: roundHalfUp(sumOf([...terms.values()])),
      }))
      // of a year the base stands before the supplement, as they were counted
      .toSorted((a, b) => a.year - b.year)
  )
}

const sumOf = (terms: ClaimLine['terms']): Fraction =>
  terms.reduce((sum, { months, yearlyCents }) => add(sum, fraction(months * yearlyCents, 12)), zero)
