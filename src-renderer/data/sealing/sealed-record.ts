import { declarationOf, type EntityName } from '../../../src-shared/domain/registry.ts'
import type { RecordState } from '../../../src-shared/sync/merge.ts'
import { type PackedRecord, packRecord, unpackRecord } from '../../../src-shared/sync/packed-record.ts'
import type { SealedRow } from '../database/db.ts'
import type { Cipher } from './cipher.ts'

type Sealing = { readonly cipher: Cipher }

export const recordKey = (entity: string, id: string): string => `${entity}/${id}`

/** @throws DamagedBox when the row was changed or moved. */
export async function openRecord(
  { cipher }: Sealing,
  entity: string,
  row: { readonly id: string; readonly box: Uint8Array },
): Promise<RecordState> {
  const stored = (await cipher.open(row.box, recordKey(entity, row.id))) as PackedRecord | RecordState // sealed by us, and proven unchanged
  return unpackRecord(stored)
}

export const sealState = (
  { cipher }: Sealing,
  entity: string,
  id: string,
  record: RecordState,
): Promise<Uint8Array> => cipher.seal(packRecord(record), recordKey(entity, id))

/** The row to store for a record, with the plain keys its declaration allows. */
export async function sealRecord(
  store: Sealing,
  entity: EntityName,
  id: string,
  record: RecordState,
): Promise<SealedRow> {
  const keys = Object.entries(declarationOf(entity).plainKeys).map(
    ([name, read]) => [name, read(record.fields)] as const,
  )
  return { ...Object.fromEntries(keys), id, box: await sealState(store, entity, id, record) }
}
