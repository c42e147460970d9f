import type { JournalFiles } from '../../src-main/journal/format/files.ts'
import type { JournalKeys } from '../../src-main/journal/format/header.ts'
import { openJournal } from '../../src-main/journal/journal.ts'
import { decodeAct, type JournalAct, keyOf, placeOf } from '../../src-shared/journal/act.ts'
import { type Content, createCrashDisk } from './crash-disk.ts'

/** Keys of a register; each call gives copies, since a journal that is closed forgets its own. */
export const journalKeys = (fill = 7, registerId = 'register'): JournalKeys => ({
  registerId,
  keyId: 'key-1',
  secret: new Uint8Array(32).fill(fill),
})

export async function opened(files: JournalFiles, keys: JournalKeys = journalKeys()) {
  const result = await openJournal(files, keys)
  if (!result.ok) throw new Error(`not opened: ${JSON.stringify(result.error)}`)
  return result.value
}

/** The acts of a journal by their numbers, as texts. */
export async function actsOf(files: JournalFiles): Promise<ReadonlyMap<number, string>> {
  const { journal } = await opened(files)
  const acts = new Map<number, string>()
  const replayed = await journal.replay(0, (entry) => {
    if (entry.kind === 'act') acts.set(entry.n, Buffer.from(entry.payload).toString('latin1'))
  })
  await journal.close()
  if (!replayed.ok) throw new Error(`not replayed: ${JSON.stringify(replayed.error)}`)
  return acts
}

/** A closed journal of so many acts, the first `act 1`. */
export async function aJournal(count: number): Promise<Content> {
  const disk = createCrashDisk()
  const { journal } = await opened(disk.files)
  for (let n = 1; n <= count; n++) await journal.append(Buffer.from(`act ${n}`))
  await journal.close()
  return disk.content()
}

/** The tables that a journal stands for, each row as JSON under its place. */
export async function stateOf(
  files: JournalFiles,
  keys: JournalKeys = journalKeys(),
): Promise<{ rows: Map<string, string>; lastN: number }> {
  const { journal } = await opened(files, keys)
  const rows = new Map<string, string>()
  const replayed = await journal.replay(0, ({ payload }) => {
    const act = decodeAct(payload)
    if (!act) throw new Error('not an act')
    applyAct(rows, act)
  })
  const lastN = journal.lastN()
  await journal.close()
  if (!replayed.ok) throw new Error(`not replayed: ${JSON.stringify(replayed.error)}`)
  return { rows, lastN }
}

/** What an act does to tables, as docs/journal.md says it. */
export function applyAct(rows: Map<string, string>, { clears, deletes, puts, keys }: JournalAct): void {
  for (const place of rows.keys()) if (clears.includes(place.split(' ')[0] ?? '')) rows.delete(place)
  for (const [table, gone] of Object.entries(deletes))
    for (const key of gone) rows.delete(placeOf(table, key))
  for (const [table, put] of Object.entries(puts))
    for (const row of put) rows.set(placeOf(table, keyOf({ keys }, table, row)), JSON.stringify(row))
}
