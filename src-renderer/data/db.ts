import Dexie, { type Table } from 'dexie'
import type { EntityName } from '../../src-shared/domain/registry.ts'
import { schema } from './schema.ts'

export type SealedRow = {
  readonly id: string
  readonly box: Uint8Array
  readonly [plainKey: string]: string | Uint8Array
}
/** `seq` is 0 until the hub has stored the operation. */
export type OutboxRow = {
  readonly n: number
  readonly seq: number
  readonly at: string
  readonly box: Uint8Array
}
export type MetaRow = { readonly key: string; readonly value: string | number }
type KeyedBox = { readonly key: string; readonly box: Uint8Array }

export type Db = Dexie & {
  readonly outbox: Table<OutboxRow, number>
  readonly audit: Table<{ readonly seq?: number; readonly box: Uint8Array }, number>
  readonly meta: Table<MetaRow, string>
  readonly lost: Table<KeyedBox, string>
  readonly setAside: Table<{ readonly n: number; readonly box: Uint8Array }, number>
  readonly foreign: Table<
    { readonly entity: string; readonly id: string; readonly box: Uint8Array },
    [string, string]
  >
  readonly drafts: Table<KeyedBox, string>
}

/**
 * Opens the window's database, brought up to `upTo` (tests open old versions). Every write waits for the disk:
 * Chromium's own default would lose the last seconds in a power cut.
 */
export async function openDb(name: string, upTo = Number.POSITIVE_INFINITY): Promise<Db> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' })
  for (const { version, stores } of schema) if (version <= upTo) db.version(version).stores(stores)
  await db.open()
  return db as Db // the tables are those of the schema
}

export const tableOf = (db: Db, entity: EntityName): Table<SealedRow, string> => db.table(entity)
