import { describe, expect, it } from 'vitest'
import {
  aCase,
  aCostCase,
  aCostLine,
  aPerson,
  packJson,
  shippedPack,
} from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import { findImpossible, municipalityOn, type PersonFacts } from '../../people/person-facts.ts'
import { claimantExists } from '../rules/claimant-area.ts'
import { latestKind, type RulePack, readRulePack } from '../rules/rule-pack.ts'
import type { CostWindow } from '../rules/rule-rows.ts'
import type { Case, ComputedPerson } from './case.ts'
import { onlyOf } from './claim-computation.ts'
import { claimLines } from './claim-lines.ts'
import { compute } from './compute.ts'
import type { CostCase } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'
import { costStart, costWindow } from './cost-window.ts'
import { durationOf } from './instalments.ts'
import { adultYearCounts, isInGroup } from './plan.ts'

/** The days and values at which a rule begins and ends. */
const computed = (input: Case, pack: RulePack = shippedPack) => {
  const result = compute(input, pack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const costs = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const home = { municipality: '837', from: '2025-03-17', to: null }

describe('the municipality of a day', () => {
  const history = [
    { municipality: '837', from: '2025-01-01', to: '2025-06-30' },
    { municipality: '091', from: '2025-03-01', to: '2025-03-31' },
    { municipality: '049', from: '2025-08-01', to: null },
  ]
  it.each([
    ['2024-12-31', null],
    ['2025-01-01', '837'],
    ['2025-02-28', '837'],
    ['2025-03-01', '091'],
    ['2025-03-31', '091'],
    ['2025-04-01', '837'],
    ['2025-06-30', '837'],
    ['2025-07-01', null],
    ['2025-08-01', '049'],
    ['2030-01-01', '049'],
  ])('%s: %s, in whatever order the history stands', (day, municipality) => {
    expect(municipalityOn(history, day)).toBe(municipality)
    expect(municipalityOn(history.toReversed(), day)).toBe(municipality)
  })
})

it('a history that can be: what happens on the day of birth or death, and a permit that comes after it', () => {
  const birthDate = '2025-03-17'
  const death = '2025-03-17'

  expect(findImpossible(aPerson({ birthDate, death }))).toBeNull()
  expect(findImpossible(aPerson({ death: '2025-04-01', firstPermit: '2025-04-02' }))).toBeNull()
  expect(findImpossible(aPerson({ death: '2025-04-01', arrival: '2025-04-01' }))).toBeNull()
  expect(findImpossible(aPerson({ arrival: '2030-04-01', traffickingFrom: '2030-04-01' }))).toBeNull()
  expect(findImpossible(aPerson({ death: '2025-04-01' }))).toBeNull()
})

it('a claimant is of its type', () => {
  const exists = (type: Parameters<typeof claimantExists>[0]['type'], code: string) =>
    claimantExists({ type, code }, areas)

  expect(['08', '90', '91', '99', ''].map((code) => exists('wellbeing-county', code))).toEqual([
    true,
    true,
    false,
    false,
    false,
  ])
  expect(['91', '90', ''].map((code) => exists('ax-health', code))).toEqual([true, false, false])
  expect(['837', '588', '478', '999'].map((code) => exists('municipality', code))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(['478', '837', '999'].map((code) => exists('municipality-ax', code))).toEqual([true, false, false])
})

describe('a calculated sum', () => {
  it('has the instalment of the first and of the last day that are asked, and the band of a grown-up', () => {
    const period = { from: '2025-04-01', to: '2025-06-01' }

    expect(
      computed(aCase([aPerson()], { period })).persons[0]?.instalments.map(({ date, band }) => [date, band]),
    ).toEqual([
      ['2025-04-01', 'adult'],
      ['2025-05-01', 'adult'],
      ['2025-06-01', 'adult'],
    ])
  })
  it('tells a lost place on the first and on the last day that are asked', () => {
    const person = aPerson({ firstPermit: '2025-01-20' })
    const told = (from: string, to: string) =>
      computed(aCase([person], { period: { from, to } })).warnings.map(({ code }) => code)

    expect(told('2025-03-01', '2025-12-31')).toEqual(['no-residence'])
    expect(told('2025-01-01', '2025-02-01')).toEqual(['no-residence'])
    expect(told('2025-03-02', '2025-12-31')).toEqual([])
  })
  it('tells that a person left a place on the very day of the next move', () => {
    const residence = [
      { ...home, to: '2025-06-10' },
      { ...home, municipality: '091', from: '2025-06-10' },
    ]

    expect(computed(aCase([aPerson({ residence })])).warnings.map(({ code }) => code)).toEqual(['V26'])
  })
  it('has an adult year that the policy cuts off, or not', () => {
    const { noSupplementWhenAdultYearBeganBefore: limit } = shippedPack.policy
    const without = {
      ...shippedPack,
      policy: { ...shippedPack.policy, noSupplementWhenAdultYearBeganBefore: null },
    }
    const plan = (adultFrom: string | null) => ({ start: null, slots: [], adultFrom, givingParents: null })

    expect(limit).toBe('2025-01-01')
    expect(['2024-12-01', '2025-01-01', null].map((day) => adultYearCounts(plan(day), shippedPack))).toEqual([
      false,
      true,
      false,
    ])
    expect(['2024-12-01', null].map((day) => adultYearCounts(plan(day), without))).toEqual([true, false])
  })
  it('is of nobody without a ground, but of a child by the edition before', () => {
    const plan = (givingParents: number | null) => ({
      start: null,
      slots: [],
      adultFrom: null,
      givingParents,
    })
    const before = readRulePack(packJson('fi-681-2025.1'))
    const none = aPerson({ permitGround: null })

    expect([null, 0, 1].map((parents) => isInGroup(none, plan(parents), shippedPack))).toEqual([
      false,
      false,
      true,
    ])
    expect([null, 1].map((parents) => isInGroup(none, plan(parents), before))).toEqual([false, true])
    const own = (permitGround: string, parents: number) =>
      isInGroup(aPerson({ permitGround }), plan(parents), before)
    expect([own('other', 1), own('87', 0)]).toEqual([false, true])
    const child = aPerson({
      ref: 'C1',
      birthDate: '2025-04-05',
      parent: 'A1',
      permitGround: null,
      residence: [{ ...home, from: '2025-04-05' }],
    })
    expect(computed(aCase([aPerson(), child]), before).persons[1]?.instalments).toHaveLength(23)
  })
  it('has a length for every start, or says that there is none', () => {
    const [, later] = shippedPack.durations
    if (!later) throw new Error('no duration')
    const pack = { ...shippedPack, durations: [{ ...later, startTo: '2025-12-31' }] }

    expect(['2025-01-01', '2025-12-31'].map((day) => durationOf(day, pack).years)).toEqual([2, 2])
    for (const day of ['2024-12-31', '2026-01-01'])
      expect(() => durationOf(day, pack)).toThrow(`has no duration for a start on ${day}`)
    expect(['2024-12-31', '2025-01-01'].map((day) => durationOf(day, shippedPack).years)).toEqual([3, 2])
  })
  it('of some of the persons has their warnings only', () => {
    const all = computed(
      aCase([
        aPerson({ permitGround: '90' }),
        aPerson({ ref: 'B1', permitGround: '90' }),
        aPerson({ ref: 'X', death: '1980-01-01' }),
      ]),
    )
    const some = onlyOf(all, new Set(['B1']))

    expect(some.warnings.map(({ ref }) => ref)).toEqual(['B1'])
    expect([some.refused, some.totalCents]).toEqual([[], all.persons[1]?.totalCents])
    expect(onlyOf(all, new Set(['X'])).refused).toHaveLength(1)
  })
  it('has its lines by year and part, however its instalments stand', () => {
    const [person] = computed(aCase([aPerson()])).persons
    if (!person) throw new Error('no person')
    const turned: ComputedPerson = { ...person, instalments: person.instalments.toReversed() }
    const inOrder = (one: ComputedPerson) =>
      claimLines(one, 'CALC_MUNI', 'municipality', shippedPack).map(
        ({ year, part, cents }) => `${year} ${part} ${cents}`,
      )

    expect(inOrder(turned)).toEqual(inOrder(person))
  })
})

describe('the days of a cost', () => {
  const none: CostWindow = {
    fromStart: false,
    yearsFromStart: null,
    yearsFromFirstCost: null,
    beforeAge: null,
    monthsBeforeArrival: null,
    endsAtCitizenship: false,
  }
  const kind = latestKind(shippedPack, 'SPECIAL_EDU')
  const facts = { firstCost: '2025-05-01', arrival: null, acceptedMonths: null }
  const days = (window: CostWindow | null, over: Partial<PersonFacts> = {}) => {
    if (!kind) throw new Error('no kind')
    return costWindow(
      { ...kind, validFrom: '2025-01-01', validTo: null, window },
      aPerson(over),
      shippedPack,
      facts,
    )
  }
  const start = (over: Partial<PersonFacts>, rule: Partial<CostWindow> = { fromAssistance: true }) =>
    costStart({ ...none, ...rule }, aPerson(over), shippedPack)

  it('are none for a kind without a window, and all for one that asks nothing', () => {
    expect(days(null)).toBeNull()
    expect(days(none)).toEqual({ from: '2025-01-01', to: '2200-12-31' })
    expect(days(none, { residence: [] })).toEqual({ from: '2025-01-01', to: '2200-12-31' })
    expect(days(none, { death: '2025-06-01', citizenship: '2025-05-01' })?.to).toBe('2025-06-01')
  })
  it('end some years after the start, also where they do not begin with it', () => {
    expect(days({ ...none, yearsFromStart: 1 })).toEqual({ from: '2025-01-01', to: '2026-03-16' })
    expect(days({ ...none, yearsFromStart: 1 }, { residence: [] })).toBeNull()
    expect(days({ ...none, fromStart: true })).toEqual({ from: '2025-03-17', to: '2200-12-31' })
    expect(days({ ...none, fromStart: true }, { residence: [] })).toBeNull()
    expect(days({ ...none, endsAtCitizenship: true }, { citizenship: '2025-05-01' })?.to).toBe('2025-05-01')
  })
  it('begin for a victim of trafficking with the entry or the start, the later; for a citizen with the entry', () => {
    expect(start({ traffickingFrom: '2025-05-01' })).toBe('2025-05-01')
    expect(start({ traffickingFrom: '2025-01-01' })).toBe('2025-03-17')
    expect(start({ traffickingFrom: '2025-05-01' }, {})).toBe('2025-03-17')
    expect(start({})).toBe('2025-03-17')
    expect(start({ residence: [], traffickingFrom: '2025-05-01' })).toBeNull()
    expect(start({ residence: [] })).toBeNull()
    expect(start({ permitGround: null, traffickingFrom: '2025-01-01' })).toBe('2025-01-01')
    expect(start({ permitGround: null })).toBeNull()
    expect(start({ permitGround: null, parent: 'P', traffickingFrom: '2025-01-01' })).toBe('2025-03-17')
    expect(start({ citizenship: '2025-01-01', traffickingFrom: '2025-01-01' })).toBe('2025-01-01')
    expect(start({ citizenship: '2025-01-02', traffickingFrom: '2025-01-01' })).toBe('2025-03-17')
    expect(start({ citizenship: '2025-01-01' })).toBe('2025-03-17')
  })
  it('prepare for the first of the days in the claimant’s area, in whatever order they stand', () => {
    const residence = [
      { municipality: '837', from: '2025-09-01', to: null },
      { municipality: '091', from: '2025-01-01', to: '2025-05-31' },
      { municipality: '837', from: '2025-06-01', to: '2025-06-30' },
    ]
    const found = costs(aCostCase([aCostLine()], { kind: 'PREPAREDNESS', persons: [aPerson({ residence })] }))

    expect(found.lines[0]?.days).toBe(31)
  })
  it('of which none may be claimed have a deadline all the same', () => {
    const over = aCostLine({ from: '2025-12-30', to: '2026-01-02' })
    const [line] = costs(aCostCase([over], { persons: [aPerson({ residence: [] })] })).lines
    const [inOne] = costs(aCostCase([aCostLine()], { persons: [aPerson({ residence: [] })] })).lines

    expect(line).toMatchObject({ days: 0, claimableCents: 0, byYear: [], deadline: '2027-12-31' })
    expect(inOne?.byYear).toEqual([{ year: 2025, days: 0, claimableCents: 0, deadline: '2027-12-31' }])
  })
  it('that lie in the later year only stand there only, with its deadline', () => {
    const over = aCostLine({ from: '2025-12-30', to: '2026-01-02', grossCents: 40_000 })
    const late = aPerson({ residence: [{ ...home, from: '2026-01-01' }] })
    const [line] = costs(aCostCase([over], { persons: [late] })).lines

    expect(line?.byYear).toEqual([{ year: 2026, days: 2, claimableCents: 20_000, deadline: '2028-12-31' }])
    expect(line?.deadline).toBe('2028-12-31')
  })
  it('of who cannot be computed are left out, and the others are in the sum', () => {
    const persons = [aPerson({ death: '1980-01-01' }), aPerson({ ref: 'B1' })]
    const found = costs(aCostCase([aCostLine(), aCostLine({ ref: 'L2', person: 'B1' })], { persons }))

    expect(found.lines.map(({ ref }) => ref)).toEqual(['L2'])
    expect([found.totalCents, found.refused.map(({ ref }) => ref)]).toEqual([100_000, ['A1']])
  })
  it('of a sum that the law gives once: a day outside the period does not use it up (65 § sub 3)', () => {
    const found = costs(
      aCostCase(
        [
          aCostLine({ costType: 'ax-assessment' }),
          aCostLine({ ref: 'L2', costType: 'ax-assessment', from: '2026-02-01', to: '2026-02-28' }),
        ],
        {
          kind: 'AX_SERVICES_CALC',
          claimant: { type: 'municipality-ax', code: '478' },
          persons: [aPerson({ permitGround: 'other' })],
          period: { from: '2026-01-01', to: '2026-12-31' },
        },
      ),
    )

    expect(found.lines.map(({ claimableCents }) => claimableCents)).toEqual([0, 70_000])
  })
  it('of a sum that the law gives: nothing outside the period that is asked, and nothing for an unknown service', () => {
    const aland = { type: 'municipality-ax', code: '478' } as const
    const sum = (over: Partial<ReturnType<typeof aCostLine>>) =>
      costs(
        aCostCase([aCostLine(over)], {
          kind: 'AX_SERVICES_CALC',
          claimant: aland,
          persons: [aPerson({ permitGround: 'other' })],
        }),
      ).totalCents

    expect(sum({ costType: 'ax-advice' })).toBe(1_180_000)
    expect(sum({ costType: 'ax-advice', from: '2024-05-01', to: '2024-05-31' })).toBe(0)
    expect(sum({ costType: 'rent' })).toBe(0)
  })
})
