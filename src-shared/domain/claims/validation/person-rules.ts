import { readIdentityCode } from '../../identity-code.ts'
import { claimedPersons } from '../../payment-claim.ts'
import { type PersonFields, personToFacts } from '../../person.ts'
import type { ComputedPerson } from '../engine/case.ts'
import { slotsOf, startMoment } from '../engine/instalments.ts'
import { municipalityOn } from '../engine/person-facts.ts'
import { residenceWarnings } from '../engine/warnings.ts'
import { isInArea } from '../rules/areas.ts'
import { latestKind, type RulePack } from '../rules/rule-pack.ts'
import type { PersonGroup } from '../rules/rule-rows.ts'
import type { ClaimContext, Find } from './finding.ts'

/** The groups of section 2 to which a person's data put them (claims.md §7). */
export function groupsOf(person: PersonFields, pack: RulePack): ReadonlySet<PersonGroup> {
  const groups = new Set<PersonGroup>()
  const ground = pack.permitGrounds.find(({ code }) => code === person.permitGround)
  // a tie that was formed after the arrival does not make a relative one of the group (2 § sub 4)
  if (ground?.group && !(ground.group === 'G2' && person.tieBeforeArrival === 'no')) groups.add(ground.group)
  if (person.parentId !== null) groups.add('G3')
  if (person.unaccompanied) groups.add('G4')
  if (person.traffickingFrom !== null) groups.add('G5')
  if (person.warVolunteer) groups.add('G6')
  return groups
}

/** Rules about each person of the claim (V06, V08–V11, V13, V21, V22, V26, V27). */
export function personRules(context: ClaimContext, find: Find): void {
  const { claim, pack, persons, computation } = context
  const kind = latestKind(pack, claim.kind)
  const asked = new Set(kind?.groups ?? [])
  const paid = paidMonths(context)
  const computed = new Map(
    computation?.basis === 'calculated' ? computation.computation.persons.map((one) => [one.ref, one]) : [],
  )
  for (const { facts } of claimedPersons(claim)) {
    const person = persons.get(facts.ref)
    if (!person) continue
    const at = { personId: facts.ref }
    const groups = groupsOf(person, pack)
    if (asked.size > 0 && ![...groups].some((group) => asked.has(group))) find('V06', 'B', at)
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
    if (owed) calculated(context, person, owed, paid, find)
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
  person: PersonFields,
  owed: ComputedPerson,
  paid: ReadonlyMap<string, ReadonlySet<string>>,
  find: Find,
): void {
  const at = { personId: owed.ref }
  const twice = owed.instalments.find(({ date }) => paid.get(owed.ref)?.has(date))
  if (twice) find('V10', 'B', { ...at, detail: twice.date })
  if (owed.instalments.length === 0) {
    const facts = personToFacts(owed.ref, person)
    const start = startMoment(facts, pack)
    const inPeriod =
      start === null
        ? []
        : slotsOf(facts, start, null, pack).filter(
            ({ date }) => claim.period.from <= date && date <= claim.period.to,
          )
    const claimant = { type: claim.claimantType, code: claim.claimantCode }
    const isHere = inPeriod.some(({ date }) =>
      isInArea(areas.get(municipalityOn(facts.residence, date) ?? ''), claimant),
    )
    if (inPeriod.length === 0) find('V08', 'B', at)
    else if (!isHere) find('V09', 'B', at)
  }
  const supplements = owed.instalments.filter(({ supplement }) => supplement).length
  const elsewhere = otherClaims
    .filter(({ fields }) => fields.kind === claim.kind && fields.state !== 'withdrawn')
    .reduce(
      (sum, { fields }) => sum + supplementsIn(claimedPersons(fields), owed.ref, fields.period, pack),
      0,
    )
  if (supplements + elsewhere > pack.policy.supplementInstalments) find('V11', 'B', at)
}

/** Adult-year instalments of a person that fall in another claim's period. */
function supplementsIn(
  persons: readonly ClaimContext['claim']['persons'][number][],
  ref: string,
  period: { readonly from: string; readonly to: string },
  pack: RulePack,
): number {
  const facts = persons.find((one) => one.facts.ref === ref)?.facts
  const start = facts && startMoment(facts, pack)
  if (!facts || !start) return 0
  return slotsOf(facts, start, null, pack).filter(
    ({ date, adultYear }) => adultYear && period.from <= date && date <= period.to,
  ).length
}

const claimedBefore = ({ claim, otherClaims }: ClaimContext, ref: string): boolean =>
  otherClaims.some(
    ({ fields }) =>
      fields.kind === claim.kind &&
      fields.state !== 'withdrawn' &&
      claimedPersons(fields).some(({ facts }) => facts.ref === ref),
  )
