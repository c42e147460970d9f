import Dexie from 'dexie'
import type { Db } from './db.ts'

/** How often the records of each table have changed while the register is open: what was read before that is behind. */
export type Revisions = { of(table: string): number; stop(): void }

/** Counts by Dexie's own signal, which comes once a transaction has been kept. */
export function countRevisions(db: Db): Revisions {
  const counts = new Map<string, number>()
  const note = (parts: object): void => {
    const tables = Object.keys(parts).flatMap((part) => {
      const [, , name, table] = part.split('/') // idb://DATABASE/TABLE/INDEX
      return name === db.name && table !== undefined ? [table] : []
    })
    for (const table of new Set(tables)) counts.set(table, (counts.get(table) ?? 0) + 1)
  }
  Dexie.on('storagemutated', note)
  return {
    of: (table) => counts.get(table) ?? 0,
    stop: () => Dexie.on.storagemutated.unsubscribe(note),
  }
}
