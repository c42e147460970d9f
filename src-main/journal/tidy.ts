import { existsSync } from 'node:fs'
import { readdir, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import type { CompactWhen } from './compaction.ts'
import { toFailure } from './format/failure.ts'
import { journalNames } from './format/file-set.ts'
import type { Journal } from './journal.ts'

/** What was overwritten leaves the journal this long after, in ms, at the latest with the next act. */
const tidyEveryMs = 24 * 3_600_000
/** How long a journal that was put aside is kept for somebody to look at, in ms: as long as copies of the database. */
const asideKeptMs = 30 * 24 * 3_600_000
/** How many acts come between two looks at whether the journal has grown too large. */
const actsBetweenLooks = 500

export const asideOf = (folder: string): string => `${folder}-aside`
/** Where the journal of another copy of the register goes: it holds acts that nothing else does, and stays. */
export function forkOf(folder: string): string {
  for (let n = 1; ; n++) if (!existsSync(`${folder}-fork-${n}`)) return `${folder}-fork-${n}`
}
/** Stands beside the journal from before an act that erases until what it erased has left: a start that finds it goes on. */
const erasingMark = (folder: string): string => `${folder}-erasing`

export type Tidier = {
  /** @param erases what the act takes from the register is to leave the journal too. @throws JournalFailure */
  readonly append: (payload: Uint8Array, erases: boolean) => Promise<number>
  /** The transaction of act `n` has ended, well or not: looks whether the journal is to be made small. */
  readonly ended: (n: number) => void
  /** Looks now. */
  readonly look: () => void
  /** Resolves when nothing is on its way. */
  readonly idle: () => Promise<void>
}

/** Makes a journal small where it has grown, once a day, and at once where something was erased. */
export function createTidier(folder: string, journal: Journal): Tidier {
  const mark = erasingMark(folder)
  let isErasing = existsSync(mark)
  let isFirst = true
  /** Acts that erase: those on their way, and all that there were. */
  const erasing = new Set<number>()
  let onTheirWay = 0
  let begun = 0
  let running: Promise<void> | null = null
  let isAskedAgain = false

  async function round(): Promise<void> {
    const before = begun
    const mayEnd = onTheirWay === 0
    await dropOldAside(folder)
    const age = Date.now() - (await lastTidied(folder))
    const isLate = age > tidyEveryMs || age < 0 // the clock has gone back: nobody knows how long it was
    const when: CompactWhen = isErasing || isLate ? 'now' : 'due'
    const done = await journal.compact(when)
    const isGone = done.ok && done.value.kind === 'compacted' && when === 'now'
    if (!isGone || !mayEnd || begun !== before) return
    await rm(mark, { force: true })
    isErasing = false
  }
  async function rounds(): Promise<void> {
    do {
      isAskedAgain = false
      await round().catch(() => undefined) // the next act asks again
    } while (isAskedAgain)
    running = null
  }
  const look = (): void => {
    isAskedAgain = true
    running ??= rounds()
  }
  return {
    async append(payload, erases) {
      if (!erases) return journal.append(payload)
      onTheirWay++
      begun++
      isErasing = true
      try {
        await writeAtomically(mark, '')
        const n = await journal.append(payload)
        erasing.add(n)
        return n
      } catch (error) {
        onTheirWay--
        throw toFailure(error)
      }
    },
    ended(n) {
      if (erasing.delete(n)) onTheirWay--
      const isLook = isErasing || isFirst || n % actsBetweenLooks === 0
      isFirst = false
      if (isLook) look()
    },
    look,
    idle: async () => void (await running),
  }
}

async function dropOldAside(folder: string): Promise<void> {
  const aside = await stat(asideOf(folder)).catch(() => null)
  if (aside && aside.mtimeMs < Date.now() - asideKeptMs)
    await rm(asideOf(folder), { recursive: true, force: true })
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
