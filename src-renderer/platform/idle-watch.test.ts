import { describe, expect, it } from 'vitest'
import { createIdleWatch } from './idle-watch.ts'

const minute = 60_000
function setupWatch() {
  const now = { monotonic: 0, wall: 1_000_000 }
  const watch = createIdleWatch(10 * minute, { monotonic: () => now.monotonic, wall: () => now.wall })
  const pass = (minutes: number, wallMinutes = minutes): void => {
    now.monotonic += minutes * minute
    now.wall += wallMinutes * minute
  }
  return { watch, pass }
}

describe('B13: how long nobody has touched the window', () => {
  it('is counted from the last sign', () => {
    const { watch, pass } = setupWatch()
    pass(9)
    expect(watch.seen()).toBe(true)
    pass(9)
    expect(watch.isOver()).toBe(false)
    pass(1)
    expect(watch.isOver()).toBe(true)
  })
  it('counts a night of sleep, in which the monotonic clock stands still', () => {
    const { watch, pass } = setupWatch()
    pass(0.1, 22 * 60)
    expect(watch.isOver()).toBe(true)
  })
  it('is not ended by the sign that wakes the machine, before anybody has looked', () => {
    const { watch, pass } = setupWatch()
    pass(0, 22 * 60)
    expect(watch.seen()).toBe(false)
    expect(watch.isOver()).toBe(true)
  })
  it('is not made shorter by a clock that is set back', () => {
    const { watch, pass } = setupWatch()
    pass(5, -600)
    expect(watch.isOver()).toBe(false)
    pass(5, 5)
    expect(watch.isOver()).toBe(true)
  })
})
