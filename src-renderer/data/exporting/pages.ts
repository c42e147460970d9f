import type { IndexableType, Table } from 'dexie'
import type { ExportRow } from '../../../src-shared/export/export-row.ts'

/** Few enough that the window draws between two pages, and that a message over the bridge stays small. */
export const pageRows = 200

/** The rows that a table has now, in the order of their keys, page by page, each turned into those that leave. */
export async function* tablePages<T, K extends IndexableType>(
  table: Table<T, K>,
  read: (row: T) => Promise<readonly ExportRow[]>,
): AsyncGenerator<readonly ExportRow[]> {
  const keys = await table.toCollection().primaryKeys()
  for (let from = 0; from < keys.length; from += pageRows) {
    const rows = await table.bulkGet(keys.slice(from, from + pageRows))
    yield* inPages((await Promise.all(rows.flatMap((row) => (row ? [read(row)] : [])))).flat())
  }
}

/** Rows in pages that go over the bridge. */
export function* inPages(rows: readonly ExportRow[]): Generator<readonly ExportRow[]> {
  for (let from = 0; from < rows.length; from += pageRows) yield rows.slice(from, from + pageRows)
}
