import type { Table } from 'dexie'
import type { Db } from './db.ts'

type Key = string | number | readonly (string | number)[]

/** What becomes of a table's rows: it is emptied, then rows go by their keys, then rows come. */
export type TableChange = {
  readonly table: string
  readonly isEmptied?: true
  readonly remove?: readonly Key[]
  readonly put?: readonly object[]
  /** Rows of keys that are free: where one is not, the whole act fails. */
  readonly add?: readonly object[]
}

export const putRows = <R extends object, K>({ name }: Table<R, K>, rows: readonly R[]): TableChange => ({
  table: name,
  put: rows,
})
export const addRows = <R extends object, K>({ name }: Table<R, K>, rows: readonly R[]): TableChange => ({
  table: name,
  add: rows,
})
export const removeRows = <R, K extends Key>({ name }: Table<R, K>, keys: readonly K[]): TableChange => ({
  table: name,
  remove: keys,
})
export const emptyTable = <R, K>({ name }: Table<R, K>): TableChange => ({ table: name, isEmptied: true })

/** Those that change anything. */
export const realChanges = (changes: readonly TableChange[]): readonly TableChange[] =>
  changes.filter(
    ({ isEmptied, remove = [], put = [], add = [] }) =>
      isEmptied || remove.length > 0 || put.length > 0 || add.length > 0,
  )

export const changedTables = (db: Db, changes: readonly TableChange[]): readonly Table[] =>
  [...new Set(changes.map(({ table }) => table))].map((name) => db.table(name))

/** Inside a transaction on {@link changedTables}: of each table it is first emptied, then keys go, then rows come. */
export async function applyChanges(db: Db, changes: readonly TableChange[]): Promise<void> {
  const byTable = Map.groupBy(changes, ({ table }) => table)
  await Promise.all(
    [...byTable].map(async ([name, some]) => {
      const table = db.table<object, Key>(name)
      const remove = some.flatMap((change) => change.remove ?? [])
      const put = some.flatMap((change) => change.put ?? [])
      const add = some.flatMap((change) => change.add ?? [])
      if (some.some(({ isEmptied }) => isEmptied)) await table.clear()
      if (remove.length > 0) await table.bulkDelete(remove)
      if (put.length > 0) await table.bulkPut(put)
      if (add.length > 0) await table.bulkAdd(add)
    }),
  )
}
