import Dexie, { type Table } from 'dexie'
import type { EntityName } from '../../../src-shared/domain/registry.ts'
import type { OutboxRow } from './outbox-row.ts'
import { schema } from './schema.ts'
import { watchReads } from './unreadable.ts'
import { guardWrites, noGuard, type WriteGuard } from './write-guard.ts'

export type SealedRow = {
  readonly id: string
  readonly box: Uint8Array
  readonly [plainKey: string]: string | Uint8Array
}
/** Many visits in one row. The range and the list of ids find a visit, the months with their counts a month. */
export type BlockRow = {
  readonly id: string
  readonly first: string
  readonly last: string
  /** Joined by commas. */
  readonly ids: string
  readonly months: readonly string[]
  /** How many visits each of `months` has here. */
  readonly counts: readonly number[]
  readonly box: Uint8Array
}
/** Operations of this device that the hub has stored and handed back, as they lay in the outbox. */
export type SentRow = Pick<OutboxRow, 'n' | 'at' | 'box'> & { readonly last: number }
export type MetaRow = {
  readonly key: string
  readonly value: string | number | Uint8Array
  /** Of how far the journal had come alone: the tag of its last frame. */
  readonly tag?: string
}
/** `isSeen` is 1 once a person has said so: an index, which takes no booleans. */
export type RefusedRow = { readonly key: string; readonly isSeen: number; readonly box: Uint8Array }
type KeyedBox = { readonly key: string; readonly box: Uint8Array }

export type Db = Dexie & {
  readonly outbox: Table<OutboxRow, number>
  readonly sent: Table<SentRow, number>
  readonly audit: Table<{ readonly seq?: number; readonly box: Uint8Array }, number>
  readonly meta: Table<MetaRow, string>
  readonly lost: Table<KeyedBox, string>
  readonly setAside: Table<{ readonly n: number; readonly box: Uint8Array }, number>
  readonly foreign: Table<
    { readonly entity: string; readonly id: string; readonly box: Uint8Array },
    [string, string]
  >
  /** What came from the hub and is not taken into the records. */
  readonly refused: Table<RefusedRow, string>
  readonly drafts: Table<KeyedBox, string>
  readonly visitBlocks: Table<BlockRow, string>
  /** A month of visits as one block; null when its rows have changed since. */
  readonly segments: Table<{ readonly month: string; readonly box: Uint8Array | null }, string>
}

/**
 * Opens the window's database, brought up to `upTo` (tests open old versions). Every write waits for the disk:
 * Chromium's own default would lose the last seconds in a power cut.
 * @param onUnreadable told of what cannot be read
 */
export async function openDb(
  name: string,
  upTo = Number.POSITIVE_INFINITY,
  guard: WriteGuard = noGuard,
  onUnreadable: () => void = () => undefined,
): Promise<Db> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' })
  guardWrites(db, guard)
  watchReads(db, onUnreadable)
  for (const { version, stores, upgrade } of schema) {
    if (version > upTo) continue
    const step = db.version(version).stores(stores)
    if (upgrade) step.upgrade(upgrade)
  }
  await db.open()
  return db as Db // the tables are those of the schema
}

/** Whether the browser has a database of that name; asking makes none. */
export const hasDb = async (name: string): Promise<boolean> => (await Dexie.getDatabaseNames()).includes(name)

export const tableOf = (db: Db, entity: EntityName): Table<SealedRow, string> => db.table(entity)
