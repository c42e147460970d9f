import type { IndexableType, Table } from 'dexie'
import { tagBytes } from '../../../src-shared/sealing/box-layout.ts'
import { sha256 } from '../../platform/sha256.ts'
import { type Db, tableOf } from '../database/db.ts'

export type Boxed = { readonly box: Uint8Array }
const rowsAtOnce = 2000

/** A row as it lies on the disk, in short: a box that is sealed anew has another tag. */
const inShort = ({ box, ...plain }: Boxed): string =>
  `${JSON.stringify(plain)}${box.subarray(-tagBytes).join()}`

/** Tells two states of a table apart without opening a row. */
export async function tableStamp<T extends Boxed, K extends IndexableType>(
  table: Table<T, K>,
): Promise<string> {
  const keys = await table.toCollection().primaryKeys()
  let chain = ''
  for (let from = 0; from < keys.length; from += rowsAtOnce) {
    const rows = await table.bulkGet(keys.slice(from, from + rowsAtOnce))
    chain = await sha256(chain + rows.map((row) => (row ? inShort(row) : '')).join('\n'))
  }
  return chain
}

/** The same for the visits of these months. */
export async function visitStamp({ db }: { readonly db: Db }, months: readonly string[]): Promise<string> {
  let chain = ''
  for (const month of months) {
    const own = await tableOf(db, 'visit').where('date').startsWith(month).sortBy('id')
    const blocks = await db.visitBlocks.where('months').equals(month).sortBy('id')
    chain = await sha256(chain + [...own, ...blocks].map(inShort).join('\n'))
  }
  return chain
}
