import { describe, expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import {
  aClaimContext,
  aCostContext,
  ahmed,
  aLine,
  aPersonRecord,
  lina,
} from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import { groupsOf } from './person-rules.ts'

type Over = Parameters<typeof aPersonRecord>[0]
const person = (over: Over) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }
const county = { claimantType: 'wellbeing-county', claimantCode: '08' } as const

describe('the groups of 2 § and 5 §', () => {
  const groups = (over: Over, parent: Over = {}) => [
    ...groupsOf(aPersonRecord(over), new Map([[lina, aPersonRecord(parent)]]), shippedPack),
  ]

  it('G1 and G2 by the ground of the permit; a tie from after the arrival makes no relative', () => {
    expect(groups({})).toEqual(['G1'])
    expect(groups({ permitGround: '114' })).toEqual(['G2'])
    expect(groups({ permitGround: '114', tieBeforeArrival: 'yes' })).toEqual(['G2'])
    expect(groups({ permitGround: '114', tieBeforeArrival: 'no' })).toEqual([])
    expect(groups({ permitGround: '87', tieBeforeArrival: 'no' })).toEqual(['G1'])
    expect(groups({ permitGround: 'other' })).toEqual([])
    expect(groups({ permitGround: null })).toEqual([])
  })
  it('G3 by a parent in G1 or G2, whichever of the two it is', () => {
    const child = { permitGround: null }

    expect(groups({ ...child, parentId: lina })).toEqual(['G3'])
    expect(groups({ ...child, otherParentId: lina })).toEqual(['G3'])
    expect(groups({ ...child, parentId: ahmed, otherParentId: lina })).toEqual(['G3'])
    expect(groups({ ...child, parentId: lina }, { permitGround: '115' })).toEqual(['G3'])
    expect(groups({ ...child, parentId: lina }, { permitGround: 'other' })).toEqual([])
    expect(groups({ ...child, parentId: ahmed })).toEqual([])
  })
  it('G4 to G6 by what is recorded', () => {
    const none = { permitGround: null }

    expect(groups({ ...none, unaccompanied: true })).toEqual(['G4'])
    expect(groups({ ...none, traffickingFrom: '2025-01-01' })).toEqual(['G5'])
    expect(groups({ ...none, warVolunteer: true })).toEqual(['G6'])
  })
})

describe('V06, V31: whom the kind is for', () => {
  it('asks for no group where the kind has none (51 § of the act of 2010)', () => {
    const told = toldOf(
      aCostContext({
        claim: { kind: 'L_USSR', ...county, period: { from: '2024-01-01', to: '2024-12-31' } },
        lines: [aLine({ from: '2024-05-01', to: '2024-05-31' })],
        people: person({ permitGround: 'other', residence: [{ ...home, from: '2024-01-01' }] }),
      }),
    )

    expect(told).toEqual(['V03 W: 2026-12-31'])
  })
  it('asks of costs for the child itself too: its own ground counts beside the parent (65 §)', () => {
    const child = aPersonRecord({ birthDate: '2025-04-05', identityCode: null, parentId: lina })
    const people = { [ahmed]: child, [lina]: aPersonRecord({ ref: 'A2', permitGround: 'other' }) }
    const claimed = (context: ReturnType<typeof aCostContext>) => ({
      ...context,
      claim: { ...context.claim, persons: context.claim.persons.filter(({ facts }) => facts.ref === ahmed) },
    })

    expect(toldOf(claimed(aCostContext({ people, lines: [] })))).toContain('V22 I ahmed')
    expect(toldOf(claimed(aCostContext({ people, lines: [] })))).not.toContain('V06 B ahmed')
  })
  it('tells of a missing ground once, as V06; of another fact beside V06', () => {
    const impossible = { death: '1980-01-01' }

    expect(toldOf(aClaimContext({ people: person({ permitGround: null }) }))).toEqual(['V06 B ahmed'])
    expect(toldOf(aClaimContext({ people: person(impossible) }))).toContain(
      'V31 B ahmed: death is before the birth date',
    )
    expect(toldOf(aClaimContext({ people: person({ ...impossible, permitGround: 'other' }) }))).toEqual(
      expect.arrayContaining(['V06 B ahmed', 'V31 B ahmed: death is before the birth date']),
    )
  })
  it('passes over who is no longer on record, and looks at the next', () => {
    const context = aClaimContext({
      people: { [ahmed]: aPersonRecord(), [lina]: aPersonRecord({ ref: 'A2', identityCode: null }) },
    })
    const persons = new Map([...context.persons].filter(([id]) => id === lina))

    expect(toldOf({ ...context, persons })).toEqual(['V22 I lina'])
  })
})
