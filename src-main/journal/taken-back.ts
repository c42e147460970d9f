import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { z } from 'zod'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { JournalFailure } from './format/failure.ts'
import type { Journal } from './journal.ts'

const Note = z.array(z.int().positive())

/** Beside the journal: the acts that are to be taken back as soon as the journal can be written again. */
export const takenBackNote = (folder: string): string => `${folder}-taken-back`

/**
 * Takes an act back; where that fails, once more through a handle of its own and out of the reserve. Where the journal takes
 * nothing at all it is noted beside it, and the next opening takes it back.
 * @returns the journal's last answer where nothing could be written
 */
export async function takeBackAtLast<Failed extends { readonly kind: string }>(
  folder: string,
  n: number,
  takeBack: () => Promise<{ readonly kind: 'taken-back' } | Failed>,
  releaseReserve: () => void,
): Promise<{ readonly kind: 'taken-back' } | Failed> {
  const first = await takeBack()
  if (first.kind === 'taken-back') return first
  releaseReserve()
  const second = await takeBack()
  if (second.kind === 'taken-back') return second
  return note(folder, n).then(
    () => ({ kind: 'taken-back' }),
    () => second,
  )
}

const note = (folder: string, n: number): Promise<void> =>
  writeAtomically(takenBackNote(folder), JSON.stringify([...new Set([...readNote(folder), n])]))

export const dropTakenBackNote = (folder: string): Promise<void> => rm(takenBackNote(folder), { force: true })

/**
 * Takes back what was noted in an earlier session, before anybody reads the journal.
 * @throws JournalFailure where that cannot be written yet: then the journal is not to be read
 */
export async function takeBackNoted(folder: string, journal: Journal): Promise<void> {
  const noted = readNote(folder)
  if (noted.length === 0) return
  const end = journal.lastN()
  for (const n of noted)
    try {
      if (n <= end) await journal.takeBack(n)
    } catch (error) {
      // in a snapshot there is no act that was not settled: it was taken back before this was cut
      if (!(error instanceof JournalFailure && error.kind === 'too-late')) throw error
    }
  await dropTakenBackNote(folder)
}

function readNote(folder: string): readonly number[] {
  const file = takenBackNote(folder)
  if (!existsSync(file)) return []
  try {
    return Note.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return [] // written atomically: somebody else's
  }
}
