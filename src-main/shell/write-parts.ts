import { existsSync } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { isDiskFull } from '../data-folder/atomic-write.ts'
import { partName, type SaveOutcome, type Written } from './shell.ts'

/**
 * Writes the parts of a file beside where they belong, and gives them their names once all are whole. A single part takes
 * the name that the person chose; of several none takes the place of a file that is there.
 */
export async function writeParts(
  file: string,
  count: number,
  write: (draft: string, part: number) => Promise<Written>,
): Promise<SaveOutcome> {
  const targets = Array.from({ length: count }, (_, part) =>
    count === 1 ? file : freeName(partName(file, part, count)),
  )
  const drafts = targets.map((target) => `${target}.alpo-part`)
  const clear = (): Promise<unknown> => Promise.all(drafts.map((draft) => rm(draft, { force: true })))
  try {
    await clear() // what an earlier run of the program left when it was killed
    for (const [part, draft] of drafts.entries()) {
      const outcome = await write(draft, part)
      if (outcome.kind === 'written') continue
      await clear()
      return outcome
    }
    for (const [part, draft] of drafts.entries()) await rename(draft, targets[part] ?? file)
    return { kind: 'saved', name: targets.map((target) => path.basename(target)).join(', ') }
  } catch (error) {
    await clear()
    return { kind: 'failed', reason: isDiskFull(error) ? 'disk-full' : 'not-writable' }
  }
}

function freeName(file: string): string {
  const { dir, name, ext } = path.parse(file)
  let free = file
  for (let n = 2; existsSync(free); n++) free = path.join(dir, `${name} (${n})${ext}`)
  return free
}
