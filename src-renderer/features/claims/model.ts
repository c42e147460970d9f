import { areas } from '../../../src-shared/codes/areas.ts'
import type { Computation, Refusal } from '../../../src-shared/domain/claims/engine/case.ts'
import { findRefused } from '../../../src-shared/domain/claims/engine/check-case.ts'
import { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import {
  calculatedKind,
  claimDeadline,
  kindRows,
  overlaps,
  type RulePack,
} from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimantType, Kind } from '../../../src-shared/domain/claims/rules/rule-rows.ts'
import { groupsOf } from '../../../src-shared/domain/claims/validation/person-rules.ts'
import { type PersonFields, personToFacts } from '../../../src-shared/domain/people/person.ts'

/** 50 MB: what the claim file can carry is not known from the authority; a limit of our own until it is. */
export const attachmentMaxBytes = 50 * 1024 * 1024

export type KnownPerson = { readonly id: string; readonly fields: PersonFields }
export type Period = { readonly from: string; readonly to: string }
export type ClaimantFacts = {
  readonly name: string
  readonly businessId: string | null
  readonly type: ClaimantType
  readonly code: string
}

type Draft = {
  readonly claimant: ClaimantFacts
  readonly kind: string
  readonly period: Period
  readonly language: 'fi' | 'sv'
  /** All that the claim may be about; of a calculated sum, those for whom something is owed are taken. */
  readonly persons: readonly KnownPerson[]
  /** Everybody on record, for a parent's group; those above where nobody else is needed. */
  readonly onRecord?: readonly KnownPerson[]
  /** What a calculated sum comes to; null for costs, whose lines are still to come. */
  readonly computation: Computation | null
  readonly pack: RulePack
  readonly preparedBy: string
  readonly preparedById: string
  readonly today: string
}

/** The kinds that a claimant can claim for activity of a period, the calculated one first. */
export function kindsFor(pack: RulePack, type: ClaimantType, period: Period): readonly Kind[] {
  const inForce = pack.kinds.filter(
    (row) =>
      row.claimantTypes.includes(type) && overlaps(row, { validFrom: period.from, validTo: period.to }),
  )
  const latest = new Map(inForce.map((row) => [row.code, kindRows(pack, row.code).at(-1) ?? row]))
  const calculated = calculatedKind(pack, type)?.code
  return [...latest.values()].toSorted(
    (a, b) => Number(b.code === calculated) - Number(a.code === calculated),
  )
}

/** The claim with the facts frozen into it; persons for whom nothing is owed stay out, but parents of those inside stay in. */
export function newClaim(draft: Draft): PaymentClaimFields {
  const { claimant, persons, computation, pack } = draft
  const inside = new Set(
    computation
      ? computation.persons.filter(({ totalCents }) => totalCents > 0).map(({ ref }) => ref)
      : persons.map(({ id }) => id),
  )
  const byId = new Map(persons.map((person) => [person.id, person]))
  const known = new Map((draft.onRecord ?? persons).map(({ id, fields }) => [id, fields]))
  const needed = new Set(inside)
  for (const id of needed) {
    const own = byId.get(id)?.fields
    for (const parentId of [own?.parentId, own?.otherParentId])
      if (parentId && byId.has(parentId)) needed.add(parentId) // a set being walked also hands out what is added to it
  }
  return PaymentClaimFields.parse({
    kind: draft.kind,
    claimantName: claimant.name,
    claimantType: claimant.type,
    claimantCode: claimant.code,
    businessId: claimant.businessId,
    period: draft.period,
    language: draft.language,
    state: 'drafted',
    rulePack: pack.id,
    policy: pack.policy.id,
    persons: persons
      .filter(({ id }) => needed.has(id))
      .map(({ id, fields }) => ({
        facts: personToFacts(id, fields),
        label: fields.ref,
        isClaimed: inside.has(id),
        isProtected: fields.isProtected,
        groups: [...groupsOf(fields, known, pack)],
      })),
    totalCents: computation?.totalCents ?? 0,
    preparedOn: draft.today,
    preparedBy: draft.preparedBy,
    preparedById: draft.preparedById,
  })
}

/** Who stays out of a calculated claim because a fact cannot be, whatever the period. */
export const refusedPersons = (
  persons: readonly KnownPerson[],
  kind: string,
  pack: RulePack,
): readonly Refusal[] => [
  ...findRefused(
    { kind, persons: persons.map(({ id, fields }) => personToFacts(id, fields)) },
    pack,
    areas,
  ).values(),
]

/** The first of the deadlines of the years that the claim covers. */
export const firstDeadline = (period: { readonly from: string }, pack: RulePack): string =>
  claimDeadline(pack, Number(period.from.slice(0, 4)))
