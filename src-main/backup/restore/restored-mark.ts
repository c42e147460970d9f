import { existsSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { writeAtomically } from '../../data-folder/atomic-write.ts'

/** Of which moment the register is that was restored, by the clock of the machine that made the backup. */
const Mark = z.object({ at: z.int() })
type RestoredMark = z.infer<typeof Mark>

/** Stands in a data folder from a restore until the window has made a device of its own and gone on. */
const fileOf = (folder: string): string => path.join(folder, 'restored.json')

export const markRestored = (folder: string, mark: RestoredMark): Promise<void> =>
  writeAtomically(fileOf(folder), JSON.stringify(mark))

/** Null where nothing was restored, or the window has gone on since. */
export function readRestoredMark(folder: string): RestoredMark | null {
  if (!existsSync(fileOf(folder))) return null
  try {
    return Mark.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')))
  } catch {
    return { at: 0 } // damaged: it says at least that something was restored
  }
}

export const endRestored = (folder: string): Promise<void> => rm(fileOf(folder), { force: true })
