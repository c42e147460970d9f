import type { Areas } from '../../../codes/municipality.ts'
import { fraction, fractionToText, roundHalfUp } from '../../../kernel/fraction.ts'
import { yearOf } from '../../../kernel/iso-date.ts'
import { err, ok, type Result } from '../../../kernel/result.ts'
import { type FactProblem, municipalityOn, type PersonFacts } from '../../people/person-facts.ts'
import { isInArea } from '../rules/claimant-area.ts'
import { kindRows, type RulePack, rateOn } from '../rules/rule-pack.ts'
import type { Rate } from '../rules/rule-rows.ts'
import type { Case, CaseWarning, Computation, ComputedInstalment, ComputedPerson } from './case.ts'
import { checkCase, findRefused, inOrder } from './check-case.ts'
import type { Slot } from './instalments.ts'
import { adultYearCounts, isInGroup, type Plan, planOf } from './plan.ts'
import { warningsOf } from './warnings.ts'

/**
 * What a claimant is owed as calculated reimbursement (61 § and 62 §), person by person and month by month.
 * `payment`: what is due on an application, or what the automatic run pays; most decrees know one sum for both.
 * Pure: the same facts, pack and areas give the same sums to the cent, years later.
 * Amounts are exact until they are rounded, half up, once per person, part and calendar year (claims.md §1, assumption).
 */
export function compute(
  input: Case,
  pack: RulePack,
  areas: Areas,
  payment: 'automatic-run' | 'application' = 'application',
): Result<Computation, FactProblem> {
  const problem = checkCase(input, pack, areas) ?? checkCalculated(input, pack)
  if (problem) return err(problem)
  const refused = findRefused(input, pack, areas)
  const computable = input.persons.filter((person) => !refused.has(person))
  const byRef = new Map(computable.map((person) => [person.ref, person]))
  const plans = new Map<string, Plan>()
  const warnings: CaseWarning[] = []
  const kindStart = kindRows(pack, input.kind)[0]?.validFrom ?? ''
  const persons = computable.map((person) => {
    const plan = planOf(person, byRef, pack, plans)
    warnings.push(...warningsOf(person, plan, input.period, { pack, areas, kindStart }))
    return computePerson(person, plan, input, { pack, areas, payment })
  })
  const totalCents = persons.reduce((sum, person) => sum + person.totalCents, 0)
  return ok({
    rulePack: pack.id,
    policy: pack.policy.id,
    persons,
    totalCents,
    refused: inOrder(input.persons, refused),
    warnings,
  })
}

/** Costs are not worked out from a person's facts alone. */
const checkCalculated = ({ kind }: Case, pack: RulePack): FactProblem | null =>
  kindRows(pack, kind).every(({ basis }) => basis === 'calculated')
    ? null
    : { path: 'lines', message: `${kind} is a reimbursement of actual costs: give its cost lines` }

type Rules = {
  readonly pack: RulePack
  readonly areas: Areas
  readonly payment: 'automatic-run' | 'application'
}

function computePerson(person: PersonFacts, plan: Plan, input: Case, rules: Rules): ComputedPerson {
  const instalments: ComputedInstalment[] = []
  // twelfths of a cent in whole numbers, so that a year is one fraction and not twelve
  const sums = new Map<number, { base: number; supplement: number }>()
  const paysSupplement = adultYearCounts(plan, rules.pack)
  for (const slot of isInGroup(person, plan, rules.pack) ? plan.slots : []) {
    const rate = payableRate(slot, person, input, rules)
    if (!rate) continue
    const yearly = slot.band === 'under7' ? rate.under7Cents : rate.from7Cents
    const yearlySupplement = slot.adultYear && paysSupplement ? rate.adultSupplementCents : null
    const year = sums.get(yearOf(slot.date)) ?? { base: 0, supplement: 0 }
    year.base += yearly
    year.supplement += yearlySupplement ?? 0
    sums.set(yearOf(slot.date), year)
    instalments.push({
      date: slot.date,
      band: slot.band,
      baseCents: twelfthOf(yearly),
      supplement: yearlySupplement !== null,
    })
  }
  let [baseCents, supplementCents] = [0, 0]
  const byYear: Record<string, number> = {}
  for (const [year, sum] of sums) {
    const [base, supplement] = [roundTwelfths(sum.base), roundTwelfths(sum.supplement)]
    baseCents += base
    supplementCents += supplement
    byYear[year] = base + supplement
  }
  const totalCents = baseCents + supplementCents
  return { ref: person.ref, start: plan.start, instalments, baseCents, supplementCents, totalCents, byYear }
}

const roundTwelfths = (twelfths: number): number => roundHalfUp(fraction(twelfths, 12))

const twelfths = new Map<number, string>()
/** A twelfth of a yearly sum, exact, as text; there are few yearly sums. */
function twelfthOf(yearlyCents: number): string {
  const known = twelfths.get(yearlyCents)
  if (known !== undefined) return known
  const text = fractionToText(fraction(yearlyCents, 12))
  twelfths.set(yearlyCents, text)
  return text
}

function payableRate(
  slot: Slot,
  person: PersonFacts,
  input: Case,
  { pack, areas, payment }: Rules,
): Rate | undefined {
  const { date } = slot
  if (date < input.period.from || date > input.period.to) return undefined
  // a death or a citizenship on the first of the month leaves that month's instalment (claims.md §8.4, assumption)
  if (person.death !== null && date > person.death) return undefined
  if (person.citizenship !== null && date > person.citizenship) return undefined
  if (!isInArea(municipalityOn(person.residence, date), input.claimant, areas)) return undefined
  return rateOn(pack, input.kind, input.claimant.type, date, payment)
}
