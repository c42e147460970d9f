import { addDays, addMonths, addYears, earlierOf, laterOf } from '../../../kernel/iso-date.ts'
import { type PersonFacts, parentRefs } from '../../people/person-facts.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { CostWindow, Kind } from '../rules/rule-rows.ts'
import { startMoment } from './instalments.ts'

/** The days, both included, on which a person's costs of a kind may be claimed; empty when `to` is before `from`. */
export type Days = { readonly from: string; readonly to: string }

export type CostFacts = {
  /** The first day of the person's first cost of the kind, wherever it was claimed. */
  readonly firstCost: string
  /** The arrival in Finland or the move to the claimant's area, which reception prepares for; null when none is known. */
  readonly arrival: string | null
  /** Months before the arrival that a decision has accepted; null without such a decision. */
  readonly acceptedMonths: number | null
}

/**
 * The day from which a kind counts a person's time. Of a victim of human trafficking it is the entry to the assistance system:
 * alone for a Finnish citizen (59 § sub 4), who has no permit; for others not before their own start moment either.
 */
export function costStart(rule: CostWindow, person: PersonFacts, pack: RulePack): string | null {
  const start = startMoment(person, pack)
  if (rule.fromAssistance !== true) return start
  const entry = person.traffickingFrom ?? null
  if (isCitizenOn(person, entry)) return entry
  return start === null || entry === null ? start : laterOf(start, entry)
}

const isCitizenOn = (person: PersonFacts, day: string | null): boolean =>
  (person.permitGround === null && parentRefs(person).length === 0) ||
  (person.citizenship !== null && day !== null && person.citizenship <= day)

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
  const notAfter = (day: string | null): void => {
    if (day !== null) to = earlierOf(to, day)
  }
  const start = costStart(rule, person, pack)
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
  notAfter(person.death)
  if (rule.endsAtCitizenship) notAfter(person.citizenship)
  return { from, to }
}
