import Dexie, { type Table } from 'dexie'
import { isEntityName } from '../../src-shared/domain/registry.ts'
import { applyLocal, baseFor, dropPending } from '../../src-shared/sync/merge.ts'
import type { PushOutcome } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import type { Db } from './db.ts'
import { type OutboxRow, unfinishedOf, unreturnedOf, waitingOf } from './outbox-row.ts'
import { placedTables, placeRecords, putPlaced } from './placing.ts'
import { readRecord } from './records.ts'
import { placeOf } from './sealed-record.ts'
import type { Store } from './store.ts'
import { noteInTransaction, showChanges, viewTables } from './views.ts'

/** An operation that the hub would not store, with its reason (S6). */
export type SetAside = { readonly n: number; readonly operation: Operation; readonly reason: string }

const batchSize = 500
/** Its value is the id that this device takes, while the hub has not been told of it. */
export const renewingKey = 'renewing'

/** Numbered operations as rows of the outbox: many in one row, so that an import costs the disk a fraction. */
export async function toOutboxRows(
  { cipher }: Store,
  operations: readonly Operation[],
): Promise<OutboxRow[]> {
  const batches: (readonly Operation[])[] = []
  for (let from = 0; from < operations.length; from += batchSize)
    batches.push(operations.slice(from, from + batchSize))
  return Promise.all(
    batches.map(async (batch) => {
      const [first] = batch
      const last = batch.at(-1)
      if (!first || !last) throw new Error('an empty batch')
      return {
        n: first.n,
        last: last.n,
        at: first.at,
        left: batch.length,
        box: await cipher.seal(batch, placeOf('outbox', String(first.n))),
      }
    }),
  )
}

export async function operationsOf(
  { cipher }: Store,
  { n, box }: Pick<OutboxRow, 'n' | 'box'>,
): Promise<readonly Operation[]> {
  const held = (await cipher.open(box, placeOf('outbox', String(n)))) as Operation | readonly Operation[] // sealed by us
  return Array.isArray(held) ? held : [held as Operation]
}

/** The oldest operations that the hub has not yet answered. */
export async function nextToSend(store: Store, limit: number): Promise<readonly Operation[]> {
  // under an id that the hub does not know yet they would be set aside
  if (await store.db.meta.get(renewingKey)) return []
  const numbers: number[] = []
  let enough = limit
  for (const { n, left } of await waitingRows(store.db)) {
    if (enough <= 0) break
    numbers.push(n)
    enough -= left
  }
  const rows = await store.db.outbox.bulkGet(numbers)
  const found: Operation[] = []
  for (const row of rows) {
    if (!row) continue
    const waiting = new Set(waitingOf(row))
    found.push(...(await operationsOf(store, row)).filter(({ n }) => waiting.has(n)))
  }
  return found.slice(0, limit)
}

/** Those of these numbers that have not come back in the hub's order. */
export async function ownUnreturned(store: Store, numbers: readonly number[]): Promise<readonly Operation[]> {
  const asked = new Set(numbers)
  const rows = await store.db.outbox
    .where('n')
    .belowOrEqual(Math.max(...numbers))
    .toArray()
  const found = rows.map(async (row) => {
    const unfinished = unfinishedOf(row).filter((n) => asked.has(n))
    if (unfinished.length === 0) return []
    return (await operationsOf(store, row)).filter(({ n }) => unfinished.includes(n))
  })
  return (await Promise.all(found)).flat()
}

/** How much is not yet on the hub, and since when. */
export async function unsent(
  store: Store,
): Promise<{ readonly count: number; readonly since: string | null }> {
  const rows = await waitingRows(store.db)
  return { count: rows.reduce((sum, { left }) => sum + left, 0), since: rows[0]?.at ?? null }
}

/** The rows of which something waits, in order; the boxes stay on the disk. */
async function waitingRows(db: Db): Promise<readonly Required<Pick<OutboxRow, 'n' | 'left' | 'at'>>[]> {
  const keys = await db.outbox.where('[left+n+at]').aboveOrEqual([1, Dexie.minKey, Dexie.minKey]).keys()
  return (keys as unknown as [number, number, string][]) // the parts of the index
    .map(([left, n, at]) => ({ left, n, at }))
    .toSorted((a, b) => a.n - b.n)
}

/** Notes what the hub answered. A stored operation leaves the outbox when it comes back in the hub's order. */
export function noteOutcomes(
  store: Store,
  sent: readonly Operation[],
  given: readonly PushOutcome[],
): Promise<void> {
  return store.exclusive(async () => {
    const byN = new Map(sent.map((operation) => [operation.n, operation]))
    const outcomes = given.filter(({ n }) => byN.has(n))
    const aside = await Promise.all(
      outcomes.flatMap((outcome) => {
        const operation = byN.get(outcome.n)
        if (outcome.kind !== 'set-aside' || !operation) return []
        const value: SetAside = { n: outcome.n, operation, reason: outcome.reason }
        return [
          store.cipher
            .seal(value, placeOf('setAside', String(outcome.n)))
            .then((box) => ({ n: outcome.n, box })),
        ]
      }),
    )
    const storedNow = new Set(outcomes.filter(({ kind }) => kind === 'stored').map(({ n }) => n))
    const answered = new Set([...storedNow, ...aside.map(({ n }) => n)])
    const { db } = store
    await db.transaction('rw', [db.outbox, db.sent, db.setAside, db.meta], async () => {
      await db.setAside.bulkPut(aside)
      await noteAcknowledged(db, answered)
      await updateRows(db, answered, (row) => ({
        waiting: waitingOf(row).filter((n) => !answered.has(n)),
        // one that came back before its answer did is no longer waiting, and stays gone
        unreturned: [...unreturnedOf(row), ...waitingOf(row).filter((n) => storedNow.has(n))],
      }))
    })
    store.changed()
  })
}

/** Inside a transaction on {@link returnedTables}: these operations of this device have come back, and are done with. */
export async function dropReturned(db: Db, returned: ReadonlySet<number>): Promise<void> {
  await noteAcknowledged(db, returned)
  await updateRows(db, returned, (row) => ({
    waiting: waitingOf(row).filter((n) => !returned.has(n)),
    unreturned: unreturnedOf(row).filter((n) => !returned.has(n)),
  }))
}
export const returnedTables = ({ outbox, sent, meta }: Db): Table[] => [outbox, sent, meta]

async function noteAcknowledged(db: Db, answered: ReadonlySet<number>): Promise<void> {
  if (answered.size === 0) return
  const known = Number((await db.meta.get('acknowledged'))?.value ?? 0)
  await db.meta.put({ key: 'acknowledged', value: Math.max(known, ...answered) })
}

async function updateRows(
  db: Db,
  touched: ReadonlySet<number>,
  change: (row: OutboxRow) => Required<Pick<OutboxRow, 'waiting' | 'unreturned'>>,
): Promise<void> {
  if (touched.size === 0) return
  const highest = Math.max(...touched)
  const lowest = Math.min(...touched)
  // rows lie side by side: of those that begin before it only the last can hold the lowest number
  const before = await db.outbox.where('n').below(lowest).last()
  const within = await db.outbox.where('n').between(lowest, highest, true, true).toArray()
  const rows = before && (before.last ?? before.n) >= lowest ? [before, ...within] : within
  const changed = rows
    .map((row) => ({ ...row, last: row.last ?? row.n, ...change(row) }))
    .map((row) => ({ ...row, left: row.waiting.length }))
  const isDone = ({ waiting, unreturned }: (typeof changed)[number]): boolean =>
    waiting.length === 0 && unreturned.length === 0
  await db.outbox.bulkPut(changed.filter((row) => !isDone(row)).map(({ seq: _, ...row }) => row))
  const done = changed.filter(isDone)
  // kept for a while: a hub that is restored from a backup is sent them again (S7)
  await db.sent.bulkPut(done.map(({ n, last, at, box }) => ({ n, last, at, box })))
  await db.outbox.bulkDelete(done.map(({ n }) => n))
}

export async function listSetAside(store: Store): Promise<readonly SetAside[]> {
  const rows = await store.db.setAside.toArray()
  return Promise.all(
    rows.map(
      async ({ n, box }) => (await store.cipher.open(box, placeOf('setAside', String(n)))) as SetAside,
    ),
  ) // sealed by us
}

/**
 * A person sends a set-aside change again, as it was or with other values: a new operation takes its place, in one
 * transaction, so that the value is never nowhere.
 */
export function retrySetAside(
  store: Store,
  { n: old, operation }: SetAside,
  fields: Operation['fields'] = operation.fields,
): Promise<void> {
  return store.exclusive(async () => {
    const { db } = store
    const { entity, id, kind } = operation
    if (!isEntityName(entity)) return
    const { record: before, block } = await readRecord(store, entity, id)
    const given = dropPending(before, old)
    const n = store.lastN + 1
    const at = store.clock.nowIso()
    const op: Operation = {
      ...{ deviceId: store.deviceId, n, entity, id, kind, fields, actor: store.userId, at },
      base: baseFor(given, { kind, fields }),
    }
    const change = { entity, id, before, after: applyLocal(given, op), block }
    const placed = await placeRecords(store, [change])
    const outbox = await toOutboxRows(store, [op])
    const tables = [...placedTables(db, placed), ...viewTables(db), db.outbox, db.setAside, db.meta]
    await db.transaction('rw', tables, async () => {
      await putPlaced(db, placed)
      await db.outbox.bulkAdd(outbox)
      await db.setAside.delete(old)
      await db.meta.put({ key: 'lastN', value: n })
      await noteInTransaction(db, [change])
    })
    store.lastN = n
    await showChanges(store, [change])
  })
}

/** A person gives a set-aside operation up: the record shows the hub's value again. */
export function discardSetAside(store: Store, { n, operation: { entity, id } }: SetAside): Promise<void> {
  return store.exclusive(async () => {
    if (!isEntityName(entity)) return void (await store.db.setAside.delete(n))
    const { db } = store
    const { record: before, block } = await readRecord(store, entity, id)
    const change = { entity, id, before, after: dropPending(before, n), block }
    const placed = await placeRecords(store, [change])
    await db.transaction('rw', [...placedTables(db, placed), db.setAside, ...viewTables(db)], async () => {
      await putPlaced(db, placed)
      await db.setAside.delete(n)
      await noteInTransaction(db, [change])
    })
    await showChanges(store, [change])
  })
}
