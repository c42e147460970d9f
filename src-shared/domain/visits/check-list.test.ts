import { expect, it } from 'vitest'
import { aVisit } from '../../../test/builders/visits.ts'
import { type CheckedSite, checkMonth } from './check-list.ts'

const days = { from: '2026-11-01', to: '2026-11-30' }
const site: CheckedSite = { id: aVisit().siteId, openFrom: null, openTo: null, openingHours: null }
const rows = (...overs: Parameters<typeof aVisit>[0][]) =>
  overs.map((over, index) => ({ id: String(index), fields: aVisit({ gender: 'female', ...over }) }))

it('V19 names tallies older than seven days', () => {
  const found = checkMonth(
    rows({ completeness: 'quick', date: '2026-11-16' }, { completeness: 'quick', date: '2026-11-20' }),
    [site],
    days,
    '2026-11-24',
  )
  expect(found).toEqual([{ kind: 'old-tally', id: '0', date: '2026-11-16' }])
})
it('V19 names days without rows on which the site was open', () => {
  const tuesdays = {
    ...site,
    openingHours: [null, { from: '09:00', to: '12:00' }, null, null, null, null, null],
  }
  const found = checkMonth(
    rows({ date: '2026-11-10' }),
    [{ ...tuesdays, openFrom: '2026-11-04' }],
    days,
    '2026-11-24',
  )
  expect(found).toEqual([{ kind: 'empty-day', siteId: site.id, date: '2026-11-17' }])
})
it('V19 tells when "other" is above a tenth and gender unasked above a half', () => {
  const ten = Array.from({ length: 10 }, (_, index) => ({
    topics: [index === 0 ? 'T99' : 'T05'],
    gender: index < 5 ? 'not-asked' : 'female',
  }))
  expect(checkMonth(rows(...ten), [site], days, '2026-11-24')).toEqual([])
  expect(
    checkMonth(rows(...ten, { topics: ['T99'], gender: 'not-asked' }), [site], days, '2026-11-24'),
  ).toEqual([
    { kind: 'many-others', share: 2 / 11 },
    { kind: 'gender-unasked', share: 6 / 11 },
  ])
})
