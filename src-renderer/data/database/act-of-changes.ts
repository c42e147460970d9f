import type { JournalAct, JournalActInput, KeyPath } from '../../../src-shared/journal/act.ts'
import type { Db } from './db.ts'
import type { TableChange } from './table-changes.ts'

/** What an act does to the tables, as the journal keeps it: with where the key of a row stands. */
export function actOf(db: Db, changes: readonly TableChange[]): JournalActInput {
  const byTable = [...Map.groupBy(changes, ({ table }) => table)].map(([table, some]) => ({
    table,
    isEmptied: some.some((change) => change.isEmptied),
    keys: some.flatMap(({ remove = [] }) => remove.map((key) => (typeof key === 'object' ? [...key] : key))),
    rows: some.flatMap(({ put = [], add = [] }) => [...put, ...add].map((row) => ({ ...row }))),
  }))
  const put = byTable.filter(({ rows }) => rows.length > 0)
  return {
    clears: byTable.filter(({ isEmptied }) => isEmptied).map(({ table }) => table),
    deletes: Object.fromEntries(
      byTable.filter(({ keys }) => keys.length > 0).map(({ table, keys }) => [table, keys]),
    ),
    puts: Object.fromEntries(put.map(({ table, rows }) => [table, rows])),
    keys: Object.fromEntries(put.map(({ table }) => [table, keyPathOf(db, table)])),
  }
}

function keyPathOf(db: Db, table: string): KeyPath {
  const { keyPath } = db.table(table).schema.primKey
  return typeof keyPath === 'string' ? keyPath : [...(keyPath ?? [])]
}

/** The other way round. @throws Error where the act names a table that this version does not have. */
export const changesOf = (db: Db, { clears, deletes, puts }: JournalAct): readonly TableChange[] => [
  ...clears.map((table): TableChange => ({ table: db.table(table).name, isEmptied: true })),
  ...Object.entries(deletes).map(([table, remove]): TableChange => ({ table: db.table(table).name, remove })),
  ...Object.entries(puts).map(([table, put]): TableChange => ({ table: db.table(table).name, put })),
]
