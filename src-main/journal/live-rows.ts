import { type JournalAct, type JournalRow, keyOf, placeOf } from '../../src-shared/journal/act.ts'

/** A row that nothing later has changed, deleted or cleared away. */
export type LiveRow = { readonly table: string; readonly row: JournalRow; readonly keys: JournalAct['keys'] }

/**
 * Says of acts that are shown from the last to the first which of their rows still stand. It keeps the places of rows, and no
 * row.
 */
export function createLiveRows() {
  const settled = new Set<string>()
  const cleared = new Set<string>()
  const isDead = (table: string, place: string): boolean => cleared.has(table) || settled.has(place)

  return (act: JournalAct): readonly LiveRow[] => {
    const live: LiveRow[] = []
    // within an act the order is clears, deletes, puts: from its end to its beginning they come the other way round
    for (const [table, rows] of Object.entries(act.puts))
      for (const row of rows.toReversed()) {
        const place = placeOf(table, keyOf(act, table, row))
        if (isDead(table, place)) continue
        settled.add(place)
        live.push({ table, row, keys: act.keys })
      }
    for (const [table, keys] of Object.entries(act.deletes))
      for (const key of keys) settled.add(placeOf(table, key))
    for (const table of act.clears) cleared.add(table)
    return live
  }
}
