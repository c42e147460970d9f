import { declarationOf, type EntityName, type FieldsOf } from '../../src-shared/domain/registry.ts'
import { emptyRecord, isHidden, needsDecision, type RecordState } from '../../src-shared/sync/merge.ts'
import { type SealedRow, tableOf } from './db.ts'
import type { Store } from './store.ts'

/** A record as the rest of the window sees it. */
export type Row<E extends EntityName> = {
  readonly id: string
  readonly fields: FieldsOf<E>
  /** A delete and an edit met: a person has to decide. */
  readonly contested: boolean
}

export const placeOf = (entity: string, id: string): string => `${entity}/${id}`

export const openRecord = async (
  store: Store,
  entity: string,
  row: { id: string; box: Uint8Array },
): Promise<RecordState> => (await store.cipher.open(row.box, placeOf(entity, row.id))) as RecordState // sealed by us, and proven unchanged

/** The row to store for a record, with the plain keys its declaration allows. */
export async function sealRecord(
  store: Store,
  entity: EntityName,
  id: string,
  record: RecordState,
): Promise<SealedRow> {
  const keys = Object.entries(declarationOf(entity).plainKeys).map(
    ([name, read]) => [name, read(record.fields)] as const,
  )
  return { ...Object.fromEntries(keys), id, box: await store.cipher.seal(record, placeOf(entity, id)) }
}

export async function readRecord(store: Store, entity: EntityName, id: string): Promise<RecordState> {
  const row = await tableOf(store.db, entity).get(id)
  return row ? openRecord(store, entity, row) : emptyRecord
}

/** All shown records of an entity, or those with a value of one plain key. Reads first and opens afterwards, as live queries need. */
export async function listRows<E extends EntityName>(
  store: Store,
  entity: E,
  where?: { readonly key: string; readonly value: string },
): Promise<readonly Row<E>[]> {
  const table = tableOf(store.db, entity)
  const rows = await (where ? table.where(where.key).equals(where.value).toArray() : table.toArray())
  const records = await Promise.all(rows.map((row) => openRecord(store, entity, row)))
  const { fields } = declarationOf(entity)
  return rows.flatMap((row, index) => {
    const record = records[index]
    if (!record || isHidden(record)) return []
    const read = fields.safeParse(record.fields)
    // a record that this version cannot read is kept, and shown again after an upgrade
    return read.success
      ? [{ id: row.id, fields: read.data as FieldsOf<E>, contested: needsDecision(record) }]
      : []
  })
}
