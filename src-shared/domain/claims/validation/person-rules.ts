import { readIdentityCode } from '../../people/identity-code.ts'
import type { PersonFields } from '../../people/person.ts'
import { municipalityOn, type PersonFacts } from '../../people/person-facts.ts'
import type { ComputedPerson } from '../engine/case.ts'
import type { Slot } from '../engine/instalments.ts'
import { planOf } from '../engine/plan.ts'
import { residenceWarnings } from '../engine/warnings.ts'
import { claimedPersons } from '../records/payment-claim.ts'
import { isInArea } from '../rules/claimant-area.ts'
import { latestKind, type RulePack } from '../rules/rule-pack.ts'
import type { PersonGroup } from '../rules/rule-rows.ts'
import type { ClaimContext, Find } from './finding.ts'

/** The groups of section 2 to which a person's data put them (claims.md §7). */
export function groupsOf(
  person: PersonFields,
  persons: ReadonlyMap<string, PersonFields>,
  pack: RulePack,
): ReadonlySet<PersonGroup> {
  const groups = new Set<PersonGroup>()
  const own = groupByPermit(person, pack)
  if (own !== null) groups.add(own)
  if (parentIds(person).some((id) => isGivingParent(persons.get(id), pack))) groups.add('G3')
  if (person.unaccompanied) groups.add('G4')
  if (person.traffickingFrom !== null) groups.add('G5')
  if (person.warVolunteer) groups.add('G6')
  return groups
}

function groupByPermit(person: PersonFields, pack: RulePack): PersonGroup | null {
  const group = pack.permitGrounds.find(({ code }) => code === person.permitGround)?.group ?? null
  // a tie that was formed after the arrival does not make a relative one of the group (2 § sub 4)
  return group === 'G2' && person.tieBeforeArrival === 'no' ? null : group
}

/** Of a child born in Finland the parent's group decides, and nothing about the child's own permit (2 § sub 5). */
function isGivingParent(parent: PersonFields | undefined, pack: RulePack): boolean {
  const group = parent && groupByPermit(parent, pack)
  return group === 'G1' || group === 'G2'
}

const parentIds = ({ parentId, otherParentId }: PersonFields): readonly string[] =>
  [parentId, otherParentId].filter((id) => id !== null)

/** Rules about each person of the claim (V06, V08–V11, V13, V21, V22, V26, V27, V31). */
export function personRules(context: ClaimContext, find: Find): void {
  const { claim, pack, persons, computation } = context
  const kind = latestKind(pack, claim.kind)
  const asked = new Set(kind?.groups ?? [])
  const paid = paidMonths(context)
  const computed = new Map(
    computation?.basis === 'calculated' ? computation.computation.persons.map((one) => [one.ref, one]) : [],
  )
  const refused = new Map((computation?.computation.refused ?? []).map((one) => [one.ref, one]))
  for (const { facts } of claimedPersons(claim)) {
    const person = persons.get(facts.ref)
    if (!person) continue
    const at = { personId: facts.ref }
    const groups = groupsOf(person, persons, pack)
    // a calculated sum for a child is by the parent alone
    const byParent = kind?.basis === 'calculated' && parentIds(person).length > 0
    const counted = [...groups].filter((group) => !byParent || group === 'G3')
    const isOutside = asked.size > 0 && !counted.some((group) => asked.has(group))
    if (isOutside) find('V06', 'B', at)
    const refusal = refused.get(facts.ref)
    // of a ground that is missing V06 tells already
    if (refusal && !(isOutside && refusal.field === 'permitGround'))
      find('V31', 'B', { ...at, detail: `${refusal.field} ${refusal.why}` })
    if (
      person.citizenship !== null &&
      (kind?.window === null || kind?.window.endsAtCitizenship) &&
      person.citizenship < claim.period.to
    )
      find('V21', 'W', { ...at, detail: person.citizenship })
    identity(person, facts.ref, find)
    if (residenceWarnings(facts).length > 0) find('V26', 'W', at)
    if (groups.has('G2') && person.tieBeforeArrival !== 'yes') find('V27', 'W', at)
    const owed = computed.get(facts.ref)
    if (owed) calculated(context, facts, owed, paid, find)
    if (claim.kind === 'L_ASSESS' && claimedBefore(context, facts.ref)) find('V13', 'B', at)
  }
}

function identity({ identityCode, birthDate }: PersonFields, personId: string, find: Find): void {
  if (identityCode === null) find('V22', 'I', { personId })
  else if (readIdentityCode(identityCode)?.birthDate !== birthDate) find('V22', 'W', { personId })
}

/** Months that other claims of the kind hold, or that were paid without one, by person. */
function paidMonths({
  claim,
  otherClaims,
  paymentLists,
}: ClaimContext): ReadonlyMap<string, ReadonlySet<string>> {
  const months = new Map<string, Set<string>>()
  const add = (personId: string, month: string): void =>
    void months.set(personId, (months.get(personId) ?? new Set()).add(month))
  for (const { rows } of paymentLists)
    for (const { personId, month, cents } of rows) if (personId !== null && cents > 0) add(personId, month)
  for (const { fields } of otherClaims)
    if (fields.kind === claim.kind && fields.state !== 'withdrawn')
      for (const { facts } of claimedPersons(fields))
        for (
          let month = `${fields.period.from.slice(0, 7)}-01`;
          month <= fields.period.to;
          month = nextMonth(month)
        )
          if (month >= fields.period.from) add(facts.ref, month)
  return months
}

const nextMonth = (first: string): string => {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  return month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`
}

function calculated(
  { claim, pack, areas, otherClaims }: ClaimContext,
  facts: PersonFacts,
  owed: ComputedPerson,
  paid: ReadonlyMap<string, ReadonlySet<string>>,
  find: Find,
): void {
  const at = { personId: owed.ref }
  const twice = owed.instalments.find(({ date }) => paid.get(owed.ref)?.has(date))
  if (twice) find('V10', 'B', { ...at, detail: twice.date })
  if (owed.instalments.length === 0) {
    const inPeriod = slotsIn(claim.persons, facts, claim.period, pack)
    const claimant = { type: claim.claimantType, code: claim.claimantCode }
    const isHere = inPeriod.some(({ date }) =>
      isInArea(municipalityOn(facts.residence, date), claimant, areas),
    )
    if (inPeriod.length === 0) find('V08', 'B', at)
    else if (!isHere) find('V09', 'B', at)
  }
  const supplements = owed.instalments.filter(({ supplement }) => supplement).length
  const elsewhere = otherClaims
    .filter(({ fields }) => fields.kind === claim.kind && fields.state !== 'withdrawn')
    .reduce((sum, { fields }) => sum + supplementsIn(fields, owed.ref, pack), 0)
  if (supplements + elsewhere > pack.policy.supplementInstalments) find('V11', 'B', at)
}

/** Adult-year instalments of a person that fall in another claim's period. */
function supplementsIn(other: ClaimContext['claim'], ref: string, pack: RulePack): number {
  const facts = claimedPersons(other).find((one) => one.facts.ref === ref)?.facts
  return facts
    ? slotsIn(other.persons, facts, other.period, pack).filter(({ adultYear }) => adultYear).length
    : 0
}

/** A person's instalment dates in a period, with the parents whom a claim has frozen beside the person. */
function slotsIn(
  persons: ClaimContext['claim']['persons'],
  facts: PersonFacts,
  { from, to }: { readonly from: string; readonly to: string },
  pack: RulePack,
): readonly Slot[] {
  const byRef = new Map(persons.map((one) => [one.facts.ref, one.facts]))
  return planOf(facts, byRef, pack, new Map()).slots.filter(({ date }) => from <= date && date <= to)
}

const claimedBefore = ({ claim, otherClaims }: ClaimContext, ref: string): boolean =>
  otherClaims.some(
    ({ fields }) =>
      fields.kind === claim.kind &&
      fields.state !== 'withdrawn' &&
      claimedPersons(fields).some(({ facts }) => facts.ref === ref),
  )
