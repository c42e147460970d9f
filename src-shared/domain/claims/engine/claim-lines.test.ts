import { describe, expect, it } from 'vitest'
import { aCase, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import {
  aClaimContext,
  aCostContext,
  ahmed,
  aLine,
  aPersonRecord,
  lina,
} from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import { computeClaim, hasLines, isWhole } from './claim-computation.ts'
import { claimLines } from './claim-lines.ts'
import { compute } from './compute.ts'
import { startRule } from './instalments.ts'
import { centsToText } from './money.ts'

const linesOf = (over: Partial<PersonFacts> = {}) => {
  const result = compute(aCase([aPerson(over)]), shippedPack, areas)
  const [person] = result.ok ? result.value.persons : []
  if (!person) throw new Error('no person')
  return { person, lines: claimLines(person, 'CALC_MUNI', 'municipality', shippedPack) }
}

describe('the lines of the specification', () => {
  it('one for each year and part, in that order, with its months, its yearly sum and its rule', () => {
    const { lines } = linesOf()

    expect(lines.map(({ year, part, cents }) => [year, part, cents])).toEqual([
      [2025, 'base', 153_900],
      [2025, 'supplement', 580_575],
      [2026, 'base', 205_200],
      [2026, 'supplement', 193_525],
      [2027, 'base', 51_300],
    ])
    expect(lines[1]).toEqual({
      ref: 'A1',
      year: 2025,
      part: 'supplement',
      firstDate: '2025-04-01',
      lastDate: '2025-12-01',
      terms: [{ months: 9, yearlyCents: 774_100, ruleId: 'calc-muni-2025' }],
      cents: 580_575,
    })
  })
  it('with two terms in the year of the seventh birthday, rounded once', () => {
    const { lines } = linesOf({ birthDate: '2018-06-20' })

    expect(lines[0]).toMatchObject({
      terms: [
        { months: 3, yearlyCents: 274_100 },
        { months: 6, yearlyCents: 205_200 },
      ],
      cents: 171_125,
    })
  })
  it('add up to the person’s sum, whatever the age', () => {
    for (const birthDate of ['1990-05-01', '2018-06-20', '2007-09-09', '2024-01-31']) {
      const { person, lines } = linesOf({ birthDate, permitGround: '90' })

      expect(lines.reduce((sum, { cents }) => sum + cents, 0)).toBe(person.totalCents)
    }
  })
  it('are of no kind that pays nothing on the day', () => {
    const { person } = linesOf()

    expect(() => claimLines(person, 'L_CALC', 'municipality', shippedPack)).toThrow(
      'no rate of L_CALC on 2025-04-01',
    )
  })
  it('know no supplement where the decree gives none', () => {
    const result = compute(
      aCase([aPerson({ residence: [{ municipality: '478', from: '2025-03-17', to: null }] })], {
        kind: 'CALC_AX_HEALTH',
        claimant: { type: 'ax-health', code: '91' },
      }),
      shippedPack,
      areas,
    )
    const [person] = result.ok ? result.value.persons : []
    if (!person) throw new Error('no person')

    expect(person.supplementCents).toBe(0)
    expect(person.instalments.every(({ supplement }) => !supplement)).toBe(true)
    expect(claimLines(person, 'CALC_AX_HEALTH', 'ax-health', shippedPack).map(({ part }) => part)).toEqual([
      'base',
      'base',
      'base',
    ])
  })
})

describe('what a claim comes to', () => {
  it('of a calculated kind: those whom it claims, and nobody who is there as a parent only', () => {
    const child = aPersonRecord({
      ref: 'A2',
      birthDate: '2025-06-05',
      permitGround: null,
      parentId: ahmed,
      identityCode: null,
      residence: [{ municipality: '837', from: '2025-06-05', to: null }],
    })
    const { claim } = aClaimContext({ people: { [ahmed]: aPersonRecord(), [lina]: child } })
    const persons = claim.persons.map((one) => ({ ...one, isClaimed: one.facts.ref === lina }))
    const found = computeClaim({ ...claim, persons }, [], null, shippedPack, areas)
    if (!found.ok || found.value.basis !== 'calculated') throw new Error('not calculated')

    expect(found.value.computation.persons.map(({ ref }) => ref)).toEqual([lina])
    expect(found.value.computation.totalCents).toBe(137_050) // six twelfths of 2 741 €
    expect(isWhole(found.value)).toBe(true)
  })
  it('of costs: its lines by their shares', () => {
    const { claim, lines } = aCostContext({ lines: [aLine({ grossCents: 100 })] })
    const found = computeClaim(claim, lines, null, shippedPack, areas)

    expect(found.ok && found.value.basis).toBe('actual')
    expect(found.ok && found.value.computation.totalCents).toBe(100)
    expect([hasLines(shippedPack, 'SPECIAL_EDU'), hasLines(shippedPack, 'CALC_MUNI')]).toEqual([true, false])
    expect(hasLines(shippedPack, 'AX_SERVICES_CALC')).toBe(true)
  })
  it('is not whole when one of those claimed cannot be computed, and is when that is somebody else', () => {
    const other = aPersonRecord({ ref: 'A2', permitGround: null })
    const { claim } = aClaimContext({ people: { [ahmed]: aPersonRecord(), [lina]: other } })
    const notClaimed = claim.persons.map((one) => ({ ...one, isClaimed: one.facts.ref === ahmed }))
    const whole = (persons: typeof claim.persons) => {
      const found = computeClaim({ ...claim, persons }, [], null, shippedPack, areas)
      return found.ok && isWhole(found.value)
    }

    expect(whole(claim.persons)).toBe(false)
    expect(whole(notClaimed)).toBe(true)
  })
  it('is a problem when the case as a whole cannot be', () => {
    const { claim } = aClaimContext()
    const cost = aCostContext()

    expect(computeClaim({ ...claim, claimantCode: '999' }, [], null, shippedPack, areas)).toMatchObject({
      ok: false,
      error: { path: 'claimant.code' },
    })
    expect(
      computeClaim({ ...cost.claim, claimantCode: '999' }, cost.lines, null, shippedPack, areas),
    ).toMatchObject({
      ok: false,
      error: { path: 'claimant.code' },
    })
  })
})

it('the start moment names its rule: the municipality, the permit, or none', () => {
  const rule = (over: Partial<PersonFacts>) => startRule(aPerson(over), shippedPack)

  expect(rule({})).toBe('first-municipality')
  expect(rule({ firstPermit: '2025-02-01' })).toBe('first-permit')
  expect(rule({ firstPermit: '2025-03-17' })).toBe('first-municipality')
  expect(rule({ firstPermit: '2025-02-01', residence: [] })).toBe('first-permit')
  expect(rule({ residence: [] })).toBeNull()
  expect(rule({ firstPermit: '2025-02-01', permitGround: '110' })).toBe('first-municipality')
  expect(rule({ firstPermit: '2025-02-01', permitGround: null, traffickingFrom: '2025-01-01' })).toBe(
    'first-permit',
  )
})

it('money is written as in Finland', () => {
  expect([0, 5, 12_345, -7, -734_475, 123_456_789_00].map(centsToText)).toEqual([
    '0,00\u00a0€',
    '0,05\u00a0€',
    '123,45\u00a0€',
    '\u22120,07\u00a0€',
    '\u22127\u00a0344,75\u00a0€',
    '123\u00a0456\u00a0789,00\u00a0€',
  ])
})
