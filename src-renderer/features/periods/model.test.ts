import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FrozenMonthFields } from '../../../src-shared/domain/visits/frozen-month.ts'
import type { PeriodFields } from '../../../src-shared/domain/visits/period.ts'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import {
  canonicalRows,
  changeSinceClosing,
  figuresOf,
  type MonthRow,
  monthsBetween,
  withFrozen,
} from './model.ts'

const row = fc
  .record({
    id: fc.uuid(),
    kind: fc.constantFrom('individual' as const, 'group' as const),
    count: fc.integer({ min: 2, max: 20 }),
    startTime: fc.constantFrom('08:00', '08:59', '16:30'),
    note: fc.constantFrom(null, 'lomake'),
    completeness: fc.constantFrom('quick' as const, 'complete' as const),
    lateEntry: fc.boolean(),
  })
  .map(
    ({ id, kind, count, ...over }): MonthRow => ({
      id,
      fields: aVisit({
        ...over,
        kind,
        partySize: kind === 'individual' ? count : null,
        participants: kind === 'group' ? count : null,
      }),
    }),
  )
const rows = fc.uniqueArray(row, { maxLength: 20, selector: ({ id }) => id })

const aClosing = (contacts: number): PeriodFields => ({
  month: '2026-10',
  state: 'closed',
  changedBy: '11111111-1111-4111-8111-111111111111',
  changedAt: '2026-11-02T08:00:00.000Z',
  reason: '',
  contacts,
  hash: '0'.repeat(64),
})
const aFrozenMonth = (isWithoutRows: boolean): FrozenMonthFields => ({
  month: '2026-10',
  frozenAt: '2026-11-02T08:00:00.000Z',
  isWithoutRows,
  cells: [1, 10].map((contacts) => ({
    siteId: '11111111-1111-4111-8111-111111111111',
    channel: 'in-person',
    serviceLanguage: 'ar',
    mainTopic: 'T05',
    gender: 'female',
    contacts,
    persons: contacts * 2,
    groups: contacts * 3,
    participants: contacts * 4,
  })),
})

describe('figuresOf', () => {
  it('counts contacts and their persons apart from groups and their participants', () => {
    const group = aVisit({ kind: 'group', partySize: null, participants: 12, lateEntry: true })
    const family = aVisit({ partySize: 3 })
    const tally = aVisit({ partySize: 1, completeness: 'quick' })

    expect(figuresOf([group, family, tally].map((fields, at) => ({ id: String(at), fields })))).toEqual({
      contacts: 2,
      persons: 4,
      groups: 1,
      participants: 12,
      quick: 1,
      late: 1,
    })
  })

  it('of two parts of a month add up to those of the whole', () => {
    fc.assert(
      fc.property(rows, rows, (some, others) => {
        const [one, other] = [figuresOf(some), figuresOf(others)]
        const sum = Object.fromEntries(
          Object.entries(one).map(([name, count]) => [name, count + other[name as keyof typeof other]]),
        )
        expect(figuresOf([...some, ...others])).toEqual(sum)
      }),
    )
  })
})

describe('withFrozen', () => {
  const figures = figuresOf([{ id: 'a', fields: aVisit({ completeness: 'quick' }) }])

  it('adds the table of a month whose rows are gone, which knows neither tallies nor late entries', () => {
    expect(withFrozen(figures, aFrozenMonth(true))).toEqual({
      contacts: 12,
      persons: 23,
      groups: 33,
      participants: 44,
      quick: 1,
      late: 0,
    })
  })

  it('counts nothing twice while the rows are still there', () => {
    expect(withFrozen(figures, aFrozenMonth(false))).toEqual(figures)
    expect(withFrozen(figures, undefined)).toEqual(figures)
  })
})

describe('canonicalRows', () => {
  it('is the same text in whatever order the rows come', () => {
    fc.assert(
      fc.property(
        rows.chain((some) =>
          fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
        ),
        ([some, shuffled]) => {
          expect(canonicalRows(shuffled)).toBe(canonicalRows(some))
        },
      ),
    )
  })

  it('is the same text after retention has taken minutes, note and worker', () => {
    fc.assert(
      fc.property(rows, (some) => {
        const kept = some.map(({ id, fields }) => ({
          id,
          fields: { ...fields, startTime: `${fields.startTime.slice(0, 2)}:00`, note: null, userId: null },
        }))
        expect(canonicalRows(kept)).toBe(canonicalRows(some))
      }),
    )
  })

  it('is another text when anything else of a row changes', () => {
    const before = aVisit()
    const texts = [
      before,
      { ...before, startTime: '11:15' },
      { ...before, topics: ['T05', 'T01'] },
      { ...before, partySize: 2 },
      { ...before, lateEntry: true },
    ].map((fields) => canonicalRows([{ id: 'a', fields }]))

    expect(new Set([...texts, canonicalRows([{ id: 'b', fields: before }])]).size).toBe(6)
  })
})

it('the change since the closing has a sign, and none is told where nothing changed or nothing was closed', () => {
  expect([7, 9, 10, 13].map((contacts) => changeSinceClosing(aClosing(10), contacts))).toEqual([
    '−3',
    '−1',
    null,
    '+3',
  ])
  expect(changeSinceClosing(undefined, 5)).toBeNull()
})

describe('monthsBetween', () => {
  it('begins with the month of today and ends with the first that has rows', () => {
    expect(monthsBetween('2025-11-30', '2026-02-01')).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
    expect(monthsBetween(null, '2026-02-28')).toEqual(['2026-02'])
  })

  it('leaves no month out and names none twice, for twenty years at most', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 12_000 }), (days) => {
        const first = addDays('2026-11-24', -days)
        const months = monthsBetween(first, '2026-11-24')
        const count = (2026 - Number(first.slice(0, 4))) * 12 + 11 - Number(first.slice(5, 7)) + 1

        expect(months).toHaveLength(Math.min(count, 240))
        expect(months).toEqual([...new Set(months)].toSorted().toReversed())
      }),
    )
  })
})
