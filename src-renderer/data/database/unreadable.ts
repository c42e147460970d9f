import type { DBCoreTable, Dexie } from 'dexie'
import { isDiskError } from './write-guard.ts'

/** Whether something stands in the database that cannot be read any more: what the browser, or a seal, says of it. */
export const isUnreadable = (error: unknown): boolean =>
  isDiskError(error) ||
  (error instanceof Error &&
    (['DamagedBox', 'NotReadableError'].includes(error.name) ||
      ('inner' in error && isUnreadable(error.inner))))

/** Tells of each read that fails for the disk's sake, wherever in the program it was made. */
export function watchReads(db: Dexie, onUnreadable: () => void): void {
  const noting = <Input, Value>(read: (input: Input) => Promise<Value>) => {
    return (input: Input): Promise<Value> => {
      const reading = read(input)
      reading.catch((error: unknown) => {
        if (isUnreadable(error)) onUnreadable()
      })
      return reading
    }
  }
  const watched = (table: DBCoreTable): DBCoreTable => ({
    ...table,
    get: noting(table.get),
    getMany: noting(table.getMany),
    query: noting(table.query),
    openCursor: noting(table.openCursor),
    count: noting(table.count),
  })
  db.use({
    stack: 'dbcore',
    name: 'read-watch',
    create: (core) => ({ ...core, table: (name) => watched(core.table(name)) }),
  })
}
