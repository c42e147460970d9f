import Dexie, { type Table } from 'dexie'
import { entities } from '../../../src-shared/domain/registry.ts'
import type { Db } from '../database/db.ts'
import { isUnreadable } from '../database/unreadable.ts'
import type { Cipher } from '../sealing/cipher.ts'
import { recordKey } from '../sealing/sealed-record.ts'

/** How many rows are in memory at once. */
const rowsAtOnce = 200
/** Tables whose rows are sealed under the table's name and their key. Months packed for a quick start are made anew. */
const sealedTables: ReadonlySet<string> = new Set([
  ...Object.keys(entities),
  ...['visitBlocks', 'outbox', 'lost', 'setAside', 'refused', 'drafts'],
])

/**
 * Whether all that stands in the database can be read: every row, every index, and what each row's box holds. A block that
 * the disk has damaged is met by nobody before it is read.
 */
export async function canBeRead(db: Db, cipher: Cipher): Promise<boolean> {
  try {
    for (const table of db.tables) await readThrough(table, cipher)
    return true
  } catch (error) {
    if (isUnreadable(error)) return false
    throw error
  }
}

async function readThrough(table: Table<unknown, string | number>, cipher: Cipher): Promise<void> {
  for (const { name } of table.schema.indexes) await table.orderBy(name).primaryKeys()
  let after: unknown = Dexie.minKey
  for (;;) {
    const page = table.where(':id').above(after).limit(rowsAtOnce)
    const [keys, rows] = await Promise.all([page.primaryKeys(), page.toArray()])
    if (keys.length === 0) return
    if (sealedTables.has(table.name))
      await Promise.all(rows.map((row, at) => openBox(row, recordKey(table.name, String(keys[at])), cipher)))
    after = keys.at(-1)
  }
}

/** @throws DamagedBox where the row's box is not as it was sealed. */
async function openBox(row: unknown, place: string, cipher: Cipher): Promise<void> {
  const box: unknown = Reflect.get(Object(row), 'box')
  if (box instanceof Uint8Array) await cipher.openBytes(box, place)
}
