import { describe, expect, it } from 'vitest'
import {
  aClaimContext,
  aCostContext,
  aDecision,
  ahmed,
  aPersonRecord,
} from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'

type Over = Parameters<typeof aPersonRecord>[0]
const person = (over: Over) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }
const county = { claimantType: 'wellbeing-county', claimantCode: '08' } as const

describe('V21: a new citizen', () => {
  const told = (citizenship: string | null) => toldOf(aClaimContext({ people: person({ citizenship }) }))

  it('is told with the day, if that is before the last day of the period', () => {
    expect(told('2025-12-30')).toEqual(['V21 W ahmed: 2025-12-30'])
    expect(told('2025-12-31')).toEqual([])
    expect(told(null)).toEqual([])
  })
  it('for costs where the kind ends at the citizenship only: learning support (65 §), not journeys (66 §)', () => {
    const people = person({ citizenship: '2025-10-01' })
    const journey = aCostContext({ claim: { kind: 'RETURN', ...county }, people, decision: null })

    expect(toldOf(aCostContext({ people }))).toEqual(['V21 W ahmed: 2025-10-01'])
    expect(toldOf(journey)).toEqual([])
  })
})

describe('V22, V26, V27: what is odd about a person', () => {
  const told = (over: Over) => toldOf(aClaimContext({ people: person(over) }))

  it('V22 a code that is none, or of another birth date', () => {
    expect(told({ identityCode: '010190-900K' })).toEqual(['V22 W ahmed'])
    expect(told({ birthDate: '1990-01-02' })).toEqual(['V22 W ahmed'])
    expect(told({ identityCode: null })).toEqual(['V22 I ahmed'])
  })
  it('V26 a history that overlaps', () => {
    expect(told({ residence: [home, { ...home, from: '2025-06-01' }] })).toEqual(['V26 W ahmed'])
  })
  it('V27 a tie of which nobody has said that it is from before the arrival', () => {
    expect(told({ permitGround: '114' })).toEqual(['V27 W ahmed'])
    expect(told({ permitGround: '114', tieBeforeArrival: 'yes' })).toEqual([])
    expect(told({ tieBeforeArrival: null })).toEqual([])
  })
})

it('a decision of 69 § is for who came alone as a minor, whatever the ground of the permit', () => {
  const young = { birthDate: '2008-01-01', identityCode: null, unaccompanied: true }
  const told = (over: Over) =>
    toldOf(
      aCostContext({
        claim: { kind: 'UAM', ...county },
        decision: aDecision({ kind: 'UAM' }),
        people: person({ ...young, ...over }),
      }),
    )

  expect(told({})).toEqual(['V22 I ahmed'])
  expect(told({ permitGround: null })).toEqual(['V22 I ahmed'])
  expect(told({ unaccompanied: false })).toEqual(['V06 B ahmed', 'V22 I ahmed'])
})
