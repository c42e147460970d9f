import { describe, expect, it } from 'vitest'
import { aClaimContext, aCostContext, aLine } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import { deadlinesOf } from './claim-rules.ts'

describe('V03: the last day, 31.12. of the second year after the activity (70 §)', () => {
  const lines = [
    aLine(),
    aLine({ from: '2026-01-01', to: '2026-01-31' }),
    aLine({ from: '2025-06-01', to: '2025-06-30' }),
  ]
  const over = { lines, claim: { period: { from: '2025-01-01', to: '2026-12-31' } } }
  const told = (today: string) => toldOf(aCostContext({ ...over, today }))

  it('blocks each line of the year that is over, and no other', () => {
    expect(told('2028-01-01')).toEqual(['V03 B line-1: 2027-12-31', 'V03 B line-3: 2027-12-31'])
  })
  it('warns on the day itself and on the ninetieth before it, once for the year', () => {
    expect(told('2027-12-31')).toEqual(['V03 W: 2027-12-31'])
    expect(told('2027-10-02')).toEqual(['V03 W: 2027-12-31'])
    expect(told('2027-10-01')).toEqual([])
  })
  it('blocks a calculated sum as a whole', () => {
    expect(toldOf(aClaimContext({ today: '2028-01-01' }))).toEqual(['V03 B: 2027-12-31'])
  })
  it('is of each year in which there are instalments or days of a line; with neither of the year that is asked', () => {
    const years = (context: Parameters<typeof deadlinesOf>[0]) =>
      deadlinesOf(context).map(({ year, deadline }) => `${year} ${deadline}`)
    const all = { from: '2025-01-01', to: '2027-12-31' }
    const over = aLine({ from: '2025-12-30', to: '2027-01-02' })
    const late = aLine({ from: '2026-02-01', to: '2026-02-28' })

    expect(years(aClaimContext({ claim: { period: all } }))).toEqual([
      '2025 2027-12-31',
      '2026 2028-12-31',
      '2027 2029-12-31',
    ])
    expect(years(aCostContext({ lines: [over] }))).toEqual([
      '2025 2027-12-31',
      '2026 2028-12-31',
      '2027 2029-12-31',
    ])
    expect(years(aCostContext({ lines: [late, aLine()] }))).toEqual(['2025 2027-12-31', '2026 2028-12-31'])
    expect(years(aCostContext({ lines: [late] }))).toEqual(['2026 2028-12-31'])
    expect(years(aCostContext({ lines: [] }))).toEqual(['2025 2027-12-31'])
    expect(years(aClaimContext({ claim: { period: { from: '2029-05-01', to: '2029-12-31' } } }))).toEqual([
      '2029 2031-12-31',
    ])
  })
})
