const free = 3
const longestMs = 5 * 60_000

/** How long to wait after so many wrong passphrases in a row: nothing at first, then 1 s, 2 s, 4 s … up to five minutes. */
export const delayAfter = (failures: number): number =>
  failures < free ? 0 : Math.min(1000 * 2 ** (failures - free), longestMs)

/** Where the count outlives the process. */
type KeptCount = {
  readonly read: () => Promise<number>
  readonly write: (failures: number) => Promise<void>
}

/**
 * Counts wrong passphrases across restarts. The wait runs on the process's own clock: setting the computer's
 * clock forward or back does not end it, and a restart begins it again.
 */
export function createAttempts(kept: KeptCount, now: () => number = () => performance.now()) {
  let failures = 0
  let freeAt = 0
  const set = (next: number): void => {
    failures = next
    freeAt = now() + delayAfter(next)
  }
  const loaded = kept.read().then(set)
  return {
    async waitMs(): Promise<number> {
      await loaded
      return Math.ceil(Math.max(0, freeAt - now()))
    },
    /** A disk that takes nothing does not keep this process from counting. */
    async failed(): Promise<void> {
      await loaded
      set(failures + 1)
      await kept.write(failures).catch(() => undefined)
    },
    async succeeded(): Promise<void> {
      await loaded
      if (failures === 0) return
      set(0)
      await kept.write(0).catch(() => undefined) // a full disk keeps nobody out: the next start makes them wait once more
    },
  }
}
