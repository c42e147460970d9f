import type { ActJournal, KeptAct } from './act-journal.ts'
import type { Db, MetaRow } from './db.ts'
import { createMutex } from './mutex.ts'
import { applyChanges, changedTables, putRows, realChanges, type TableChange } from './table-changes.ts'

/** How far the journal had come when the database was written last. */
export const journalKey = 'journal'
/** Made anew from the records, and therefore in no journal. */
const derivedTables: ReadonlySet<string> = new Set(['segments'])
/** They hold no records: unfinished forms, and the rest of this device's notes. */
const noteTables: ReadonlySet<string> = new Set(['meta', 'drafts'])

export const journalRow = ({ n, tag }: KeptAct): MetaRow => ({ key: journalKey, value: n, tag })

export const isKeptInJournal = (table: string): boolean => !derivedTables.has(table)

export type TableWriter = {
  /**
   * Writes an act into the journal and then, in one transaction, into the tables. When it resolves, the act is on the disk
   * twice; when it rejects, nobody finds it in either. One act at a time: the journal's order is that of the tables.
   * @param erases what the act takes away is to leave the journal too
   */
  readonly write: (changes: readonly TableChange[], erases?: boolean) => Promise<void>
  /** The same for what is no record. @throws Error where it names a table of records: a bug. */
  readonly note: (...changes: readonly TableChange[]) => Promise<void>
}

/** @param journal null where the database stands alone */
export function createTableWriter(db: Db, journal: ActJournal | null): TableWriter {
  const oneAtATime = createMutex()
  async function write(given: readonly TableChange[], erases = false): Promise<void> {
    const changes = realChanges(given)
    const kept = changes.filter(({ table }) => isKeptInJournal(table))
    const act = journal && kept.length > 0 ? await journal.append(kept, erases) : null
    const all = act === null ? changes : [...changes, putRows(db.meta, [journalRow(act)])]
    if (all.length === 0) return
    try {
      await db.transaction('rw', [...changedTables(db, all)], () => applyChanges(db, all))
      if (act !== null) journal?.settle(act.n)
    } catch (error) {
      if (act !== null) await journal?.takeBack(act.n)
      throw error
    }
  }
  return {
    write: (changes, erases) => oneAtATime(() => write(changes, erases)),
    async note(...changes) {
      if (changes.some(({ table }) => !noteTables.has(table))) throw new Error('a note among the records')
      await oneAtATime(() => write(changes))
    },
  }
}
