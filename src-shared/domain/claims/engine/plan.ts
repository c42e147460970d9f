import type { RulePack } from '../rules/rule-pack.ts'
import { lastSlotDate, type Slot, slotsOf, startMoment } from './instalments.ts'
import type { PersonFacts } from './person-facts.ts'

/** A person's start and instalment dates before anyone asks who gets them. */
export type Plan = {
  readonly start: string | null
  readonly slots: readonly Slot[]
  /** The day the first adult year began, if it did. */
  readonly adultFrom: string | null
}

/** Plans are kept in `plans`, so that a parent's is worked out once for all its children. */
export function planOf(
  person: PersonFacts,
  byRef: ReadonlyMap<string, PersonFacts>,
  pack: RulePack,
  plans: Map<string, Plan>,
): Plan {
  const known = plans.get(person.ref)
  if (known) return known
  const parent = person.parent === null ? undefined : byRef.get(person.parent)
  const parentPlan = parent && planOf(parent, byRef, pack, plans)
  const start = startMoment(person, pack)
  const parentEnd = parentPlan ? (lastSlotDate(parentPlan.slots) ?? '0000-00-00') : null
  const slots = start === null ? [] : slotsOf(person, start, parentEnd, pack)
  const plan = { start, slots, adultFrom: slots.find((slot) => slot.adultYear)?.date ?? null }
  plans.set(person.ref, plan)
  return plan
}

/** E5 of claims.md: an adult year that began under the old law is an open question; by default it pays nothing now. */
export function adultYearCounts(plan: Plan, pack: RulePack): boolean {
  const limit = pack.policy.noSupplementWhenAdultYearBeganBefore
  return plan.adultFrom !== null && (limit === null || plan.adultFrom >= limit)
}
