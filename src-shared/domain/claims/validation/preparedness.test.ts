import { describe, expect, it } from 'vitest'
import { aCostContext, aDecision, ahmed, aLine, aPersonRecord } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'

type Line = Parameters<typeof aLine>[0]
const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })

/** Which days of a cost the law lets be claimed, each with the day that decides. */
describe('V14: preparedness (64 §): four months before the arrival, by a decision up to eight', () => {
  const ready = (
    line: Line,
    over: Parameters<typeof aPersonRecord>[0] = {},
    acceptedMonths: number | null = null,
  ) =>
    toldOf(
      aCostContext({
        claim: { kind: 'PREPAREDNESS' },
        people: person({ directedToPlace: true, arrivedOn: '2025-09-20', ...over }),
        lines: [aLine({ costType: 'rent', ...line })],
        decision: aDecision({ kind: 'PREPAREDNESS', acceptedMonths }),
      }),
    )
  const late = ['V14 B line-1 ahmed: 2025-09-20']

  it('from the day four months before to the day before the arrival', () => {
    expect(ready({ from: '2025-05-20', to: '2025-09-19' })).toEqual([])
    expect(ready({ from: '2025-05-19', to: '2025-09-19' })).toEqual(late)
    expect(ready({ from: '2025-05-20', to: '2025-09-20' })).toEqual(late)
  })
  it('by what the decision accepts, never more than eight', () => {
    expect(ready({ from: '2025-03-20', to: '2025-03-31' }, {}, 6)).toEqual([])
    expect(ready({ from: '2025-03-19', to: '2025-03-31' }, {}, 6)).toEqual(late)
    expect(ready({ from: '2025-01-20', to: '2025-01-31' }, {}, 12)).toEqual([])
    expect(ready({ from: '2025-01-19', to: '2025-01-31' }, {}, 12)).toEqual(late)
    expect(ready({ from: '2025-06-20', to: '2025-06-30' }, {}, 2)).toEqual(late)
  })
  it('by the usual four months while there is no decision', () => {
    const told = (from: string) =>
      toldOf(
        aCostContext({
          claim: { kind: 'PREPAREDNESS' },
          people: person({ directedToPlace: true, arrivedOn: '2025-09-20' }),
          lines: [aLine({ costType: 'rent', from, to: '2025-05-31' })],
          decision: null,
        }),
      )

    expect(told('2025-05-20')).toEqual(['V04 B'])
    expect(told('2025-05-19')).toEqual(['V04 B', ...late])
  })
  it('for a person who was directed here, and whose arrival is known', () => {
    expect(ready({}, { directedToPlace: false, arrivedOn: '2025-06-20' })).toEqual([
      'V14 B line-1 ahmed: directing',
    ])
    expect(ready({}, { arrivedOn: null, residence: [] })).toEqual(['V14 B line-1 ahmed: arrival'])
  })
})
