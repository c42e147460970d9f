import { describe, expect, it } from 'vitest'
import {
  aCostContext,
  aDecision,
  ahmed,
  aLine,
  aPersonRecord,
  lina,
} from '../../../../test/builders/claims.ts'
import { toldOf, toldOfCosts } from '../../../../test/builders/findings.ts'
import type { ClaimContext } from './finding.ts'

const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }

/** Which days of a cost the law lets be claimed, each with the day that decides. */
describe('V07: nothing before the start moment (59 §)', () => {
  it('the day itself is the first', () => {
    expect(toldOfCosts('SPECIAL_EDU', [{ from: '2025-03-17', to: '2025-03-31' }])).toEqual([])
    expect(toldOfCosts('SPECIAL_EDU', [{ from: '2025-03-16', to: '2025-03-31' }])).toEqual([
      'V07 B line-1 ahmed: 2025-03-17',
    ])
  })
  it('without one there is no day', () => {
    expect(toldOfCosts('SPECIAL_EDU', [{}], { people: person({ residence: [] }) })).toEqual([
      'V07 B line-1 ahmed',
    ])
  })
  it('of a victim of trafficking who is a citizen counts from the entry, under the act of 2010 too', () => {
    const people = person({ permitGround: null, residence: [], traffickingFrom: '2024-05-02' })
    const told = (from: string) =>
      toldOfCosts('L_TRAFF', [{ from, to: '2024-05-31' }], { people }).filter((text) =>
        text.startsWith('V07'),
      )

    expect(told('2024-05-02')).toEqual([])
    expect(told('2024-05-01')).toEqual(['V07 B line-1 ahmed: 2024-05-02'])
  })
  it('is not asked of social assistance (59 § sub 4)', () => {
    const line = { costType: 'preventive', from: '2025-03-01', to: '2025-03-10' }

    expect(toldOfCosts('SOCIAL_ASSIST', [line])).toEqual([])
  })
  it('is asked for each person who shares the line, and not for one who is no longer on record', () => {
    const people = { [ahmed]: aPersonRecord(), [lina]: aPersonRecord({ ref: 'A2', residence: [] }) }
    const decision = aDecision({ personIds: [ahmed, lina] })
    const shares = [ahmed, lina].map((personId) => ({ personId, weight: 1 }))
    const only = (context: ClaimContext) => ({
      ...context,
      persons: new Map([...context.persons].filter(([id]) => id === lina)),
    })
    const context = aCostContext({ people, decision, lines: [aLine({ shares, grossCents: 1_000_000 })] })

    expect(toldOf(context)).toEqual(['V07 B line-1 lina'])
    expect(toldOf(only(context))).toEqual(['V07 B line-1 lina'])
  })
})

describe('V15: special costs (65 §)', () => {
  const need = (needOnArrival: 'yes' | 'no' | 'not-known', kind = 'SPECIAL_HEALTH', over = {}) =>
    toldOfCosts(kind, [{ costType: 'health', ...over }], {
      people: person({ needOnArrival }),
    }).filter((text) => text.startsWith('V15'))

  it('a need on arrival is asked by points 1 and 2, not by 3', () => {
    for (const kind of ['SPECIAL_HEALTH', 'SPECIAL_SOCIAL', 'L_SPECIAL']) {
      expect(need('yes', kind)).toEqual([])
      expect(need('no', kind)).toEqual(['V15 B line-1 ahmed'])
      expect(need('not-known', kind)).toEqual(['V15 B line-1 ahmed'])
    }
    expect(need('not-known', 'SPECIAL_OTHER')).toEqual([])
  })
  it('ten years from the start: the last day still, the next no more', () => {
    const told = (to: string) =>
      toldOfCosts('SPECIAL_OTHER', [{ costType: 'health', from: '2025-05-01', to }], {
        people: person({ residence: [{ ...home, from: '2015-05-20' }] }),
      })

    expect(told('2025-05-19')).toEqual([])
    expect(told('2025-05-20')).toEqual(['V15 B line-1 ahmed: 2025-05-20'])
  })
})
