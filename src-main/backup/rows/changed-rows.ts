import type { KeyPath } from '../../../src-shared/journal/act.ts'
import type { RawAct, RawRow } from './act-rows.ts'

/** What has become of the rows of one table: the row where it stands, null where it went. */
export type TableChanges = {
  /** Whether the table was emptied first: then nothing from before stands. */
  isCleared: boolean
  path: KeyPath | undefined
  readonly rows: Map<string, RawRow | null>
}
/** What acts have changed, by table. */
export type ChangedRows = Map<string, TableChanges>

/** Follows one more act. Within it the order is clears, deletes, puts. */
export function follow(changed: ChangedRows, act: RawAct): void {
  const tableOf = (table: string): TableChanges => {
    const found = changed.get(table) ?? { isCleared: false, path: undefined, rows: new Map() }
    changed.set(table, found)
    return found
  }
  for (const table of act.clears) {
    const found = tableOf(table)
    found.isCleared = true
    found.rows.clear()
  }
  for (const [table, places] of act.deletes) for (const place of places) tableOf(table).rows.set(place, null)
  for (const [table, rows] of act.puts) {
    const found = tableOf(table)
    found.path = act.keys[table]
    for (const row of rows) found.rows.set(row.place, row)
  }
}
