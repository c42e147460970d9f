import { describe, expect, it } from 'vitest'
import { makeCodeBook } from '../../codes/code-book.ts'
import { codeFinder } from '../../codes/code-finder.ts'
import type { SheetCell } from '../../sheets/sheet-cell.ts'
import type { VisitFields } from './visit-fields.ts'
import { guessMapping, type ImportDefaults, importRow } from './visit-import.ts'
import { visitProblems } from './visit-rules.ts'

const siteId = '11111111-1111-4111-8111-111111111111'
const context = {
  duty: 'entry' as const,
  isFrozen: () => false,
  ...({ today: '2026-11-24', role: 'coordinator', userId: '22222222-2222-4222-8222-222222222222' } as const),
  codes: makeCodeBook(),
  site: () => null,
  isClosed: () => false,
  staffLanguages: new Set<string>(),
}
const surroundings = {
  context,
  sites: new Map([[siteId, { name: 'Pääkirjasto' }]]),
  check: (fields: VisitFields) => visitProblems({ kind: 'put', before: null, after: fields }, context),
}
const defaults: ImportDefaults = {
  siteId,
  channel: 'in-person',
  setting: 'walk-in',
  serviceLanguage: 'fi',
  topics: [],
  outcome: 'resolved',
  startTime: '12:00',
}
const mapping = { date: 0, serviceLanguage: 1, topics: 2, measures: 3, count: 4, siteId: 5 }
const read = (...cells: SheetCell[]) => importRow(cells, mapping, defaults, surroundings)

describe('a row of an old tally sheet', () => {
  it('becomes visits: by label, code or initials of no other set, and as many as it counts', () => {
    const row = read('24.3.2026', 'arabia', 'T05; Kela ja sosiaaliturva', 'neuvonta', '3', 'pääkirjasto')
    expect(row.ok && row.visits).toHaveLength(3)
    expect(row).toMatchObject({
      ok: true,
      visits: [
        {
          date: '2026-03-24',
          serviceLanguage: 'ar',
          topics: ['T05', 'T11'],
          measures: ['M02'],
          siteId,
          completeness: 'complete',
          lateEntry: true,
          startTime: '12:00',
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

describe('A14: labels of code sets and sites', () => {
  it.each([
    ['arabia', 'asuminen', 'neuvonta', 'Pääkirjasto'],
    ['ARABIA', 'ASUMINEN', 'NEUVONTA', 'PÄÄKIRJASTO'],
    [' arabia\u00a0', 'asu\u00adminen', 'neuvonta\u200b', 'Pa\u0308a\u0308kirjasto'],
    ['ａｒａｂｉａ', 't05', 'm02', 'paakirjasto'],
  ])('are matched however they are written: %j, %j, %j, %j', (language, topic, measure, site) => {
    expect(read('24.3.2026', language, topic, measure, '1', site)).toMatchObject({
      visits: [{ serviceLanguage: 'ar', topics: ['T05'], measures: ['M02'], siteId }],
    })
  })
  it.each([
    ['vena\u0308ja\u0308', 'ru'],
    ['vena\u0308ja\u0308'.toUpperCase(), 'ru'],
    ['ryska', 'ru'],
    ['Norjan  kirjakieli (bokmål)', undefined],
  ])('are matched decomposed: %j', (text, code) => {
    expect(codeFinder(context.codes, 'language')(text)).toBe(code)
  })
  it.each([
    '91',
    '091',
    'KU091',
    'ku 91',
    '091 Helsinki',
    '91 - Helsinki',
    'HELSINKI',
    'Helsingfors',
    '\u200e091',
  ])('find the municipality 091 by %j', (text) => {
    expect(codeFinder(context.codes, 'clientMunicipality')(text)).toBe('091')
  })
  it.each(['1', '0091', '91 Espoo', '9 1', 'KU', ''])('do not find 091 by %j', (text) => {
    expect(codeFinder(context.codes, 'clientMunicipality')(text)).not.toBe('091')
  })
})

it.each([
  [{ interpreterLanguage: 6 }, ['', 'somali'], 'interpreterLanguage', 'V09'],
  [{ partySize: 6, participants: 7 }, ['2', '5'], 'partySize', 'V04'],
])('A16: a value that belongs to one that is not there is told of: %j', (more, cells, field, id) => {
  const row = ['24.3.2026', 'arabia', 'T05', '', '1', '', ...cells.filter(Boolean)]

  expect(importRow(row, { ...mapping, ...more }, defaults, surroundings)).toMatchObject({
    ok: false,
    problems: [{ field, id }],
  })
})

describe('A9: a count without a number', () => {
  const counted = (count: SheetCell) => read('24.3.2026', 'arabia', 'T05', '', count, '')
  it.each([
    ['#REF!', { kind: 'error', text: '#REF!' }, 'cell-error'],
    ['#N/A', { kind: 'error', text: '#N/A' }, 'cell-error'],
    ['a formula that was never calculated', { kind: 'no-value', text: '' }, 'no-value'],
    ['merged with the row above', { kind: 'merged', text: '' }, 'merged'],
    ['a formula that gives the empty text', { kind: 'empty-result', text: '' }, 'shape'],
    ['nought', { kind: 'number', value: 0, text: '0' }, 'shape'],
    ['a half', { kind: 'number', value: 0.5, text: '0.5' }, 'shape'],
    ['a word', 'monta', 'shape'],
  ] as const)('is never one visit: %s', (_, cell, id) => {
    expect(counted(cell)).toMatchObject({ ok: false, problems: [{ id, field: 'count' }] })
  })
  it('is one visit where nobody has written anything, and as many as a formula has counted', () => {
    expect(counted('')).toMatchObject({ ok: true, visits: [{}] })
    const three = counted({ kind: 'number', value: 3.000_000_000_000_000_4, text: '3' })
    expect(three.ok && three.visits).toHaveLength(3)
  })
})

it('A6: takes dates, times of day and spans of time from their cells', () => {
  const cells: SheetCell[] = [
    { kind: 'date', text: '2026-03-24 08:30' },
    { kind: 'date', text: '2026-03-24 08:30' },
    { kind: 'time', minutes: 90, text: '01:30' },
    'T05',
  ]

  const row = importRow(cells, { date: 0, startTime: 1, durationMin: 2, topics: 3 }, defaults, surroundings)

  expect(row).toMatchObject({
    ok: true,
    visits: [{ date: '2026-03-24', startTime: '08:30', durationMin: 90 }],
  })
  expect(
    importRow([{ kind: 'date', text: '1900-02-29' }, 'T05'], { date: 0, topics: 1 }, defaults, surroundings),
  ).toMatchObject({ ok: false, problems: [{ field: 'date', text: '1900-02-29' }] })
})

it('A9: finds the count by its name without what the screen explains in brackets', () => {
  expect(
    guessMapping(['Päivä', 'Määrä'], (target) => (target === 'count' ? ['Määrä (rivin käynnit)'] : [])),
  ).toEqual({
    count: 1,
  })
})

it('finds columns by the words of the screen and by field names', () => {
  const names = (target: string) => (target === 'serviceLanguage' ? ['Asiointikieli'] : [])
  expect(guessMapping(['Date', 'asiointikieli', '', 'topics'], names)).toEqual({
    date: 0,
    serviceLanguage: 1,
    topics: 3,
  })
})
