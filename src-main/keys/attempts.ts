import { existsSync, readFileSync, rmSync } from 'node:fs'
import { writeAtomically } from '../data-folder/atomic-write.ts'

const free = 3
const longestMs = 5 * 60_000

/** How long to wait after so many wrong passphrases in a row: nothing at first, then 1 s, 2 s, 4 s … up to five minutes. */
export const delayAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(1000 * 2 ** (failures - free), longestMs)

/**
 * Counts wrong passphrases across restarts. The wait runs on the process's own clock: setting the computer's
 * clock forward does not end it, and a restart begins it again.
 */
export function createAttempts(file: string, now: () => number = () => performance.now()) {
  let failures = read(file)
  let freeAt = now() + delayAfter(failures)
  return {
    waitMs: (): number => Math.ceil(Math.max(0, freeAt - now())),
    async failed(): Promise<void> {
      failures++
      freeAt = now() + delayAfter(failures)
      await writeAtomically(file, JSON.stringify({ failures }))
    },
    succeeded(): void {
      failures = 0
      freeAt = now()
      rmSync(file, { force: true })
    },
  }
}

function read(file: string): number {
  if (!existsSync(file)) return 0
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return typeof value === 'object' &&
      value !== null &&
      'failures' in value &&
      typeof value.failures === 'number'
      ? value.failures
      : free
  } catch {
    return free // tampered or half-written: as if the free tries were used
  }
}
