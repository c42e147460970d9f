import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aVisit } from '../../../test/builders/visits.ts'
import { type SearchText, selectVisits } from './query.ts'
import { createVisitColumns } from './visit-columns.ts'

const row = fc
  .record({
    date: fc.constantFrom('2025-01-31', '2025-02-01', '2026-11-24'),
    startTime: fc.constantFrom('09:00', '10:15'),
    serviceLanguage: fc.constantFrom('ar', 'so', 'fi'),
    topics: fc.uniqueArray(fc.constantFrom('T01', 'T05', 'T11'), { minLength: 1 }),
    note: fc.constantFrom(null, 'lomake so', 'kirje'),
  })
  .map((over) => ({ id: randomUUID(), fields: aVisit(over), contested: false, deviceId: 'd' }))
const query = fc.record({
  from: fc.constantFrom(null, '2025-02-01'),
  to: fc.constantFrom(null, '2025-12-31'),
  text: fc.constantFrom('', 'so', 'so t05', '2025-0', 'ei mitään', 'kirje ar'),
  filters: fc.record(
    { topics: fc.constantFrom('T05', 'T11'), serviceLanguage: fc.constantFrom('ar', 'fi') },
    { requiredKeys: [] },
  ),
})
const textOf: SearchText = (_, value) => (value === null ? '' : String(value).toLowerCase())
const searched = [
  'serviceLanguage',
  'topics',
  'measures',
  'referrals',
  'outcome',
  'channel',
  'setting',
  'interpreterMode',
  'siteId',
  'userId',
  'note',
  'date',
  'startTime',
] as const

it('finds what a look at every row finds, by days, filters and words, the latest first', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), query, (rows, asked) => {
      const columns = createVisitColumns()
      for (const one of rows) columns.put(one)
      const fits = ({ fields }: (typeof rows)[number]): boolean =>
        fields.date >= (asked.from ?? '') &&
        fields.date <= (asked.to ?? '9') &&
        (asked.filters.topics === undefined || fields.topics.includes(asked.filters.topics)) &&
        (asked.filters.serviceLanguage === undefined ||
          fields.serviceLanguage === asked.filters.serviceLanguage) &&
        asked.text
          .split(' ')
          .filter(Boolean)
          .every((word) => searched.some((name) => textOf(name, fields[name]).includes(word)))
      const keyOf = ({ id, fields }: (typeof rows)[number]): string =>
        `${fields.date} ${fields.startTime} ${id}`

      expect(Array.from(selectVisits(columns, asked, textOf), columns.idOf)).toEqual(
        rows
          .filter(fits)
          .toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
          .map(({ id }) => id),
      )
    }),
  )
})
