/** What tells the time: `monotonic` stands still while the machine sleeps, `wall` can be set. Both in milliseconds. */
export type Times = { readonly monotonic: () => number; readonly wall: () => number }
export const machineTimes: Times = { monotonic: () => performance.now(), wall: () => Date.now() }

/**
 * How long nobody has touched the window: by the clock that has gone further, so that a night of sleep counts and a clock
 * that is set back shortens nothing.
 */
export function createIdleWatch(idleMs: number, { monotonic, wall }: Times = machineTimes) {
  let [seenMonotonic, seenWall] = [monotonic(), wall()]
  const isOver = (): boolean => Math.max(monotonic() - seenMonotonic, wall() - seenWall) >= idleMs
  return {
    isOver,
    /** Somebody is there. False when too long has passed before: the hand that wakes a machine may be anybody's. */
    seen(): boolean {
      if (isOver()) return false
      seenMonotonic = monotonic()
      seenWall = wall()
      return true
    },
  }
}
