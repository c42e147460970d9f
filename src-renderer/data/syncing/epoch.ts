import { entityNames } from '../../../src-shared/domain/registry.ts'
import { nameOfWrite } from '../../../src-shared/sync/history.ts'
import type { RecordState } from '../../../src-shared/sync/merge.ts'
import { planEpoch } from '../../../src-shared/sync/new-epoch.ts'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import type { EpochChange } from '../../../src-shared/sync/storage.ts'
import { tableOf } from '../database/db.ts'
import { waitingOf } from '../database/outbox-row.ts'
import { emptyTable, putRows, removeRows } from '../database/table-changes.ts'
import { filesAtHubKey } from '../records/unsent-files.ts'
import { allInBlocks } from '../records/visit-blocks.ts'
import type { Store } from '../register/store.ts'
import { operationsOf } from '../sealing/sealed-operations.ts'
import { openRecord, recordKey } from '../sealing/sealed-record.ts'
import { writeChanges } from '../writing/write-changes.ts'
import { judge } from './judge-pulled.ts'
import { putRefused, sealRefused } from './refused.ts'
import { type Folded, putBeside, sealFolded } from './store-pulled.ts'

/** How long what was sent is kept for a hub that is restored from a backup, in days: longer than backups are. */
export const sentKeptDays = 90

/** From which of its own numbers on this device can send all again (S7c). */
export async function sendableFrom({ db, lastN }: Store): Promise<number> {
  const rows = [...(await db.sent.toArray()), ...(await db.outbox.toArray())].toSorted((a, b) => b.n - a.n)
  let lowest = lastN + 1
  for (const { n, last = n } of rows) {
    if (last < lowest - 1) break
    lowest = Math.min(lowest, n)
  }
  return lowest
}

/** Forgets what was sent so long ago that no backup reaches back to it. */
export function dropOldSent(store: Store): Promise<void> {
  return store.exclusive(async () => {
    const { db, clock } = store
    const before = new Date(Date.parse(clock.nowIso()) - sentKeptDays * 86_400_000).toISOString()
    const old = await db.sent.where('at').below(before).primaryKeys()
    if (old.length > 0) await writeChanges(store, { changes: [], beside: [removeRows(db.sent, old)] })
  })
}

type KnownRecord = Pick<Folded, 'entity' | 'id' | 'block' | 'isForeign'> & { readonly record: RecordState }

/** Every record that the hub knows of, or is to know of. */
export async function allRecords(store: Store): Promise<readonly KnownRecord[]> {
  const inTables = entityNames.map(async (entity) =>
    Promise.all(
      (await tableOf(store.db, entity).toArray()).map(async (row) => ({
        entity,
        id: row.id,
        block: null,
        isForeign: false,
        record: await openRecord(store, entity, row),
      })),
    ),
  )
  const inBlocks = (await allInBlocks(store)).map((one) => ({ ...one, entity: 'visit', isForeign: false }))
  const foreign = (await store.db.foreign.toArray()).map(async (row) => ({
    entity: row.entity,
    id: row.id,
    block: null,
    isForeign: true,
    record: await openRecord(store, row.entity, row),
  }))
  // one that the hub has never heard of, nor is to hear of, has nothing to do with epochs
  return [...(await Promise.all(inTables)).flat(), ...inBlocks, ...(await Promise.all(foreign))].filter(
    ({ record }) => Object.keys(record.heads).length > 0 || Object.keys(record.pending).length > 0,
  )
}

/**
 * Goes over to the hub's new epoch in one transaction: what the hub lacks of this device waits again, records are folded
 * anew, and what only this device still holds is written again (S7c).
 */
export function enterEpoch(store: Store, change: EpochChange): Promise<void> {
  return store.exclusive(async () => {
    const { db, deviceId } = store
    const { again, answered } = await queueAgain(store, change.lastN)
    const held = await allRecords(store)
    const byPlace = new Map(held.map((one) => [recordKey(one.entity, one.id), one]))
    const { operations, refused, acceptedNow } = judgeAll(
      change,
      await db.refused.toCollection().primaryKeys(),
    )
    const aside = await sealRefused(store, refused)
    const plan = planEpoch(held, again, {
      ...change,
      operations,
      deviceId,
      madeN: store.lastN,
      actor: store.userId,
      now: store.clock.nowIso(),
      refused: new Set(refused.map(nameOfWrite)),
      lostKeys: new Set(await db.lost.toCollection().primaryKeys()),
    })
    const lostOf = Map.groupBy(plan.lost, ({ entity, id }) => recordKey(entity, id))
    const folded = plan.records.map(({ entity, id, before, record: after }): Folded => {
      const { block = null, isForeign = false } = byPlace.get(recordKey(entity, id)) ?? {}
      return { entity, id, before, after, block, isForeign, lost: lostOf.get(recordKey(entity, id)) ?? [] }
    })
    const sealed = await sealFolded(store, folded)
    await writeChanges(store, {
      changes: sealed.settled,
      operations: plan.queue,
      lastN: plan.madeN,
      meta: [
        { key: 'epoch', value: change.epoch },
        { key: 'mark', value: change.upTo },
        { key: 'stamp', value: change.stamp ?? '' },
        { key: 'acknowledged', value: change.lastN },
        { key: filesAtHubKey, value: '' }, // what it held is to be seen again
      ],
      beside: [
        ...putBeside(db, sealed),
        removeRows(db.refused, acceptedNow),
        ...putRefused(db, aside),
        removeRows(db.sent, await db.sent.where('n').above(change.lastN).primaryKeys()),
        putRows(db.sent, answered),
        emptyTable(db.outbox),
        removeRows(db.meta, ['readAgain']),
      ],
    })
  })
}

/** All that the hub has, judged from its beginning. */
function judgeAll({ operations }: EpochChange, refusedBefore: readonly string[]) {
  const inOrder = [...operations.values()].flat().toSorted((a, b) => a.seq - b.seq)
  const { taken, refused } = judge(inOrder, new Map())
  const names = new Set(taken.map(nameOfWrite))
  return {
    operations: Map.groupBy(taken, ({ entity, id }) => recordKey(entity, id)),
    refused,
    acceptedNow: refusedBefore.filter((key) => names.has(key)),
  }
}

/** All operations that the hub has yet to answer in its new epoch, in order; what it has answered was read with the rest. */
async function queueAgain(store: Store, lastN: number) {
  const { db } = store
  const rows = await db.outbox.orderBy('n').toArray()
  const firstWaiting = rows.flatMap(waitingOf)[0]
  const first = Math.min(firstWaiting ?? lastN + 1, lastN + 1)
  const byN = new Map<number, Operation>()
  for (const row of [...(await db.sent.orderBy('n').toArray()), ...rows]) {
    if ((row.last ?? row.n) < first) continue
    for (const op of await operationsOf(store, row)) if (op.n >= first) byN.set(op.n, op)
  }
  const again = [...byN.values()].toSorted((a, b) => a.n - b.n)
  // acknowledged, and read with the rest of the order: another restore may ask for them once more
  const answered = rows.flatMap(({ n, last = n, at, box }) => (n < first ? [{ n, last, at, box }] : []))
  return { again, answered }
}
