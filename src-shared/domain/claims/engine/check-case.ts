import { type Areas, claimantExists } from '../rules/areas.ts'
import { kindRows, overlaps, type RulePack } from '../rules/rule-pack.ts'
import type { Case } from './case.ts'
import { type FactProblem, findImpossible, type PersonFacts } from './person-facts.ts'

/** The first thing that is wrong with a case, by the field's path; null when it can be computed. */
export function checkCase(input: Case, pack: RulePack, areas: Areas): FactProblem | null {
  const { claimant, period, persons } = input
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
  return checkPersons(persons, pack, areas)
}

function checkPersons(persons: readonly PersonFacts[], pack: RulePack, areas: Areas): FactProblem | null {
  const refs = new Map<string, PersonFacts>()
  for (const [index, person] of persons.entries()) {
    if (refs.has(person.ref))
      return { path: `persons[${index}].ref`, message: `'${person.ref}' is there twice` }
    refs.set(person.ref, person)
  }
  const grounds = new Set(pack.permitGrounds.map((row) => row.code))
  for (const [index, person] of persons.entries()) {
    const at = `persons[${index}]`
    if (person.permitGround === null ? person.parent === null : !grounds.has(person.permitGround))
      return {
        path: `${at}.permitGround`,
        message: `'${person.permitGround}' is not a ground that rule pack ${pack.id} knows`,
      }
    const impossible = findImpossible(person, at)
    if (impossible) return impossible
    const unknown = person.residence.findIndex((entry) => !areas.has(entry.municipality))
    if (unknown >= 0)
      return { path: `${at}.residence[${unknown}].municipality`, message: 'no such municipality' }
    const parentProblem = checkParent(person, refs, at)
    if (parentProblem) return parentProblem
  }
  return null
}

function checkParent(
  person: PersonFacts,
  refs: ReadonlyMap<string, PersonFacts>,
  at: string,
): FactProblem | null {
  const seen = new Set([person.ref])
  for (let child = person; child.parent !== null; ) {
    const parent = refs.get(child.parent)
    if (!parent) return { path: `${at}.parent`, message: `no person has the ref '${child.parent}'` }
    if (seen.has(parent.ref)) return { path: `${at}.parent`, message: 'is a circle' }
    if (parent.birthDate >= child.birthDate)
      return { path: `${at}.parent`, message: 'the parent is not older than the child' }
    seen.add(parent.ref)
    child = parent
  }
  return null
}
