import { describe, expect, it } from 'vitest'
import { makeCodeBook } from '../codes/code-book.ts'
import { guessMapping, type ImportDefaults, importRow } from './visit-import.ts'

const siteId = '11111111-1111-4111-8111-111111111111'
const context = {
  duty: 'entry' as const,
  isFrozen: () => false,
  ...({ today: '2026-11-24', role: 'coordinator', userId: '22222222-2222-4222-8222-222222222222' } as const),
  ...{ codes: makeCodeBook(), site: () => null, isClosed: () => false, staffLanguages: new Set<string>() },
}
const surroundings = { context, sites: new Map([[siteId, { name: 'Pääkirjasto' }]]) }
const defaults: ImportDefaults = {
  ...{ siteId, channel: 'in-person', setting: 'walk-in', serviceLanguage: 'fi' },
  ...{ topics: [], outcome: 'resolved', startTime: '12:00' },
}
const mapping = { date: 0, serviceLanguage: 1, topics: 2, measures: 3, count: 4, siteId: 5 }
const read = (...cells: string[]) => importRow(cells, mapping, defaults, surroundings)

describe('a row of an old tally sheet', () => {
  it('becomes visits: by label, code or initials of no other set, and as many as it counts', () => {
    const row = read('24.3.2026', 'arabia', 'T05; Kela ja sosiaaliturva', 'neuvonta', '3', 'pääkirjasto')
    expect(row.ok && row.visits).toHaveLength(3)
    expect(row).toMatchObject({
      ok: true,
      visits: [
        {
          ...{ date: '2026-03-24', serviceLanguage: 'ar', topics: ['T05', 'T11'], measures: ['M02'], siteId },
          ...{ completeness: 'complete', lateEntry: true, startTime: '12:00' },
        },
        {},
        {},
      ],
    })
  })
  it('without measures is a tally that can be completed later', () => {
    expect(read('2026-11-20', 'so', 'asuminen', '', '', '')).toMatchObject({
      visits: [{ completeness: 'quick', outcome: 'not-known', lateEntry: false }],
    })
  })
  it('takes a label with a comma as one label', () => {
    expect(
      read('2026-11-20', 'so', 'koulutus ja opiskelu, tutkinnon tunnustaminen', '', '', ''),
    ).toMatchObject({
      visits: [{ topics: ['T09'] }],
    })
  })
  it.each([
    ['31.2.2026', 'arabia', 'T05', '', '1', '', 'date'],
    ['', 'arabia', 'T05', '', '1', '', 'date'],
    ['24.3.2026', 'klingon', 'T05', '', '1', '', 'serviceLanguage'],
    ['24.3.2026', 'arabia', '__proto__', '', '1', '', 'topics'],
    ['24.3.2026', 'arabia', '', '', '1', '', 'topics'],
    ['24.3.2026', 'arabia', 'T05', '', '501', '', 'count'],
    ['24.3.2026', 'arabia', 'T05', '', '-1', '', 'count'],
    ['24.3.2026', 'arabia', 'T05', '', '1', 'Muualla', 'siteId'],
    ['24.3.2100', 'arabia', 'T05', '', '1', '', 'date'],
    ['24.3.2026', 'arabia', 'T05', 'M11', '1', '', 'referrals'],
  ])('says which cell is wrong: %s %s %s %s %s %s → %s', (...cells) => {
    const field = cells.pop()
    expect(read(...cells)).toMatchObject({ ok: false, problems: [{ field }] })
  })
})

it('finds columns by the words of the screen and by field names', () => {
  const names = (target: string) => (target === 'serviceLanguage' ? ['Asiointikieli'] : [])
  expect(guessMapping(['Date', 'asiointikieli', '', 'topics'], names)).toEqual({
    ...{ date: 0, serviceLanguage: 1, topics: 3 },
  })
})
