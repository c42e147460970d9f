import { describe, expect, it } from 'vitest'
import { ahmed, aLine, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { toldOfCosts } from '../../../../test/builders/findings.ts'
import type { ClaimContext } from './finding.ts'

type Line = Parameters<typeof aLine>[0]
const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }

/** Which days of a cost the law lets be claimed, each with the day that decides. */
describe('V18: a young person who came alone (69 §; 25 years until 30.6.2024, then 23)', () => {
  const told = (kind: string, birthDate: string, from: string, to: string) =>
    toldOfCosts(kind, [{ costType: 'housing', from, to }], {
      people: person({
        birthDate,
        identityCode: null,
        unaccompanied: true,
        residence: [{ ...home, from: '2020-01-01' }],
      }),
    }).filter((text) => text.startsWith('V18'))

  it('to the day before the birthday', () => {
    expect(told('UAM', '2002-05-16', '2025-05-01', '2025-05-15')).toEqual([])
    expect(told('UAM', '2002-05-15', '2025-05-01', '2025-05-15')).toEqual(['V18 B line-1 ahmed: 2025-05-15'])
  })
  it('by the age of the day on which the cost ends', () => {
    expect(told('L_UAM', '2000-06-01', '2024-06-01', '2024-06-30')).toEqual([])
    expect(told('L_UAM', '2000-06-01', '2024-07-01', '2024-07-31')).toEqual([
      'V18 B line-1 ahmed: 2023-06-01',
    ])
  })
})

describe('V19, V20: assistance (63 §) and return (66 §)', () => {
  const first = { costType: 'preventive', from: '2025-04-01', to: '2025-04-30' }
  const period = { from: '2025-01-01', to: '2026-12-31' }

  it('V19 supplementary and preventive assistance, and no other', () => {
    expect(toldOfCosts('SOCIAL_ASSIST', [{ ...first, costType: 'supplementary' }, first])).toEqual([])
    expect(toldOfCosts('SOCIAL_ASSIST', [{ ...first, costType: '' }])).toEqual(['V19 B line-1'])
  })
  it('V19 a year from the first cost, wherever it was claimed', () => {
    const last = { ...first, from: '2026-03-01', to: '2026-03-31' }
    const late = { ...first, from: '2026-04-01', to: '2026-04-01' }
    const told = (lines: Line[], otherLines: ClaimContext['otherLines'] = []) =>
      toldOfCosts('SOCIAL_ASSIST', lines, { claim: { period }, otherLines })

    expect(told([first, last])).toEqual([])
    expect(told([late, first])).toEqual(['V19 B line-1 ahmed: 2025-04-01'])
    expect(told([late])).toEqual([])
    expect(told([late], [{ id: 'old', fields: aLine(first) }])).toEqual(['V19 B line-1 ahmed: 2025-04-01'])
    expect(
      told([late], [{ id: 'old', fields: aLine({ ...first, shares: [{ personId: lina, weight: 1 }] }) }]),
    ).toEqual([])
  })
  it('V20 of a grant only', () => {
    expect(toldOfCosts('RETURN', [{ costType: 'grant' }])).toEqual(['V20 W line-1'])
    expect(toldOfCosts('RETURN', [{ costType: 'journey' }])).toEqual([])
    expect(toldOfCosts('SPECIAL_OTHER', [{ costType: 'grant' }])).toEqual([])
  })
})
