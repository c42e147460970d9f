import { claimedPersons, isOpenClaim } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import { personToFacts } from '../../../src-shared/domain/people/person.ts'
import { mergePersons } from '../../../src-shared/domain/people/person-merge.ts'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { listRows } from '../../data/records/records.ts'
import { type Outdated, outdated, rowNow } from '../../data/records/row-now.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change, CommitProblem } from '../../data/writing/change.ts'
import { changedSince } from '../../data/writing/changed-fields.ts'
import { commit } from '../../data/writing/commit.ts'

/**
 * Makes one record of two, in one act: whatever pointed to the other points to the kept one. What was submitted stays as it
 * was submitted; the other record is deleted. Both are taken as they are now, whatever the question showed, and one that is
 * gone by now, or said to be somebody else, is merged with nothing. The changes that take all of it back are the answer.
 */
export async function merge(
  store: Store,
  keepId: string,
  otherId: string,
): Promise<Result<readonly Change[], CommitProblem | Outdated>> {
  const [keep, other] = [await rowNow(store, 'person', keepId), await rowNow(store, 'person', otherId)]
  const isApart = keep?.fields.notSameAs.includes(otherId) || other?.fields.notSameAs.includes(keepId)
  if (!keep || !other || isApart) return err(outdated)
  const to = (id: string): string => (id === other.id ? keep.id : id)
  const fields = mergePersons(keep, other)
  const changes: Change[] = [
    { entity: 'person', id: keep.id, kind: 'put', fields: changedSince(keep.fields, fields) },
  ]
  const undo: Change[] = [
    { entity: 'person', id: other.id, kind: 'restore' },
    { entity: 'person', id: keep.id, kind: 'put', fields: changedSince(fields, keep.fields) },
  ]
  for (const { id, fields: person } of await listRows(store, 'person'))
    if (id !== keep.id && [person.parentId, person.otherParentId, person.familyTieId].includes(other.id)) {
      const { parentId, otherParentId, familyTieId } = person
      undo.push({ entity: 'person', id, kind: 'put', fields: { parentId, otherParentId, familyTieId } })
      changes.push({
        entity: 'person',
        id,
        kind: 'put',
        fields: {
          parentId: person.parentId && to(person.parentId),
          otherParentId: person.otherParentId && to(person.otherParentId),
          familyTieId: person.familyTieId && to(person.familyTieId),
        },
      })
    }
  for (const { id, fields: decision } of await listRows(store, 'decision'))
    if (decision.personIds.includes(other.id)) {
      undo.push({ entity: 'decision', id, kind: 'put', fields: { personIds: decision.personIds } })
      changes.push({
        entity: 'decision',
        id,
        kind: 'put',
        fields: { personIds: [...new Set(decision.personIds.map(to))] },
      })
    }
  for (const { id, fields: line } of await listRows(store, 'claimLine'))
    if (line.shares.some(({ personId }) => personId === other.id)) {
      undo.push({ entity: 'claimLine', id, kind: 'put', fields: { shares: line.shares } })
      changes.push({
        entity: 'claimLine',
        id,
        kind: 'put',
        fields: { shares: mergedShares(line.shares, to) },
      })
    }
  for (const { id, fields: list } of await listRows(store, 'paymentList'))
    if (list.rows.some(({ personId }) => personId === other.id)) {
      undo.push({ entity: 'paymentList', id, kind: 'put', fields: { rows: list.rows } })
      changes.push({
        entity: 'paymentList',
        id,
        kind: 'put',
        fields: {
          rows: list.rows.map((row) => (row.personId === other.id ? { ...row, personId: keep.id } : row)),
        },
      })
    }
  for (const { id, fields: claim } of await listRows(store, 'paymentClaim'))
    if (isOpenClaim(claim) && claim.persons.some(({ facts }) => facts.ref === other.id)) {
      const others = claim.persons.filter(({ facts }) => facts.ref !== other.id && facts.ref !== keep.id)
      const isClaimed = claimedPersons(claim).some(({ facts }) => [keep.id, other.id].includes(facts.ref))
      const { ref: label, isProtected } = fields
      const facts = personToFacts(keep.id, fields)
      const groups = claim.persons.find((one) => [keep.id, other.id].includes(one.facts.ref))?.groups ?? []
      const persons = [...others, { facts, label, isClaimed, isProtected, groups }]
      undo.push({ entity: 'paymentClaim', id, kind: 'put', fields: { persons: claim.persons } })
      changes.push({ entity: 'paymentClaim', id, kind: 'put', fields: { persons } })
    }
  changes.push({ entity: 'person', id: other.id, kind: 'delete' })
  const done = await commit(store, changes, `merged ${other.id} into ${keep.id}`)
  return done.ok ? ok(undo) : done
}

/** Two shares of one person become one. */
function mergedShares(
  shares: readonly { readonly personId: string; readonly weight: number }[],
  to: (id: string) => string,
): { personId: string; weight: number }[] {
  const weights = new Map<string, number>()
  for (const { personId, weight } of shares)
    weights.set(to(personId), (weights.get(to(personId)) ?? 0) + weight)
  return [...weights].map(([personId, weight]) => ({ personId, weight }))
}
