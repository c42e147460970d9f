import type { IndexableType, Table } from 'dexie'
import { declarationOf, type EntityName, type FieldsOf } from '../../../src-shared/domain/registry.ts'
import type { HistoryEntry } from '../../../src-shared/sync/history.ts'
import { emptyRecord, isHidden, needsDecision, type RecordState } from '../../../src-shared/sync/merge.ts'
import { tableOf } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { allInBlocks, readFromBlocks } from './visit-blocks.ts'

/** A record as the rest of the window sees it. */
export type Row<E extends EntityName> = {
  readonly id: string
  readonly fields: FieldsOf<E>
  /** A delete and an edit met: a person has to decide. */
  readonly contested: boolean
}

/** A record and, for one that came in bulk, the block in which it stands. */
export type StoredRecord = { readonly record: RecordState; readonly block: string | null }
export const notStored: StoredRecord = { record: emptyRecord, block: null }

/** The records of these ids that are stored. */
export async function readRecords(
  store: Store,
  entity: EntityName,
  ids: readonly string[],
): Promise<ReadonlyMap<string, StoredRecord>> {
  const rows = await getMany(tableOf(store.db, entity), ids)
  const own = await Promise.all(
    rows.map((row) => openRecord(store, entity, row).then((record) => ({ row, record }))),
  )
  const found = new Map<string, StoredRecord>(own.map(({ row, record }) => [row.id, { record, block: null }]))
  const missing = ids.filter((id) => !found.has(id))
  if (entity !== 'visit' || missing.length === 0) return found
  for (const { id, record, block } of await readFromBlocks(store, missing)) found.set(id, { record, block })
  return found
}

/** Asking for thousands of rows that are not there costs more than knowing those that are, where they are few. */
const fewRows = 5000
const askedOneByOne = 100

/** The rows of these keys that a table holds. */
export async function getMany<T, K extends IndexableType>(
  table: Table<T, K>,
  keys: readonly K[],
): Promise<readonly T[]> {
  let wanted = keys
  if (keys.length > askedOneByOne && (await table.count()) <= fewRows) {
    const there = new Set((await table.toCollection().primaryKeys()).map(String))
    wanted = keys.filter((key) => there.has(String(key)))
  }
  if (wanted.length === 0) return []
  return (await table.bulkGet([...wanted])).filter((row) => row !== undefined)
}

export const readRecord = async (store: Store, entity: EntityName, id: string): Promise<StoredRecord> =>
  (await readRecords(store, entity, [id])).get(id) ?? notStored

/** All shown records of an entity, or those with a value of one plain key. Reads first and opens afterwards, as live queries need. */
export async function listRows<E extends EntityName>(
  store: Store,
  entity: E,
  where?: { readonly key: string; readonly value: string },
): Promise<readonly Row<E>[]> {
  const table = tableOf(store.db, entity)
  const rows = await (where ? table.where(where.key).equals(where.value).toArray() : table.toArray())
  // a change that is counted by now was kept before this was read: writers and readers of a table wait for each other
  const revision = store.revisions.of(entity)
  const own = await Promise.all(
    rows.map(async (row) => ({ id: row.id, record: await openRecord(store, entity, row) })),
  )
  const blocked = entity === 'visit' ? await allInBlocks(store) : []
  const isAsked = ({ fields }: RecordState): boolean => !where || fields[where.key] === where.value
  const shown = [...own, ...blocked.filter(({ record }) => isAsked(record))].flatMap(
    ({ id, record }) => toRow(entity, id, record) ?? [],
  )
  readAt.set(shown, revision)
  return shown
}

/** The revision of its table at which a list was read. */
const readAt = new WeakMap<readonly unknown[], number>()

/**
 * All shown records of an entity as the register has them by now: the list that a screen has from {@link listRows}, or
 * another one where that is a moment behind what was saved. For whoever acts on what is shown. Not for visits, which also
 * stand in blocks.
 */
export const rowsNow = async <E extends Exclude<EntityName, 'visit'>>(
  store: Store,
  entity: E,
  shown: readonly Row<E>[],
): Promise<readonly Row<E>[]> =>
  readAt.get(shown) === store.revisions.of(entity) ? shown : listRows(store, entity)

/** One record as it is shown; null where there is none to show. */
export const readRow = async <E extends EntityName>(
  store: Store,
  entity: E,
  id: string,
): Promise<Row<E> | null> => toRow(entity, id, (await readRecord(store, entity, id)).record)

function toRow<E extends EntityName>(entity: E, id: string, record: RecordState): Row<E> | null {
  if (isHidden(record)) return null
  const read = declarationOf(entity).fields.safeParse(record.fields)
  // a record that this version cannot read is kept, and shown again after an upgrade
  return read.success ? { id, fields: read.data as FieldsOf<E>, contested: needsDecision(record) } : null
}

/** What happened to a record, the oldest first; empty for one that an older version wrote. */
export const readHistory = async (
  store: Store,
  entity: EntityName,
  id: string,
): Promise<readonly HistoryEntry[]> => (await readRecord(store, entity, id)).record.history ?? []
