import { type JournalAct, keyOf } from '../../../src-shared/journal/act.ts'
import type { LiveRow } from '../live-rows.ts'

type ShowActs = (see: (act: JournalAct) => void | Promise<void>) => Promise<void>

/** Shows the rows that stand after acts which are shown twice in their order: which ones these are, and then they themselves. */
export async function showStandingRows(
  acts: ShowActs,
  show: (row: LiveRow) => void | Promise<void>,
): Promise<void> {
  const last = new Map<string, Map<string, number>>()
  const rowsOf = (table: string): Map<string, number> => {
    const rows = last.get(table) ?? new Map<string, number>()
    last.set(table, rows)
    return rows
  }
  let put = 0
  await acts((act) => {
    for (const table of act.clears) last.delete(table)
    for (const [table, keys] of Object.entries(act.deletes))
      for (const key of keys) rowsOf(table).delete(JSON.stringify(key))
    for (const [table, rows] of Object.entries(act.puts))
      for (const row of rows) rowsOf(table).set(JSON.stringify(keyOf(act, table, row)), put++)
  })
  let seen = 0
  await acts(async (act) => {
    for (const [table, rows] of Object.entries(act.puts))
      for (const row of rows)
        if (rowsOf(table).get(JSON.stringify(keyOf(act, table, row))) === seen++)
          await show({ table, row, keys: act.keys })
  })
}
