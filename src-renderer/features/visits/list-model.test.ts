import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, daysInMonth } from '../../../src-shared/kernel/iso-date.ts'
import { moveDay, spanDays, spans } from './list-model.ts'

const day = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days))
const bounded = fc.constantFrom('day', 'week', 'month')
/** The first and last day of a span that has both. */
const daysOf = (span: 'day' | 'week' | 'month', date: string) => {
  const { from, to } = spanDays(span, date)
  return { from: from ?? '', to: to ?? '' }
}

describe('spanDays', () => {
  it.each([
    ['day', '2026-11-24', '2026-11-24', '2026-11-24'],
    ['week', '2026-11-24', '2026-11-23', '2026-11-29'],
    ['week', '2026-11-29', '2026-11-23', '2026-11-29'],
    ['week', '2027-01-01', '2026-12-28', '2027-01-03'],
    ['month', '2024-02-29', '2024-02-01', '2024-02-29'],
    ['month', '2026-12-31', '2026-12-01', '2026-12-31'],
    ['all', '2026-11-24', null, null],
  ] as const)('the %s of %s is from %s to %s', (span, date, from, to) => {
    expect(spanDays(span, date)).toEqual({ from, to })
  })

  it('holds the day, is as long as its name says, and is the same for each day inside', () => {
    fc.assert(
      fc.property(bounded, day, fc.nat(30), (span, date, further) => {
        const { from, to } = daysOf(span, date)
        const length = daysBetween(from, to) + 1
        const month = daysInMonth(Number(date.slice(0, 4)), Number(date.slice(5, 7)))

        expect(from <= date && date <= to).toBe(true)
        expect(length).toBe({ day: 1, week: 7, month }[span])
        expect(daysOf(span, addDays(from, further % length))).toEqual({ from, to })
      }),
    )
  })
})

describe('moveDay', () => {
  it('leads to the span that begins on the day after, or ends on the day before', () => {
    fc.assert(
      fc.property(bounded, day, (span, date) => {
        const { from, to } = daysOf(span, date)

        expect(daysOf(span, moveDay(span, date, 1)).from).toBe(addDays(to, 1))
        expect(daysOf(span, moveDay(span, date, -1)).to).toBe(addDays(from, -1))
      }),
    )
  })

  it('there and back again is the same span', () => {
    fc.assert(
      fc.property(fc.constantFrom(...spans), day, (span, date) => {
        expect(spanDays(span, moveDay(span, moveDay(span, date, 1), -1))).toEqual(spanDays(span, date))
      }),
    )
  })
})
