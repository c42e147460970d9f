import { describe, expect, it } from 'vitest'
import { toCalendarFile } from '../domain/visits/calendar-file.ts'
import { easterSunday, holidaysOf, isWorkingDay, lastWorkingDay } from './holidays.ts'

describe('working days', () => {
  it('know Easter', () => {
    expect([2024, 2025, 2026, 2027, 2038].map(easterSunday)).toEqual([
      '2024-03-31',
      '2025-04-20',
      '2026-04-05',
      '2027-03-28',
      '2038-04-25',
    ])
  })
  it('know the holidays of a year', () => {
    expect([...holidaysOf(2026)].toSorted()).toEqual([
      '2026-01-01',
      '2026-01-06',
      '2026-04-03',
      '2026-04-06',
      '2026-05-01',
      '2026-05-14',
      '2026-06-19',
      '2026-06-20',
      '2026-10-31',
      '2026-12-06',
      '2026-12-24',
      '2026-12-25',
      '2026-12-26',
    ])
  })
  it('end before a deadline on a Sunday, a holiday or a chain of both', () => {
    expect(isWorkingDay('2028-12-31')).toBe(false)
    expect(lastWorkingDay('2028-12-31')).toBe('2028-12-29')
    expect(lastWorkingDay('2026-12-31')).toBe('2026-12-31')
    expect(lastWorkingDay('2026-04-06')).toBe('2026-04-02')
  })
})

describe('a calendar file', () => {
  const entry = {
    uid: 'a@alpo-desk',
    day: '2026-12-31',
    title: 'Määräaika; vuosi 2024',
    text: 'a,b\nc',
    remindDays: [30],
  }

  it('has whole days, escaped texts and reminders', () => {
    const lines = toCalendarFile([entry], '2026-11-25T01:02:03.456Z').split('\r\n')

    expect(lines).toContain('DTSTAMP:20261125T010203Z')
    expect(lines).toContain('DTSTART;VALUE=DATE:20261231')
    expect(lines).toContain('DTEND;VALUE=DATE:20270101')
    expect(lines).toContain('SUMMARY:Määräaika\\; vuosi 2024')
    expect(lines).toContain('DESCRIPTION:a\\,b\\nc')
    expect(lines).toContain('TRIGGER:-P30D')
    expect(lines.at(-1)).toBe('')
  })
  it('folds long lines at 75 octets without cutting a letter', () => {
    const title = 'ä'.repeat(100)
    const file = toCalendarFile([{ ...entry, title, remindDays: [] }], '2026-11-25T01:02:03Z')

    for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(file.replaceAll('\r\n ', '')).toContain(`SUMMARY:${title}\r\n`)
  })
})
