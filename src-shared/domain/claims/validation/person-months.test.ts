import { describe, expect, it } from 'vitest'
import { aClaimContext, ahmed, aPersonRecord } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'

type Over = Parameters<typeof aPersonRecord>[0]
const person = (over: Over) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }

describe('V08, V09: months that are paid for, here', () => {
  const told = (over: Over, period = { from: '2025-04-01', to: '2025-04-30' }) =>
    toldOf(aClaimContext({ people: person(over), claim: { period } }))
  const elsewhere = [{ ...home, municipality: '091' }]

  it('V08 where no instalment is left: the first and the last of 24 still are', () => {
    expect(told({}, { from: '2027-03-01', to: '2027-03-31' })).toEqual([])
    expect(told({}, { from: '2027-03-02', to: '2027-12-31' })).toEqual(['V08 B ahmed'])
    expect(told({}, { from: '2025-01-01', to: '2025-03-31' })).toEqual(['V08 B ahmed'])
  })
  it('V09 where the person lives elsewhere on each of them, also on the only one', () => {
    expect(told({ residence: elsewhere })).toEqual(['V09 B ahmed'])
    expect(told({ residence: elsewhere }, { from: '2025-04-01', to: '2025-04-01' })).toEqual(['V09 B ahmed'])
    expect(told({ residence: [{ ...home, to: '2025-03-31' }] })).toEqual(['V09 B ahmed'])
  })
  it('neither where the person is here but dead: nothing is due, and no rule is broken', () => {
    expect(told({ death: '2025-03-20' })).toEqual([])
  })
  it('nor where the person is here on one day only of those on which nothing is due any more', () => {
    const moved = [
      { ...home, to: '2025-04-30' },
      { ...home, municipality: '091', from: '2025-05-01' },
    ]
    const both = { from: '2025-04-01', to: '2025-05-31' }

    expect(told({ residence: moved, citizenship: '2025-03-20' }, both)).toEqual(['V21 W ahmed: 2025-03-20'])
  })
  it('nothing for one who has an instalment here', () => {
    expect(told({ residence: [{ ...home, to: '2025-04-01' }] })).toEqual([])
  })
})
