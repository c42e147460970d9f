import type { Areas } from '../../../codes/municipality.ts'
import { type FactProblem, findImpossible, type PersonFacts, parentRefs } from '../../people/person-facts.ts'
import { claimantExists } from '../rules/claimant-area.ts'
import { kindRows, overlaps, type RulePack } from '../rules/rule-pack.ts'
import type { Kind } from '../rules/rule-rows.ts'
import type { Case, Refusal } from './case.ts'

/** The first thing that is wrong with a case as a whole, by the field's path; null when its persons can be looked at. */
export function checkCase(input: Case, pack: RulePack, areas: Areas): FactProblem | null {
  const { claimant, period } = input
  const rows = kindRows(pack, input.kind)
  const [first, last] = [rows[0], rows.at(-1)]
  if (!first || !last) return { path: 'kind', message: `rule pack ${pack.id} does not know '${input.kind}'` }
  if (!last.claimantTypes.includes(claimant.type))
    return { path: 'claimant.type', message: `${input.kind} is not for a ${claimant.type}` }
  if (!claimantExists(claimant, areas))
    return { path: 'claimant.code', message: `no ${claimant.type} has the code '${claimant.code}'` }
  if (period.to < period.from) return { path: 'period.to', message: 'is before period.from' }
  if (!rows.some((row) => overlaps(row, { validFrom: period.from, validTo: period.to })))
    return {
      path: 'period',
      message: `${input.kind} is in force from ${first.validFrom} to ${last.validTo ?? 'now'}`,
    }
  return null
}

/**
 * The persons of a case who cannot be computed, each with the first reason; the others can. Whose parent cannot be
 * computed cannot be either. Of two persons with one `ref` nobody can say which is meant: both are refused.
 */
export function findRefused(
  { persons, kind }: Pick<Case, 'persons' | 'kind'>,
  pack: RulePack,
  areas: Areas,
): ReadonlyMap<PersonFacts, Refusal> {
  const byRef = Map.groupBy(persons, ({ ref }) => ref)
  const context = { grounds: new Set(pack.permitGrounds.map(({ code }) => code)), areas, byRef }
  const needsGround = kindRows(pack, kind).every(asksForGround)
  const refused = new Map<PersonFacts, Refusal>()
  // parents are older than their children, so that each person's are known before the person
  for (const person of persons.toSorted((a, b) => (a.birthDate < b.birthDate ? -1 : 1))) {
    const problem = ownProblem(person, context, needsGround) ?? parentProblem(person, byRef, refused)
    if (problem) refused.set(person, { ref: person.ref, field: problem.path, why: problem.message })
  }
  return refused
}

/** Who was refused, in the order in which they were given. */
export const inOrder = (
  persons: readonly PersonFacts[],
  refused: ReadonlyMap<PersonFacts, Refusal>,
): readonly Refusal[] => persons.flatMap((person) => refused.get(person) ?? [])

/** Of G4, G5 and G6 the ground of the permit says nothing; Finnish citizens are among them (2 § sub 6, 5 § p 8, 67 §). */
const asksForGround = ({ groups }: Kind): boolean =>
  groups.length > 0 && groups.every((group) => group === 'G1' || group === 'G2' || group === 'G3')

type Context = {
  readonly grounds: ReadonlySet<string>
  readonly areas: Areas
  readonly byRef: ReadonlyMap<string, readonly PersonFacts[]>
}

function ownProblem(
  person: PersonFacts,
  { grounds, areas, byRef }: Context,
  needsGround: boolean,
): FactProblem | null {
  if ((byRef.get(person.ref)?.length ?? 0) > 1) return { path: 'ref', message: 'is there twice' }
  const { permitGround, traffickingFrom } = person
  if (permitGround !== null && !grounds.has(permitGround))
    return { path: 'permitGround', message: `'${permitGround}' is not a ground that the rules know` }
  if (permitGround === null && needsGround && parentRefs(person).length === 0 && !traffickingFrom)
    return { path: 'permitGround', message: 'is missing, and no parent is named' }
  const impossible = findImpossible(person)
  if (impossible) return impossible
  const unknown = person.residence.findIndex((entry) => !areas.has(entry.municipality))
  return unknown < 0 ? null : { path: `residence[${unknown}].municipality`, message: 'no such municipality' }
}

function parentProblem(
  person: PersonFacts,
  byRef: ReadonlyMap<string, readonly PersonFacts[]>,
  refused: ReadonlyMap<PersonFacts, Refusal>,
): FactProblem | null {
  for (const [path, ref] of parentRefs(person)) {
    const [parent] = byRef.get(ref) ?? []
    if (!parent) return { path, message: `no person has the ref '${ref}'` }
    if (parent === person) return { path, message: 'is the person' }
    if (parent.birthDate >= person.birthDate)
      return { path, message: 'the parent is not older than the child' }
    const why = refused.get(parent)
    if (why) return { path, message: `'${ref}' cannot be computed: ${why.field} ${why.why}` }
  }
  return null
}
