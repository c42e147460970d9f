import path from 'node:path'
import { writeAtomically } from '../../data-folder/atomic-write.ts'

/** Of which moment the register is that was restored, by the clock of the machine that made the backup. */
type RestoredMark = { readonly at: number }

/** Stands in a data folder from a restore until the window has made a device of its own and gone on. */
export const markRestored = (folder: string, mark: RestoredMark): Promise<void> =>
  writeAtomically(path.join(folder, 'restored.json'), JSON.stringify(mark))
