import type { Computation } from '../../../src-shared/domain/claims/case.ts'
import {
  type ClaimantType,
  claimDeadline,
  type RulePack,
} from '../../../src-shared/domain/claims/rule-pack.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/payment-claim.ts'
import { type PersonFields, personToFacts } from '../../../src-shared/domain/person.ts'

/** 50 MB: what the claim file can carry is not known from the authority; a limit of our own until it is. */
export const attachmentMaxBytes = 50 * 1024 * 1024

type Draft = {
  readonly claimant: {
    readonly name: string
    readonly businessId: string | null
    readonly type: ClaimantType
    readonly code: string
  }
  readonly period: { readonly from: string; readonly to: string }
  readonly language: 'fi' | 'sv'
  readonly persons: readonly { readonly id: string; readonly fields: PersonFields }[]
  readonly computation: Computation
  readonly pack: RulePack
  readonly preparedBy: string
  readonly today: string
}

/** The claim with the facts frozen into it; persons for whom nothing is owed stay out, but parents of those inside stay in. */
export function draftToClaim({
  claimant,
  period,
  language,
  persons,
  computation,
  pack,
  preparedBy,
  today,
}: Draft): PaymentClaimFields {
  const kind = pack.kinds.find((row) => row.claimantTypes.includes(claimant.type))
  const owed = new Set(computation.persons.filter(({ totalCents }) => totalCents > 0).map(({ ref }) => ref))
  const byId = new Map(persons.map((person) => [person.id, person]))
  for (const id of owed) {
    const parentId = byId.get(id)?.fields.parentId
    if (parentId) owed.add(parentId) // a set being walked also hands out what is added to it
  }
  return {
    kind: kind?.code ?? '',
    claimantName: claimant.name,
    claimantType: claimant.type,
    claimantCode: claimant.code,
    businessId: claimant.businessId,
    period,
    language,
    state: 'drafted',
    rulePack: pack.id,
    policy: pack.policy.id,
    persons: persons
      .filter(({ id }) => owed.has(id))
      .map(({ id, fields }) => ({ facts: personToFacts(id, fields), label: fields.ref })),
    totalCents: computation.totalCents,
    preparedOn: today,
    preparedBy,
  }
}

/** The first of the deadlines of the years that the claim covers. */
export const firstDeadline = (period: { readonly from: string }, pack: RulePack): string =>
  claimDeadline(pack, Number(period.from.slice(0, 4)))
