import { describe, expect, it } from 'vitest'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { noteClock } from '../records/trust-clock.ts'
import { isClockFarAhead, noteDay, readKnownDay, trustDay } from './known-day.ts'

const builtOn = '2026-11-01'
async function setupOn(day: string) {
  const now = { day }
  const store = await setupStore({ builtOn, today: () => now.day })
  return { store, now }
}

describe('D19: a clock that is far ahead', () => {
  it('is told by the day the program was built, where nothing else is known', async () => {
    for (const [days, isFar] of [
      [0, false],
      [45, false],
      [46, true],
      [730, true],
    ] as const)
      expect(isClockFarAhead((await setupOn(addDays(builtOn, days))).store)).toBe(isFar)
  })
  it('is not what work day by day, or a leave, makes of it', async () => {
    const { store, now } = await setupOn('2026-11-20')
    for (let month = 0; month < 24; month++) {
      await noteDay(store)
      now.day = addDays(now.day, 30)
      expect(isClockFarAhead(store)).toBe(false)
    }
  })
  it('is no evidence for itself, until somebody says that it is right, or the hub does', async () => {
    const { store, now } = await setupOn('2028-11-20')
    await noteDay(store)
    expect(isClockFarAhead(store)).toBe(true)

    await noteClock(store, 700 * 86_400_000)
    expect(isClockFarAhead(store)).toBe(true)
    await noteClock(store, 3000)
    expect(isClockFarAhead(store)).toBe(false)

    now.day = '2031-01-01'
    expect(isClockFarAhead(store)).toBe(true)
    await trustDay(store)
    expect(isClockFarAhead(store)).toBe(false)
    expect(await readKnownDay(store.db, builtOn)).toBe('2031-01-01')
  })
})
