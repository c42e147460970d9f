import { declarationOf, type EntityName, isEntityName } from '../../../src-shared/domain/registry.ts'
import { foldNumbered, type LostRecordValue } from '../../../src-shared/sync/fold.ts'
import { emptyRecord, type RecordState } from '../../../src-shared/sync/merge.ts'
import type { NumberedOperation, PulledOperation } from '../../../src-shared/sync/operation.ts'
import { nameInBox } from '../../../src-shared/sync/sealed-operation.ts'
import type { Mark } from '../../../src-shared/sync/storage.ts'
import type { Db } from '../database/db.ts'
import { putRows, removeRows, type TableChange } from '../database/table-changes.ts'
import type { RecordChange } from '../records/record-storage.ts'
import { getMany, notStored, readRecords, type StoredRecord } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { openRecord, recordKey, sealState } from '../sealing/sealed-record.ts'
import { writeChanges } from '../writing/write-changes.ts'
import { judge, rolesInOrder } from './judge-pulled.ts'
import { dropReturned } from './outbox.ts'
import { putRefused, sealRefused } from './refused.ts'

/** Where this register stands in the hub's order. */
export async function readMark({ db }: Store): Promise<Mark> {
  const rows = await db.meta.bulkGet(['mark', 'epoch', 'stamp', 'acknowledged'])
  const [seq, epoch, stamp, acknowledged] = rows.map((row) => row?.value)
  return {
    seq: Number(seq ?? 0),
    epoch: typeof epoch === 'string' ? epoch : null,
    stamp: typeof stamp === 'string' && stamp !== '' ? stamp : null,
    acknowledged: Number(acknowledged ?? 0),
  }
}

/**
 * Stores operations from the hub. The mark moves only in the transaction that stores them (S3), so a cut at any point
 * means that they come again, and coming again changes nothing. Values that lose are kept in the same transaction (S4),
 * and so is what is refused, beside the records: it never stands in the way of the others (S6).
 */
export function storePulled(
  store: Store,
  operations: readonly PulledOperation[],
  { seq, stamp }: Pick<Mark, 'seq' | 'stamp'>,
): Promise<void> {
  return store.exclusive(async () => {
    const { db } = store
    const { taken, refused } = judge(operations, await rolesInOrder(store))
    const folded = await foldAll(store, taken)
    const sealed = await sealFolded(store, folded)
    const aside = await sealRefused(store, refused)
    const own = new Set(operations.filter((op) => op.deviceId === store.deviceId).map((op) => op.n))
    await writeChanges(store, {
      changes: sealed.settled,
      meta: [
        { key: 'mark', value: seq },
        { key: 'stamp', value: stamp ?? '' },
      ],
      beside: [...putBeside(db, sealed), ...putRefused(db, aside), ...(await dropReturned(db, own))],
    })
  })
}

/** Folded records and what was lost in folding them; what is no record of this version is sealed for its place. */
type SealedFold = {
  readonly settled: readonly (Folded & RecordChange)[]
  readonly foreign: readonly { readonly entity: string; readonly id: string; readonly box: Uint8Array }[]
  readonly lost: readonly { readonly key: string; readonly box: Uint8Array }[]
}

export async function sealFolded(store: Store, folded: readonly Folded[]): Promise<SealedFold> {
  const settled = folded.filter(isSettled)
  const strange = folded.filter((one) => !isSettled(one))
  const lost = folded.flatMap((one) => one.lost)
  return {
    settled,
    foreign: await Promise.all(
      strange.map(async ({ entity, id, after }) => ({
        entity,
        id,
        box: await sealState(store, entity, id, after),
      })),
    ),
    lost: await Promise.all(
      lost.map(async (one) => ({
        key: one.key,
        box: await store.cipher.seal(one, recordKey('lost', one.key)),
      })),
    ),
  }
}

/** A record that has found its place leaves those that have none. */
export const putBeside = (db: Db, { settled, foreign, lost }: SealedFold): readonly TableChange[] => [
  putRows(db.foreign, foreign),
  removeRows(
    db.foreign,
    settled.filter(({ isForeign }) => isForeign).map(({ entity, id }): [string, string] => [entity, id]),
  ),
  putRows(db.lost, lost),
]

export type Folded = Omit<RecordChange, 'entity'> & {
  readonly entity: string
  /** It stood among the records that this version could not place. */
  readonly isForeign: boolean
  readonly lost: readonly LostRecordValue[]
}
/** An entity of a later version, or a record whose key fields are still to come, is kept until it can be read (S8). */
const isSettled = (folded: Folded): folded is Folded & RecordChange =>
  isEntityName(folded.entity) && hasPlainKeys(folded.entity, folded.after)

async function foldAll(store: Store, operations: readonly NumberedOperation[]): Promise<readonly Folded[]> {
  const byEntity = Map.groupBy(operations, ({ entity }) => entity)
  const folded = [...byEntity].map(async ([entity, some]) => {
    const byId = Map.groupBy(some, ({ id }) => id)
    const standing = await readStanding(store, entity, [...byId.keys()])
    return [...byId].map(([id, ops]) => fold(store, { entity, id }, standing.get(id) ?? newHere, ops))
  })
  return (await Promise.all(folded)).flat()
}

const newHere = { ...notStored, isForeign: false }

async function readStanding(
  store: Store,
  entity: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord & { readonly isForeign: boolean }>> {
  const known = isEntityName(entity) ? await readRecords(store, entity, ids) : new Map<string, StoredRecord>()
  const found = new Map<string, StoredRecord & { readonly isForeign: boolean }>()
  for (const [id, standing] of known) found.set(id, { ...standing, isForeign: false })
  const missing = ids.filter((id) => !known.has(id))
  const rows = await getMany(
    store.db.foreign,
    missing.map((id): [string, string] => [entity, id]),
  )
  for (const row of rows)
    found.set(row.id, { record: await openRecord(store, entity, row), block: null, isForeign: true })
  return found
}

function fold(
  { deviceId }: Store,
  place: { readonly entity: string; readonly id: string },
  { record: before, block, isForeign }: StoredRecord & { readonly isForeign: boolean },
  operations: readonly NumberedOperation[],
): Folded {
  const { record: after, lost } = foldNumbered(before, operations, deviceId, place)
  return { ...place, before, after, block, isForeign, lost }
}

const hasPlainKeys = (entity: EntityName, record: RecordState): boolean =>
  Object.values(declarationOf(entity).plainKeys).every((read) => typeof read(record.fields) === 'string')

/** After an upgrade, before anything is read into memory: records of entities that were unknown and now are not move to their tables (S8). */
export async function adoptForeign(store: Store): Promise<void> {
  for (const row of await store.db.foreign.toArray()) {
    const { id } = row
    const boxed = nameInBox(row.entity)
    const entity = boxed ?? row.entity
    // it goes on only among what comes the way that it has come
    if (!isEntityName(entity) || declarationOf(entity).realm !== (boxed === null ? 'open' : 'sealed'))
      continue
    const record = await openRecord(store, row.entity, row)
    if (!hasPlainKeys(entity, record)) continue
    const { db } = store
    const place: [string, string] = [row.entity, id]
    await writeChanges(store, {
      changes: [{ entity, id, before: emptyRecord, after: record, block: null }],
      beside: [removeRows(db.foreign, [place])],
    })
  }
}

export async function listLost(store: Store): Promise<readonly LostRecordValue[]> {
  const rows = await store.db.lost.toArray()
  return Promise.all(
    rows.map(
      async ({ key, box }) => (await store.cipher.open(box, recordKey('lost', key))) as LostRecordValue,
    ),
  ) // sealed by us
}
