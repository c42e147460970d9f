import { type KnownPerson, personToFacts } from '../../people/person.ts'
import type { Computation } from '../engine/case.ts'
import { PaymentClaimFields } from '../records/payment-claim.ts'
import type { NamedClaimant } from '../rules/claimant-area.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import { groupsOf } from '../validation/person-rules.ts'

export type ClaimDraft = {
  readonly claimant: NamedClaimant
  readonly kind: string
  readonly period: { readonly from: string; readonly to: string }
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

/** The claim with the facts frozen into it; persons for whom nothing is owed stay out, but parents of those inside stay in. */
export function newClaim(draft: ClaimDraft): PaymentClaimFields {
  const { claimant, persons, computation, pack } = draft
  const inside = new Set(
    computation
      ? computation.persons.filter(({ totalCents }) => totalCents > 0).map(({ ref }) => ref)
      : persons.map(({ id }) => id),
  )
  const needed = withTheirParents(inside, persons)
  const known = new Map((draft.onRecord ?? persons).map(({ id, fields }) => [id, fields]))
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

/** True where both are of one kind and one time of one claimant, and claim for the same persons: together they ask twice. */
export const asksTheSame = (one: PaymentClaimFields, other: PaymentClaimFields): boolean =>
  askedBy(one) === askedBy(other)

const askedBy = ({ kind, claimantType, claimantCode, period, persons }: PaymentClaimFields): string =>
  JSON.stringify([
    kind,
    claimantType,
    claimantCode,
    period.from,
    period.to,
    persons.flatMap(({ facts, isClaimed }) => (isClaimed ? [facts.ref] : [])).toSorted(),
  ])

/** Ids with those of the parents above, as far as they are among the persons. */
function withTheirParents(ids: ReadonlySet<string>, persons: readonly KnownPerson[]): ReadonlySet<string> {
  const byId = new Map(persons.map(({ id, fields }) => [id, fields]))
  const needed = new Set(ids)
  for (const id of needed) {
    const own = byId.get(id)
    for (const parentId of [own?.parentId, own?.otherParentId])
      if (parentId && byId.has(parentId)) needed.add(parentId) // a set being walked also hands out what is added to it
  }
  return needed
}
