import type { Bridge } from '../../../src-shared/bridge/calls.ts'
import type { RecordState } from '../../../src-shared/sync/merge.ts'
import { unfinishedOf } from '../database/outbox-row.ts'
import { emptyTable, putRows, removeRows } from '../database/table-changes.ts'
import { readRow } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { operationsOf } from '../sealing/sealed-operations.ts'
import { listSetAside } from '../sealing/set-aside-row.ts'
import { commit } from '../writing/commit.ts'
import { writeChanges } from '../writing/write-changes.ts'
import { allRecords } from './epoch.ts'
import { renewingKey } from './outbox.ts'
import { type Folded, putBeside, sealFolded } from './store-pulled.ts'

/**
 * This register is a copy: a backup of it was put back, or its folder works on two machines. Another one has used its
 * numbers since, so that it goes on as another device (S7d): what the hub has not answered waits again under the
 * new id, from 1 on, and what was set aside is judged once more. In one transaction; nothing that was saved here is lost.
 */
export function takeNewIdentity(store: Store, newId: string): Promise<void> {
  return store.exclusive(async () => {
    const { db } = store
    const operations = (await listSetAside(store)).map(({ operation }) => operation)
    for (const row of await db.outbox.toArray()) {
      const unfinished = new Set(unfinishedOf(row))
      operations.push(...(await operationsOf(store, row)).filter(({ n }) => unfinished.has(n)))
    }
    const inOrder = operations.toSorted((a, b) => a.n - b.n)
    const numbers = new Map(inOrder.map(({ n }, index) => [n, index + 1]))
    const renumbered = inOrder.map((op, index) => ({ ...op, deviceId: newId, n: index + 1 }))
    const waiting = (await allRecords(store)).filter(({ record }) => Object.keys(record.pending).length > 0)
    const sealed = await sealFolded(
      store,
      waiting.map(
        ({ record: before, ...place }): Folded => ({
          ...place,
          before,
          lost: [],
          after: withNumbers(before, store.deviceId, newId, numbers),
        }),
      ),
    )
    await writeChanges(store, {
      changes: sealed.settled,
      operations: renumbered,
      lastN: renumbered.length,
      deviceId: newId,
      meta: [
        { key: renewingKey, value: newId },
        { key: 'acknowledged', value: 0 },
      ],
      beside: [
        ...putBeside(db, sealed),
        emptyTable(db.outbox),
        emptyTable(db.sent), // under the old id, which another may go on with
        emptyTable(db.setAside),
      ],
    })
  })
}

/**
 * Goes on as another device: takes a new id where that is still to be done, and has the hub exchange the token. Cut
 * anywhere, the next call goes on; until then nothing is sent.
 * @returns true when the hub knows the new id.
 */
export async function goOnAsAnother(store: Store, renew: Bridge['syncRenew']): Promise<boolean> {
  const { db } = store
  const name = (await readRow(store, 'device', store.deviceId))?.fields.name
  if (!(await db.meta.get(renewingKey))) await takeNewIdentity(store, store.clock.newId())
  if ((await renew({ deviceId: store.deviceId })).kind !== 'renewed') return false
  await store.note(removeRows(db.meta, [renewingKey]))
  if (name !== undefined)
    await commit(store, [
      {
        entity: 'device',
        id: store.deviceId,
        kind: 'put',
        fields: { name: `${name.slice(0, 90)} (2)` },
        isNew: true,
      },
    ])
  return true
}

/** A register that was restored from a backup: no token came with it, so that a hub hears its new id when it is connected. */
export async function takeRestoredIdentity(store: Store): Promise<void> {
  await takeNewIdentity(store, store.clock.newId())
  await store.note(removeRows(store.db.meta, [renewingKey]))
}

/** A register that begins empty has no numbers to give up: only the hub has to be told its id. */
export const beginAsAnother = ({ db, deviceId, note }: Store): Promise<void> =>
  note(putRows(db.meta, [{ key: renewingKey, value: deviceId }]))

/** Whether a renewal was cut before the hub had been told. */
export const isRenewing = async ({ db }: Store): Promise<boolean> =>
  (await db.meta.get(renewingKey)) !== undefined

/** The writes of this device that wait, under their new numbers; one of which nothing is known any more waits no longer. */
function withNumbers(
  record: RecordState,
  oldId: string,
  newId: string,
  numbers: ReadonlyMap<number, number>,
): RecordState {
  const pending = Object.entries(record.pending).flatMap(([field, mine]) => {
    const n = numbers.get(mine.n)
    return n === undefined ? [] : [[field, { ...mine, n }] as const]
  })
  const history = record.history?.map((entry) => {
    const n = entry.deviceId === oldId && entry.seq === null ? numbers.get(entry.n) : undefined
    return n === undefined ? entry : { ...entry, deviceId: newId, n }
  })
  return { ...record, pending: Object.fromEntries(pending), ...(history ? { history } : {}) }
}
