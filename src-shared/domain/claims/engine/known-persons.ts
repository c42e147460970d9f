import type { Areas } from '../../../codes/municipality.ts'
import { err, type Result } from '../../../kernel/result.ts'
import { type KnownPerson, personToFacts } from '../../people/person.ts'
import type { FactProblem } from '../../people/person-facts.ts'
import type { Claimant } from '../rules/claimant-area.ts'
import { calculatedKind, type RulePack } from '../rules/rule-pack.ts'
import type { Computation, Refusal } from './case.ts'
import { findRefused } from './check-case.ts'
import { compute } from './compute.ts'

/** What is computed for persons on record: by which rules, for which time. */
export type OwedQuestion = {
  readonly claimant: Claimant
  readonly period: { readonly from: string; readonly to: string }
  readonly pack: RulePack
  readonly areas: Areas
  /** The claimant's own calculated kind where none is named. */
  readonly kind?: string
}

/** What a claimant is owed for persons (with the parents they need) in a period. */
export function computeFor(
  persons: readonly KnownPerson[],
  { claimant, period, pack, areas, kind = calculatedKind(pack, claimant.type)?.code }: OwedQuestion,
): Result<Computation, FactProblem> {
  if (kind === undefined) return err({ path: 'kind', message: 'no kind for this claimant' })
  return compute(
    {
      claimant: { type: claimant.type, code: claimant.code },
      kind,
      period,
      persons: persons.map(({ id, fields }) => personToFacts(id, fields)),
    },
    pack,
    areas,
  )
}

/** A person with the parents above, which the engine needs to see. */
export function withParents(person: KnownPerson, all: readonly KnownPerson[]): readonly KnownPerson[] {
  const found = new Set([person])
  for (const { fields } of found) // a set being walked also hands out what is added to it
    for (const parentId of [fields.parentId, fields.otherParentId]) {
      const parent = all.find(({ id }) => id === parentId)
      if (parent) found.add(parent)
    }
  return [...found]
}

/** Who stays out of a calculated claim because a fact cannot be, whatever the period. */
export const refusedPersons = (
  persons: readonly KnownPerson[],
  kind: string,
  pack: RulePack,
  areas: Areas,
): readonly Refusal[] => [
  ...findRefused(
    { kind, persons: persons.map(({ id, fields }) => personToFacts(id, fields)) },
    pack,
    areas,
  ).values(),
]
