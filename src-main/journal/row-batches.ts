import { encodeAct, type JournalRow, type KeyPath } from '../../src-shared/journal/act.ts'
import type { LiveRow } from './live-rows.ts'

const batchRows = 1000
const batchBytes = 1024 * 1024
type Batch = { readonly rows: JournalRow[]; readonly key: KeyPath | undefined; bytes: number }

/** Gathers rows of a table into frames of a size that is good to read. */
export function createRowBatches(write: (payload: Uint8Array, count: number) => Promise<void>) {
  const batches = new Map<string, Batch>()
  const flush = async (table: string): Promise<void> => {
    const batch = batches.get(table)
    batches.delete(table)
    if (!batch) return
    const keys = batch.key === undefined ? {} : { keys: { [table]: batch.key } }
    await write(encodeAct({ puts: { [table]: batch.rows }, ...keys }), batch.rows.length)
  }
  return {
    async add({ table, row, keys }: LiveRow): Promise<void> {
      const batch = batches.get(table) ?? { rows: [], key: keys[table], bytes: 0 }
      batches.set(table, batch)
      batch.rows.push(row)
      batch.bytes += sizeOf(row)
      if (batch.rows.length >= batchRows || batch.bytes >= batchBytes) await flush(table)
    },
    async flush(): Promise<void> {
      for (const table of [...batches.keys()]) await flush(table)
    },
  }
}

/** About as many bytes as the row takes; its boxes are nearly all of it. */
const sizeOf = (row: JournalRow): number =>
  Object.values(row).reduce<number>(
    (sum, value) => sum + (value instanceof Uint8Array || typeof value === 'string' ? value.length : 16),
    0,
  )
