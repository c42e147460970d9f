import { addDays, addMonths, addYears, earlierOf, laterOf } from '../../iso-date.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { Kind } from '../rules/rule-rows.ts'
import { startMoment } from './instalments.ts'
import type { PersonFacts } from './person-facts.ts'

/** The days, both included, on which a person's costs of a kind may be claimed; empty when `to` is before `from`. */
export type Days = { readonly from: string; readonly to: string }

export type CostFacts = {
  /** The first day of the person's first cost of the kind, wherever it was claimed. */
  readonly firstCost: string
  /** The move to the claimant's area, which reception prepares for; null when none is known. */
  readonly arrival: string | null
  /** Months before the arrival that a decision has accepted; null without such a decision. */
  readonly acceptedMonths: number | null
}

const everTo = '2200-12-31'

/**
 * The days that a kind's row leaves of a person's life (claims.md §6, §8.5). `null` when a fact is missing that the law
 * counts from: no start moment has happened, or nobody has arrived.
 */
export function costWindow(kind: Kind, person: PersonFacts, pack: RulePack, facts: CostFacts): Days | null {
  const rule = kind.window
  if (!rule) return null
  let [from, to] = [kind.validFrom, kind.validTo ?? everTo]
  const notBefore = (day: string): void => {
    from = laterOf(from, day)
  }
  const notAfter = (day: string): void => {
    to = earlierOf(to, day)
  }
  const start = startMoment(person, pack)
  if (rule.fromStart || rule.yearsFromStart !== null) {
    if (start === null) return null
    if (rule.fromStart) notBefore(start)
    if (rule.yearsFromStart !== null) notAfter(addDays(addYears(start, rule.yearsFromStart), -1))
  }
  if (rule.yearsFromFirstCost !== null)
    notAfter(addDays(addYears(facts.firstCost, rule.yearsFromFirstCost), -1))
  if (rule.monthsBeforeArrival !== null) {
    if (facts.arrival === null) return null
    const { usual, accepted } = rule.monthsBeforeArrival
    const months = Math.min(facts.acceptedMonths ?? usual, accepted)
    notBefore(addMonths(facts.arrival, -months))
    notAfter(addDays(facts.arrival, -1))
  }
  if (rule.beforeAge !== null) notAfter(addDays(addYears(person.birthDate, rule.beforeAge), -1))
  // the day of a death or of a citizenship still counts, as the instalment of that day does (claims.md §8.4, assumption)
  if (person.death !== null) notAfter(person.death)
  if (rule.endsAtCitizenship && person.citizenship !== null) notAfter(person.citizenship)
  return { from, to }
}
