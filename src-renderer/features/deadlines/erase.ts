import {
  type ErasureProposal,
  type ErasureScope,
  erasureScope,
  monthsOf,
  proposeErasure,
} from '../../../src-shared/domain/claims/life/erasure.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { isEqualJson } from '../../../src-shared/kernel/is-equal-json.ts'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import { listRows, type Row } from '../../data/records/records.ts'
import { type Outdated, outdated } from '../../data/records/row-now.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change, CommitProblem } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { newId } from '../../platform/clock.ts'

/** All that decides what may be erased and what goes with it. */
export type ErasureRecords = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly lists: readonly Row<'paymentList'>[]
  readonly lines: readonly Row<'claimLine'>[]
  readonly attachments: readonly Row<'attachment'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly persons: readonly Row<'person'>[]
}

const nothingWith: ErasureScope = { claimLine: [], attachment: [], decision: [], person: [], files: [] }
export const sorts = ['claimLine', 'attachment', 'decision', 'person'] as const

/** What goes with a claim or a list. */
export const scopeOf = (
  { what, id }: ErasureProposal,
  records: ErasureRecords,
  pack: RulePack,
  today: string,
): ErasureScope => (what === 'paymentClaim' ? erasureScope(id, records, pack, today) : nothingWith)

async function recordsNow(store: Store): Promise<ErasureRecords> {
  // what is being written is written first
  await store.exclusive(async () => undefined)
  const [claims, lists, lines, attachments, decisions, persons] = await Promise.all([
    listRows(store, 'paymentClaim'),
    listRows(store, 'paymentList'),
    listRows(store, 'claimLine'),
    listRows(store, 'attachment'),
    listRows(store, 'decision'),
    listRows(store, 'person'),
  ])
  return { claims, lists, lines, attachments, decisions, persons }
}

/**
 * Erases a claim or a list with all that goes with it, for good, and notes that it was. Nothing goes that nobody was shown:
 * where it is not due any more, or other records go with it by now than `shown` names, it is outdated. Answers what went.
 */
export async function erase(
  store: Store,
  { what, id }: ErasureProposal,
  shown: ErasureScope,
  pack: RulePack,
): Promise<Result<ErasureScope, CommitProblem | Outdated>> {
  const today = latestDay(store)
  const now = await recordsNow(store)
  const proposal = proposeErasure(now.claims, now.lists, pack).find((one) => one.id === id)
  const isDue = proposal !== undefined && proposal.on !== null && proposal.on < today
  if (!isDue) return err(outdated)
  const scope = scopeOf(proposal, now, pack, today)
  if (!sorts.every((sort) => isEqualJson(scope[sort].toSorted(), shown[sort].toSorted())))
    return err(outdated)
  const claim = now.claims.find((row) => row.id === id)?.fields
  const list = now.lists.find((row) => row.id === id)?.fields
  const gone = sorts.flatMap((entity) =>
    scope[entity].map((one): Change => ({ entity, id: one, kind: 'erase' })),
  )
  const fields = {
    on: today,
    by: store.userId,
    what,
    kind: claim?.kind ?? '',
    period: claim?.period ?? monthsOf(list?.rows ?? []),
    counts: Object.fromEntries(sorts.map((sort) => [sort, scope[sort].length])),
  }
  const done = await commit(
    store,
    [
      ...gone,
      { entity: what, id, kind: 'erase' },
      { entity: 'erasure', id: newId(), kind: 'put', fields, isNew: true },
    ],
    `erased ${what}`,
  )
  return done.ok ? ok(scope) : done
}
