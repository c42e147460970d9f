import { add, type Fraction, fraction, fractionToText, roundHalfUp, zero } from '../fraction.ts'
import { yearOf } from '../iso-date.ts'
import { err, ok, type Result } from '../result.ts'
import { type Areas, isInArea } from './areas.ts'
import type { Case, CaseWarning, Computation, ComputedInstalment, ComputedPerson } from './case.ts'
import { checkCase } from './check-case.ts'
import type { Slot } from './instalments.ts'
import { type FactProblem, municipalityOn, type PersonFacts } from './person-facts.ts'
import { adultYearCounts, type Plan, planOf } from './plan.ts'
import { type Rate, type RulePack, rateOn } from './rule-pack.ts'
import { warningsOf } from './warnings.ts'

/**
 * What a claimant is owed as calculated reimbursement (61 § and 62 §), person by person and month by month.
 * Pure: the same facts, pack and areas give the same sums to the cent, years later.
 * Amounts are exact until they are rounded, half up, once per person, part and calendar year (claims.md §1, assumption).
 */
export function compute(input: Case, pack: RulePack, areas: Areas): Result<Computation, FactProblem> {
  const problem = checkCase(input, pack, areas)
  if (problem) return err(problem)
  const byRef = new Map(input.persons.map((person) => [person.ref, person]))
  const plans = new Map<string, Plan>()
  const warnings: CaseWarning[] = []
  const persons = input.persons.map((person) => {
    const plan = planOf(person, byRef, pack, plans)
    warnings.push(...warningsOf(person, plan, input.period, pack))
    return computePerson(person, plan, input, pack, areas)
  })
  const totalCents = persons.reduce((sum, person) => sum + person.totalCents, 0)
  return ok({ rulePack: pack.id, policy: pack.policy.id, persons, totalCents, warnings })
}

function computePerson(
  person: PersonFacts,
  plan: Plan,
  input: Case,
  pack: RulePack,
  areas: Areas,
): ComputedPerson {
  const instalments: ComputedInstalment[] = []
  const sums = new Map<number, { base: Fraction; supplement: Fraction }>()
  const paysSupplement = adultYearCounts(plan, pack)
  for (const slot of plan.slots) {
    const rate = payableRate(slot, person, input, pack, areas)
    if (!rate) continue
    const base = fraction(slot.band === 'under7' ? rate.under7Cents : rate.from7Cents, 12)
    const yearlySupplement = slot.adultYear && paysSupplement ? rate.adultSupplementCents : null
    const year = sums.get(yearOf(slot.date)) ?? { base: zero, supplement: zero }
    sums.set(yearOf(slot.date), {
      base: add(year.base, base),
      supplement:
        yearlySupplement === null ? year.supplement : add(year.supplement, fraction(yearlySupplement, 12)),
    })
    instalments.push({
      date: slot.date,
      band: slot.band,
      baseCents: fractionToText(base),
      supplement: yearlySupplement !== null,
    })
  }
  let [baseCents, supplementCents] = [0, 0]
  const byYear: Record<string, number> = {}
  for (const [year, sum] of sums) {
    const [base, supplement] = [roundHalfUp(sum.base), roundHalfUp(sum.supplement)]
    baseCents += base
    supplementCents += supplement
    byYear[year] = base + supplement
  }
  const totalCents = baseCents + supplementCents
  return { ref: person.ref, start: plan.start, instalments, baseCents, supplementCents, totalCents, byYear }
}

function payableRate(
  slot: Slot,
  person: PersonFacts,
  input: Case,
  pack: RulePack,
  areas: Areas,
): Rate | undefined {
  const { date } = slot
  if (date < input.period.from || date > input.period.to) return undefined
  // a death or a citizenship on the first of the month leaves that month's instalment (claims.md §8.4, assumption)
  if (person.death !== null && date > person.death) return undefined
  if (person.citizenship !== null && date > person.citizenship) return undefined
  const municipality = municipalityOn(person.residence, date)
  if (municipality === null || !isInArea(areas.get(municipality), input.claimant)) return undefined
  return rateOn(pack, input.kind, input.claimant.type, date)
}
