import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { journalNames } from './format/file-set.ts'
import type { Journal } from './journal.ts'

/** What was erased or overwritten leaves the journal this long after, in ms, at the latest with the next act. */
const tidyEveryMs = 24 * 3_600_000
/** How long a journal that was put aside is kept for somebody to look at, in ms: as long as copies of the database. */
const asideKeptMs = 30 * 24 * 3_600_000

export const asideOf = (folder: string): string => `${folder}-aside`

/** Makes the journal small where it has grown, and once a day truly removes what no longer stands. */
export async function tidy(folder: string, journal: Journal): Promise<void> {
  const aside = await stat(asideOf(folder)).catch(() => null)
  if (aside && aside.mtimeMs < Date.now() - asideKeptMs)
    await rm(asideOf(folder), { recursive: true, force: true })
  await journal.compact((await lastTidied(folder)) < Date.now() - tidyEveryMs ? 'now' : 'due')
}

/** When the last snapshot was written, or the journal began, in ms since 1970. */
async function lastTidied(folder: string): Promise<number> {
  const names = journalNames(await readdir(folder))
  const snapshot = names.findLast(({ kind }) => kind === 'snapshot')
  const file = snapshot ?? names[0]
  if (!file) return Date.now()
  const { mtimeMs, birthtimeMs } = await stat(path.join(folder, file.name))
  return snapshot ? mtimeMs : birthtimeMs
}
