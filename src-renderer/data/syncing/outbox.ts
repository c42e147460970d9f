import Dexie from 'dexie'
import type { PushOutcome } from '../../../src-shared/sync/messages.ts'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import type { Db } from '../database/db.ts'
import { type OutboxRow, unfinishedOf, unreturnedOf, waitingOf } from '../database/outbox-row.ts'
import { putRows, removeRows, type TableChange } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { operationsOf } from '../sealing/sealed-operations.ts'
import { sealSetAside } from '../sealing/set-aside-row.ts'
import { writeChanges } from '../writing/write-changes.ts'

/** Its value is the id that this device takes, while the hub has not been told of it. */
export const renewingKey = 'renewing'

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
        return [sealSetAside(store, { n: outcome.n, operation, reason: outcome.reason })]
      }),
    )
    const storedNow = new Set(outcomes.filter(({ kind }) => kind === 'stored').map(({ n }) => n))
    const answered = new Set([...storedNow, ...aside.map(({ n }) => n)])
    const { db } = store
    await writeChanges(store, {
      changes: [],
      beside: [
        putRows(db.setAside, aside),
        await acknowledged(db, answered),
        ...(await updatedRows(db, answered, (row) => ({
          waiting: waitingOf(row).filter((n) => !answered.has(n)),
          // one that came back before its answer did is no longer waiting, and stays gone
          unreturned: [...unreturnedOf(row), ...waitingOf(row).filter((n) => storedNow.has(n))],
        }))),
      ],
    })
  })
}

/** These operations of this device have come back, and are done with. */
export const dropReturned = async (
  db: Db,
  returned: ReadonlySet<number>,
): Promise<readonly TableChange[]> => [
  await acknowledged(db, returned),
  ...(await updatedRows(db, returned, (row) => ({
    waiting: waitingOf(row).filter((n) => !returned.has(n)),
    unreturned: unreturnedOf(row).filter((n) => !returned.has(n)),
  }))),
]

async function acknowledged(db: Db, answered: ReadonlySet<number>): Promise<TableChange> {
  if (answered.size === 0) return putRows(db.meta, [])
  const known = Number((await db.meta.get('acknowledged'))?.value ?? 0)
  return putRows(db.meta, [{ key: 'acknowledged', value: Math.max(known, ...answered) }])
}

async function updatedRows(
  db: Db,
  touched: ReadonlySet<number>,
  change: (row: OutboxRow) => Required<Pick<OutboxRow, 'waiting' | 'unreturned'>>,
): Promise<readonly TableChange[]> {
  if (touched.size === 0) return []
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
  const left = changed.filter((row) => !isDone(row)).map(({ seq: _, ...row }) => row)
  const done = changed.filter(isDone)
  return [
    putRows(db.outbox, left),
    // kept for a while: a hub that is restored from a backup is sent them again (S7c)
    putRows(
      db.sent,
      done.map(({ n, last, at, box }) => ({ n, last, at, box })),
    ),
    removeRows(
      db.outbox,
      done.map(({ n }) => n),
    ),
  ]
}
