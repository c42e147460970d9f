import type { Areas } from '../../../codes/municipality.ts'
import type { KnownPerson } from '../../people/person.ts'
import { onlyOf } from '../engine/claim-computation.ts'
import { computeFor } from '../engine/known-persons.ts'
import { missedRuns, type ReconciledMonth } from '../reconciliation/reconcile.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import { kindsFor } from '../rules/claimable-kinds.ts'
import { type ClaimDraft, newClaim } from './new-claim.ts'

type MissedSums = Omit<ClaimDraft, 'kind' | 'period' | 'persons' | 'onRecord' | 'computation'> & {
  readonly months: readonly ReconciledMonth[]
  readonly persons: readonly KnownPerson[]
  readonly areas: Areas
}

/**
 * Claims for what was owed and not paid, one for each run of months with the persons who missed the same. A run for which
 * nothing comes out, or no kind is in force, gives none.
 */
export function claimMissed({ months, persons, areas, ...draft }: MissedSums): readonly PaymentClaimFields[] {
  const { claimant, pack } = draft
  return missedRuns(months).flatMap(({ from, to, personIds }) => {
    const chosen = withOwnParents(personIds, persons)
    const period = { from, to: `${to.slice(0, 7)}-28` } // an instalment falls on the first
    // months before the law changed are of another kind
    const kind = kindsFor(pack, claimant.type, period).find(({ basis }) => basis === 'calculated')?.code
    if (kind === undefined) return []
    const computed = computeFor(chosen, { claimant, period, pack, areas, kind })
    if (!computed.ok || computed.value.totalCents === 0) return []
    const computation = onlyOf(computed.value, new Set(personIds))
    return [newClaim({ ...draft, kind, period, persons: chosen, computation })]
  })
}

function withOwnParents(ids: readonly string[], persons: readonly KnownPerson[]): readonly KnownPerson[] {
  const parents = new Set(
    persons.flatMap(({ id, fields }) => (ids.includes(id) ? [fields.parentId, fields.otherParentId] : [])),
  )
  return persons.filter(({ id }) => ids.includes(id) || parents.has(id))
}
