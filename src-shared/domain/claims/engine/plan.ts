import { laterOf } from '../../../kernel/iso-date.ts'
import { type PersonFacts, parentRefs } from '../../people/person-facts.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import { ownMonths, type Slot, slotsOf, startMoment } from './instalments.ts'

/** A person's start and instalment dates before anyone asks who gets them. */
export type Plan = {
  readonly start: string | null
  readonly slots: readonly Slot[]
  /** The day the first adult year began, if it did. */
  readonly adultFrom: string | null
  /** Of a child born in Finland: how many of the recorded parents give it their time; null for everybody else. */
  readonly givingParents: number | null
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
  const parents = parentRefs(person).flatMap(([, ref]) => byRef.get(ref) ?? [])
  const plan = parents.length === 0 ? ownPlan(person, pack) : childPlan(person, parents, byRef, pack, plans)
  plans.set(person.ref, plan)
  return plan
}

function ownPlan(person: PersonFacts, pack: RulePack): Plan {
  const start = startMoment(person, pack)
  const slots =
    start === null
      ? []
      : slotsOf(person, start, { months: ownMonths(person, start, pack), lastDate: null }, pack)
  return { start, slots, adultFrom: adultFromOf(slots), givingParents: null }
}

/** A child born in Finland has the time that is left of a parent's; of two parents' the longer (open question). */
function childPlan(
  person: PersonFacts,
  parents: readonly PersonFacts[],
  byRef: ReadonlyMap<string, PersonFacts>,
  pack: RulePack,
  plans: Map<string, Plan>,
): Plan {
  const byParent = pack.policy.childByParent === true
  const giving = byParent ? parents.filter((parent) => givesTime(parent, pack)) : parents
  const dates = giving.flatMap((parent) => planOf(parent, byRef, pack, plans).slots.map(({ date }) => date))
  const [firstDate, lastDate] = [earliest(dates), latest(dates)]
  const start = startMoment(person, pack)
  const slots =
    start === null || firstDate === null
      ? []
      : byParent
        ? slotsOf(person, laterOf(start, firstDate), { months: Number.POSITIVE_INFINITY, lastDate }, pack)
        : slotsOf(person, start, { months: ownMonths(person, start, pack), lastDate }, pack)
  return { start, slots, adultFrom: adultFromOf(slots), givingParents: giving.length }
}

/** Who is in none of the groups of section 2 brings no calculated sum. A child's own permit is not asked about (2 § sub 5). */
export function isInGroup({ permitGround }: PersonFacts, { givingParents }: Plan, pack: RulePack): boolean {
  if (givingParents !== null && pack.policy.childByParent === true) return givingParents > 0
  const ground = pack.permitGrounds.find(({ code }) => code === permitGround)
  return ground === undefined ? givingParents !== null : ground.group !== null
}

/** A parent of whom 2 § sub 3 or sub 4 speaks: by the ground of the permit in group G1 or G2. */
export function givesTime({ permitGround }: PersonFacts, pack: RulePack): boolean {
  const group = pack.permitGrounds.find(({ code }) => code === permitGround)?.group
  return group === 'G1' || group === 'G2'
}

const earliest = (dates: readonly string[]): string | null => dates.toSorted()[0] ?? null
const latest = (dates: readonly string[]): string | null => dates.toSorted().at(-1) ?? null

const adultFromOf = (slots: readonly Slot[]): string | null =>
  slots.find((slot) => slot.adultYear)?.date ?? null

/** E5 of claims.md: an adult year that began under the old law is an open question; by default it pays nothing now. */
export function adultYearCounts(plan: Plan, pack: RulePack): boolean {
  const limit = pack.policy.noSupplementWhenAdultYearBeganBefore
  return plan.adultFrom !== null && (limit === null || plan.adultFrom >= limit)
}
