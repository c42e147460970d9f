import { describe, expect, it } from 'vitest'
import { aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { ahmed, lina } from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import { missedPersons, missedRuns, reconcile } from './reconcile.ts'

const months = ['2025-04-01', '2025-05-01', '2025-06-01', '2025-07-01']
const row = (personId: string | null, month: string, cents: number) => ({
  personId,
  month,
  cents,
  name: personId === null ? 'Vieras' : '',
  identityCode: '',
  birthDate: null,
})
/** 171 € and 645,08 € a month for an adult in the first year. */
const full = 81_608
const listed = (
  paid: ReturnType<typeof row>[],
  persons = [aPerson({ ref: ahmed })],
  today = '2026-11-25',
) => {
  const result = reconcile({
    claimant: { type: 'municipality', code: '837' },
    kinds: ['L_CALC', 'CALC_MUNI'],
    period: { from: '2025-01-01', to: '2026-12-31' },
    persons,
    paid,
    pack: shippedPack,
    areas,
    today,
  })
  if (!result.ok) throw new Error(result.error.path)
  return result.value
}
const verdicts = (paid: ReturnType<typeof row>[]) =>
  listed(paid).months.map(({ month, verdict }) => `${month.slice(5, 7)} ${verdict}`)

describe('reconciliation', () => {
  it('finds nothing where each month was paid, give or take the cent of a rounded twelfth', () => {
    const paid = months.map((month, index) => row(ahmed, month, full + (index % 2)))

    expect(new Set(listed(paid).months.map(({ verdict }) => verdict))).toEqual(new Set(['as-expected']))
  })
  it('tells missing, ended early, different and unexpected apart, by person and month', () => {
    const others = months.map((month) => row(lina, month, 100)) // a person of ours to whom nothing is due

    expect(verdicts([row(ahmed, '2025-05-01', full), ...others]).slice(0, 4)).toEqual([
      '04 missing',
      '05 as-expected',
      '06 ended-early',
      '07 ended-early',
    ])
    expect(verdicts([row(ahmed, '2025-04-01', 17_100)])).toEqual(['04 different'])
    expect(verdicts([row(ahmed, '2025-04-01', full), row(null, '2025-04-01', 1)])).toEqual([
      '04 as-expected',
      '04 unexpected',
    ])
    expect(verdicts([row(ahmed, '2025-03-01', 5)])).toEqual(['03 unexpected'])
  })
  it('leaves out a person who cannot be computed, and tells it; the others are compared', () => {
    const persons = [aPerson({ ref: ahmed }), aPerson({ ref: lina, death: '1980-01-01' })]
    const found = listed([row(ahmed, '2025-04-01', full), row(lina, '2025-04-01', 5)], persons)

    expect(found.refused).toEqual([{ ref: lina, field: 'death', why: 'is before the birth date' }])
    expect(found.months.map(({ personId, verdict }) => [personId, verdict])).toEqual([[ahmed, 'as-expected']])
  })
  it('looks at no month for which there is no list', () => {
    expect(verdicts([row(null, '2025-06-01', 1)])).toEqual(['06 missing', '06 unexpected'])
  })
  it('adds up a month that was paid in two rows, or paid and taken back', () => {
    expect(verdicts([row(ahmed, '2025-04-01', full - 100), row(ahmed, '2025-04-01', 100)])).toEqual([
      '04 as-expected',
    ])
    expect(verdicts([row(ahmed, '2025-04-01', full), row(ahmed, '2025-04-01', -full)])).toEqual([
      '04 missing',
    ])
  })
  it('sums up a year: expected, paid, open, at risk, lost', () => {
    const paid = [row(null, '2025-04-01', 0), row(ahmed, '2025-05-01', full)]
    const year = { year: 2025, expectedCents: 2 * full, paidCents: full }

    expect(listed(paid).years).toEqual([{ ...year, openCents: full, atRiskCents: 0, lostCents: 0 }])
    expect(listed(paid, undefined, '2027-12-01').years).toEqual([
      { ...year, openCents: full, atRiskCents: full, lostCents: 0 },
    ])
    expect(listed(paid, undefined, '2028-01-01').years).toEqual([
      { ...year, openCents: 0, atRiskCents: 0, lostCents: full },
    ])
  })
  it('gives for each missed person the months and the sum to claim', () => {
    const paid = [row(null, '2025-04-01', 0), row(null, '2025-06-01', 0)]

    expect(missedPersons(listed(paid).months)).toEqual([
      { personId: ahmed, from: '2025-04-01', to: '2025-06-01', cents: 2 * full },
    ])
  })
  it('makes claims of runs of months, so that no month that was paid is claimed again', () => {
    const second = aPerson({ ref: lina })
    const paid = [
      row(ahmed, '2025-05-01', full),
      row(lina, '2025-04-01', full),
      row(lina, '2025-05-01', full),
      row(null, '2025-06-01', 0),
      row(null, '2025-07-01', 0),
    ]

    expect(missedRuns(listed(paid, [aPerson({ ref: ahmed }), second]).months)).toEqual([
      { from: '2025-04-01', to: '2025-04-01', personIds: [ahmed] },
      { from: '2025-06-01', to: '2025-07-01', personIds: [ahmed, lina] },
    ])
  })
  it('takes the sums that the automatic run paid in 2024, not those of late applications', () => {
    const early = aPerson({ ref: ahmed, residence: [{ municipality: '837', from: '2024-02-29', to: null }] })
    const result = reconcile({
      claimant: { type: 'municipality', code: '837' },
      kinds: ['L_CALC', 'CALC_MUNI'],
      period: { from: '2024-01-01', to: '2025-12-31' },
      persons: [early],
      paid: [row(ahmed, '2024-03-01', 16_292), row(ahmed, '2025-03-01', 17_100)],
      pack: shippedPack,
      areas,
      today: '2026-11-25',
    })

    expect(result.ok && result.value.months.map(({ verdict }) => verdict)).toEqual([
      'as-expected',
      'as-expected',
    ])
  })
  it('names strangers as the list does, and each of their rows; a person who is no longer here has no name', () => {
    const gone = '0190c1aa-0000-7000-8000-0000000000ee'
    const stranger = { expectedCents: 0, verdict: 'unexpected', month: '2025-04-01' }
    const paid = [row(null, '2025-04-01', 5), row(null, '2025-04-01', 7), row(gone, '2025-04-01', 9)]

    expect(listed(paid, []).months).toEqual([
      { ...stranger, personId: gone, name: '', paidCents: 9 },
      { ...stranger, personId: null, name: 'Vieras', paidCents: 5 },
      { ...stranger, personId: null, name: 'Vieras', paidCents: 7 },
    ])
    expect(listed([row(ahmed, '2025-04-01', full)]).months).toEqual([
      {
        ...stranger,
        personId: ahmed,
        name: '',
        expectedCents: full,
        paidCents: full,
        verdict: 'as-expected',
      },
    ])
  })
  it('finds nothing wrong with a row of nothing for a month in which nothing is owed', () => {
    expect(verdicts([row(ahmed, '2025-03-01', 0)])).toEqual(['03 as-expected'])
  })
  it('expects the sum of a child under seven', () => {
    const child = aPerson({ ref: lina, birthDate: '2021-01-01' })
    const [month] = listed([row(lina, '2025-04-01', 1)], [child]).months

    expect(month?.expectedCents).toBe(22_842)
  })
  it('is refused with the reason where the claimant is none', () => {
    const result = reconcile({
      claimant: { type: 'municipality', code: '000' },
      kinds: ['CALC_MUNI'],
      period: { from: '2025-01-01', to: '2026-12-31' },
      persons: [],
      paid: [],
      pack: shippedPack,
      areas,
      today: '2026-11-25',
    })

    expect(result).toMatchObject({ ok: false, error: { path: 'claimant.code' } })
  })
  it('counts as open neither a cent of rounding nor, against another month, what was paid too much', () => {
    const [year] = listed([row(ahmed, '2025-04-01', full - 1), row(ahmed, '2025-05-01', full - 2)]).years

    expect(year?.openCents).toBe(2)
    const paid = [row(ahmed, '2025-04-01', full + 100), row(null, '2025-05-01', 0)]
    expect(listed(paid).years[0]).toMatchObject({ openCents: full, paidCents: full + 100 })
  })
  it('puts the years in their order', () => {
    const late = aPerson({ ref: lina, residence: [{ municipality: '837', from: '2026-01-10', to: null }] })
    const paid = [row(lina, '2026-03-01', 1), row(ahmed, '2025-04-01', 1)]

    expect(listed(paid, [late, aPerson({ ref: ahmed })]).years.map(({ year }) => year)).toEqual([2025, 2026])
  })
  it.each([
    ['2027-10-01', full, 0, 0],
    ['2027-10-02', full, full, 0],
    ['2027-12-31', full, full, 0],
    ['2028-01-01', 0, 0, full],
  ])('on %s, %d is open, %d of it at risk and %d lost', (today, openCents, atRiskCents, lostCents) => {
    const paid = [row(null, '2025-04-01', 0)]

    expect(listed(paid, undefined, today).years).toMatchObject([{ openCents, atRiskCents, lostCents }])
  })
  it('claims only months that were missed, each once, the earliest run first', () => {
    const month = (
      personId: string | null,
      at: string,
      verdict: 'missing' | 'ended-early' | 'different',
    ) => ({
      personId,
      month: `2025-${at}-01`,
      verdict,
      name: '',
      expectedCents: 10,
      paidCents: 0,
    })
    const found = [
      month(lina, '12', 'ended-early'),
      month(lina, '07', 'missing'),
      month(lina, '06', 'missing'),
      month(ahmed, '02', 'missing'),
      month(ahmed, '03', 'different'),
      month(ahmed, '04', 'missing'),
      month(null, '05', 'missing'),
      month(ahmed, '12', 'missing'),
    ]

    expect(missedRuns(found)).toEqual([
      { from: '2025-02-01', to: '2025-02-01', personIds: [ahmed] },
      { from: '2025-04-01', to: '2025-04-01', personIds: [ahmed] },
      { from: '2025-06-01', to: '2025-07-01', personIds: [lina] },
      { from: '2025-12-01', to: '2025-12-01', personIds: [lina, ahmed] },
    ])
    expect(missedPersons(found)).toEqual([
      { personId: lina, from: '2025-06-01', to: '2025-12-01', cents: 30 },
      { personId: ahmed, from: '2025-02-01', to: '2025-12-01', cents: 30 },
    ])
  })
})
