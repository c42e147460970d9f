import { declarationOf, type EntityName, isEntityName } from '../../src-shared/domain/registry.ts'
import { applyNumbered, emptyRecord, type LostValue, type RecordState } from '../../src-shared/sync/merge.ts'
import type { NumberedOperation } from '../../src-shared/sync/operation.ts'
import { type SealedRow, tableOf } from './db.ts'
import { openRecord, placeOf, sealRecord } from './records.ts'
import type { Store } from './store.ts'

/** A value that lost a merge, with the record it belongs to. */
export type LostRecordValue = LostValue & {
  readonly entity: string
  readonly id: string
  readonly at: string
}

export const readMark = async (store: Store): Promise<number> =>
  Number((await store.db.meta.get('mark'))?.value ?? 0)

/**
 * Stores operations from the hub. The mark moves only in the transaction that stores them (S3), so a cut at any point
 * means that they come again, and coming again changes nothing. Values that lose are kept in the same transaction (S4).
 */
export function storePulled(
  store: Store,
  operations: readonly NumberedOperation[],
  upTo: number,
): Promise<void> {
  return store.exclusive(async () => {
    const { db } = store
    const byRecord = Map.groupBy(operations, ({ entity, id }) => placeOf(entity, id))
    const results = await Promise.all([...byRecord.values()].map((ops) => fold(store, ops)))
    const known = results.filter((result) => result.row !== null)
    const rowsByEntity = Map.groupBy(known, ({ entity }) => entity as EntityName) // a row is made for known entities only
    const foreign = results.flatMap(({ foreign }) => foreign ?? [])
    const lost = await Promise.all(
      results
        .flatMap(({ lost }) => lost)
        .map(async (one) => ({ key: one.key, box: await store.cipher.seal(one, placeOf('lost', one.key)) })),
    )
    const own = operations.filter((op) => op.deviceId === store.deviceId).map((op) => op.n)
    const tables = [...rowsByEntity.keys()].map((entity) => tableOf(db, entity))
    await db.transaction('rw', [...tables, db.outbox, db.meta, db.lost, db.foreign], async () => {
      for (const [entity, some] of rowsByEntity)
        await tableOf(db, entity).bulkPut(some.flatMap(({ row }) => row ?? []))
      await db.foreign.bulkPut(foreign)
      await db.lost.bulkPut(lost)
      await db.outbox.bulkDelete(own)
      await db.meta.put({ key: 'mark', value: upTo })
    })
    store.changed()
  })
}

type Folded = {
  readonly entity: string
  readonly row: SealedRow | null
  readonly foreign: { readonly entity: string; readonly id: string; readonly box: Uint8Array } | null
  readonly lost: readonly LostRecordValue[]
}

async function fold(store: Store, operations: readonly NumberedOperation[]): Promise<Folded> {
  const [first] = operations
  if (!first) throw new Error('no operations')
  const { entity, id } = first
  const isKnown = isEntityName(entity)
  const stored = isKnown ? await tableOf(store.db, entity).get(id) : await store.db.foreign.get([entity, id])
  let record: RecordState = stored ? await openRecord(store, entity, stored) : emptyRecord
  const lost: LostRecordValue[] = []
  for (const op of operations) {
    const result = applyNumbered(record, op, store.deviceId)
    record = result.record
    lost.push(
      ...result.lost.map((one) => ({
        ...one,
        key: `${placeOf(entity, id)}/${one.key}`,
        entity,
        id,
        at: op.at,
      })),
    )
  }
  if (isKnown && hasPlainKeys(entity, record))
    return { entity, row: await sealRecord(store, entity, id, record), foreign: null, lost }
  // an entity of a later version, or a record whose key fields are still to come: kept until it can be read (S8)
  return {
    entity,
    row: null,
    foreign: { entity, id, box: await store.cipher.seal(record, placeOf(entity, id)) },
    lost,
  }
}

const hasPlainKeys = (entity: EntityName, record: RecordState): boolean =>
  Object.values(declarationOf(entity).plainKeys).every((read) => typeof read(record.fields) === 'string')

/** After an upgrade: records of entities that were unknown and now are not move to their tables (S8). */
export async function adoptForeign(store: Store): Promise<void> {
  for (const row of await store.db.foreign.toArray()) {
    const { entity, id } = row
    if (!isEntityName(entity)) continue
    const record = await openRecord(store, entity, row)
    if (!hasPlainKeys(entity, record)) continue
    const sealed = await sealRecord(store, entity, id, record)
    await store.db.transaction('rw', [tableOf(store.db, entity), store.db.foreign], async () => {
      await tableOf(store.db, entity).put(sealed)
      await store.db.foreign.delete([entity, id])
    })
  }
}

export async function listLost(store: Store): Promise<readonly LostRecordValue[]> {
  const rows = await store.db.lost.toArray()
  return Promise.all(
    rows.map(async ({ key, box }) => (await store.cipher.open(box, placeOf('lost', key))) as LostRecordValue),
  ) // sealed by us
}
