import { describe, expect, it } from 'vitest'
import { aCase, aCostCase, aCostLine, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { Case } from './case.ts'
import { compute } from './compute.ts'
import type { CostCase } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'

/** What people read who read JSON: of which field it is said, and what is wrong or open. */
const problem = (input: Case) => {
  const result = compute(input, shippedPack, areas)
  return result.ok ? null : `${result.error.path}: ${result.error.message}`
}
const costProblem = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  return result.ok ? null : `${result.error.path}: ${result.error.message}`
}
const refusal = (over: Partial<PersonFacts>, ...others: PersonFacts[]) => {
  const result = compute(aCase([aPerson(over), ...others]), shippedPack, areas)
  if (!result.ok) throw new Error(result.error.path)
  const [one] = result.value.refused
  return one && `${one.field}: ${one.why}`
}
const warnings = (persons: PersonFacts[], over: Partial<Case> = {}) => {
  const result = compute(aCase(persons, over), shippedPack, areas)
  if (!result.ok) throw new Error(result.error.path)
  return result.value.warnings.map(({ ref, code, text }) => `${ref} ${code}: ${text}`)
}
const costWarnings = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  if (!result.ok) throw new Error(result.error.path)
  return result.value.warnings.map(({ ref, code, text }) => `${ref} ${code}: ${text}`)
}
const home = { municipality: '837', from: '2025-03-17', to: null }
const town = { type: 'municipality', code: '837' } as const
const packs = 'fi-1386-2023.1.1+fi-681-2025.1.1+fi-681-2026.1.1'

describe('a case that cannot be computed as a whole', () => {
  it.each<readonly [string, Partial<Case>]>([
    [`kind: rule pack ${packs} does not know 'NONE'`, { kind: 'NONE' }],
    ['claimant.type: CALC_WSC is not for a municipality', { kind: 'CALC_WSC' }],
    [
      "claimant.code: no municipality has the code '999'",
      { claimant: { type: 'municipality', code: '999' } },
    ],
    ['period.to: is before period.from', { period: { from: '2025-01-02', to: '2025-01-01' } }],
    [
      'period: CALC_MUNI is in force from 2025-01-01 to now',
      { period: { from: '2024-01-01', to: '2024-12-31' } },
    ],
    [
      'period: L_CALC is in force from 2023-01-01 to 2024-12-31',
      { kind: 'L_CALC', period: { from: '2025-01-01', to: '2025-12-31' } },
    ],
    ['lines: SPECIAL_EDU is a reimbursement of actual costs: give its cost lines', { kind: 'SPECIAL_EDU' }],
  ])('%s', (said, over) => {
    expect(problem(aCase([], over))).toBe(said)
  })
  it('a period of one day, and one that only touches the law', () => {
    expect(problem(aCase([], { period: { from: '2025-01-01', to: '2025-01-01' } }))).toBeNull()
    expect(problem(aCase([], { period: { from: '2024-12-01', to: '2025-01-01' } }))).toBeNull()
  })
  it.each<readonly [string, Partial<ReturnType<typeof aCostLine>>]>([
    ["lines[0].person: no person has the ref 'B9'", { person: 'B9' }],
    ['lines[0].to: is before the first day', { to: '2025-04-30' }],
    ['lines[0].vatCents: is more than the gross sum', { vatCents: 100_001 }],
    [
      'lines[0].recoverableVatCents: is more than the VAT of the line',
      { vatCents: 9, recoverableVatCents: 10 },
    ],
    ['lines[0].grossCents: is less than what is deducted from it', { clientFeeCents: 100_001 }],
  ])('%s', (said, over) => {
    expect(costProblem(aCostCase([aCostLine(over)]))).toBe(said)
  })
  it('lines: of one ref, or of a calculated kind', () => {
    expect(costProblem(aCostCase([aCostLine(), aCostLine()]))).toBe("lines[1].ref: 'L1' is there twice")
    expect(costProblem(aCostCase([], { kind: 'CALC_MUNI' }))).toBe(
      'lines: CALC_MUNI is a calculated sum and has no cost lines',
    )
  })
  it('and what only just can be', () => {
    const just = { vatCents: 100_000, recoverableVatCents: 100_000, to: '2025-05-01' }

    expect(costProblem(aCostCase([aCostLine(just)]))).toBeNull()
    expect(costProblem(aCostCase([aCostLine({ clientFeeCents: 100_000 })]))).toBeNull()
  })
})

describe('a person who cannot be computed', () => {
  it.each<readonly [string, Partial<PersonFacts>]>([
    ['death: is before the birth date', { death: '1990-04-30' }],
    ['citizenship: is before the birth date', { citizenship: '1990-04-30' }],
    ['firstPermit: is before the birth date', { firstPermit: '1990-04-30' }],
    ['arrival: is before the birth date', { arrival: '1990-04-30' }],
    ['arrival: is after the death', { arrival: '2025-06-02', death: '2025-06-01' }],
    ['traffickingFrom: is before the birth date', { traffickingFrom: '1990-04-30' }],
    ['traffickingFrom: is after the death', { traffickingFrom: '2025-06-02', death: '2025-06-01' }],
    ['residence[0].to: is before the first day there', { residence: [{ ...home, to: '2025-03-16' }] }],
    ['residence[0].from: is before the birth date', { birthDate: '2025-03-18' }],
    ['residence[0].from: is after the death', { death: '2025-03-16' }],
    ['residence[1].from: two municipalities from the same day', { residence: [home, home] }],
    [
      'residence[1].municipality: no such municipality',
      { residence: [home, { ...home, from: '2025-04-01', municipality: '998' }] },
    ],
    ["permitGround: '999' is not a ground that the rules know", { permitGround: '999' }],
    ['permitGround: is missing, and no parent is named', { permitGround: null }],
    ["parent: no person has the ref 'B9'", { parent: 'B9' }],
    ["otherParent: no person has the ref 'B9'", { otherParent: 'B9' }],
    ['parent: is the person', { parent: 'A1' }],
  ])('%s', (said, over) => {
    expect(refusal(over)).toBe(said)
  })
  it('by another person', () => {
    const twin = aPerson({ ref: 'B1' })

    expect(refusal({ parent: 'B1' }, twin)).toBe('parent: the parent is not older than the child')
    expect(refusal({}, aPerson())).toBe('ref: is there twice')
    expect(refusal({ parent: 'B1' }, { ...twin, birthDate: '1960-01-01', death: '1950-01-01' })).toBe(
      "parent: 'B1' cannot be computed: death is before the birth date",
    )
  })
})

describe('what a person should look at', () => {
  const old = { residence: [{ municipality: '837', from: '2024-02-29', to: null }] }

  it.each<readonly [string, Partial<PersonFacts>]>([
    ['no-start: no registered municipality and no first permit: no period has started', { residence: [] }],
    ['V06: is in none of the groups of section 2: nothing is due', { permitGround: 'other' }],
    [
      'quota: ground 90 is that of a quota refugee: counted so, though the flag is not set',
      { permitGround: '90' },
    ],
    [
      'no-residence: the first permit has started the period, but no place of residence is known: nothing is due to anybody',
      { firstPermit: '2025-03-17', residence: [] },
    ],
    [
      'no-residence: the first permit has started the period, but no place of residence is known before 2025-03-17: nothing is due for the time before',
      { firstPermit: '2025-02-02' },
    ],
    [
      'merged: municipality 588 ended on 2024-12-31: counted as 507, which it is a part of',
      { residence: [{ municipality: '588', from: '2025-03-17', to: null }] },
    ],
    [
      'V21: became a Finnish citizen on 2025-11-14: no instalment after that (assumption)',
      { citizenship: '2025-11-14' },
    ],
    [
      'V26: the residence history overlaps: of two municipalities the later move counts',
      { residence: [home, { ...home, municipality: '091', from: '2025-06-01' }] },
    ],
    [
      'V26: the residence history has a gap: no instalment for a first of month inside it',
      {
        residence: [
          { ...home, to: '2025-05-31' },
          { ...home, from: '2025-06-02' },
        ],
      },
    ],
  ])('%s', (said, over) => {
    expect(warnings([aPerson(over)])).toEqual([`A1 ${said}`])
  })
  it('of a period that began under the earlier Act', () => {
    const adultYear =
      "A1 adult-year: the adult's first year began on 2024-03-01, under the earlier Act: whether a supplement is due is an open question; none is counted"
    const oldStart =
      'A1 old-start: started under the earlier Act: the last year is certain for the quota refugee; for a relative it rests on the practice of 2022-2023 (family reunification)'
    const earlier =
      'A1 V02: instalments before 2025-01-01 belong to the kinds of the earlier Act and are not in this sum'

    expect(warnings([aPerson(old)])).toEqual([adultYear])
    expect(warnings([aPerson({ ...old, quota: true })])).toEqual([adultYear, oldStart])
    expect(warnings([aPerson({ ...old, quota: true, birthDate: '2015-01-01' })])).toEqual([oldStart])
    expect(warnings([aPerson(old)], { period: { from: '2024-12-01', to: '2025-12-31' } })).toEqual([
      earlier,
      adultYear,
    ])
    expect(warnings([aPerson(old)], { period: { from: '2024-12-02', to: '2025-12-31' } })).toEqual([
      adultYear,
    ])
  })
  it('says nothing where a history just fits, a citizen came to be after all instalments, or an adult year ended in time', () => {
    const moves = [
      { ...home, to: '2025-05-31' },
      { ...home, municipality: '091', from: '2025-06-01' },
    ]
    const before = [{ municipality: '837', from: '2023-12-15', to: null }]

    expect(warnings([aPerson({ residence: moves })])).toEqual([])
    expect(warnings([aPerson({ residence: moves.toReversed() })])).toEqual([])
    expect(warnings([aPerson({ citizenship: '2027-03-01' })])).toEqual([])
    expect(warnings([aPerson({ citizenship: '2027-02-28' })])).toHaveLength(1)
    expect(warnings([aPerson({ residence: before })])).toEqual([])
  })
  it('of histories that overlap and have a gap, in whatever order they are given', () => {
    const inside = [
      { ...home, to: '2025-12-31' },
      { ...home, municipality: '091', from: '2025-05-01', to: '2025-05-31' },
      { ...home, municipality: '049', from: '2026-01-02' },
    ]
    const codes = (residence: PersonFacts['residence']) =>
      warnings([aPerson({ residence })]).map((text) => text.slice(0, 36))

    expect(codes(inside)).toEqual([
      'A1 V26: the residence history overla',
      'A1 V26: the residence history has a ',
    ])
    expect(codes(inside.toReversed())).toEqual(codes(inside))
  })
  it('of a child born in Finland', () => {
    const child = aPerson({
      ref: 'C1',
      birthDate: '2025-04-05',
      parent: 'A1',
      residence: [{ ...home, from: '2025-04-05' }],
    })
    const last = (persons: PersonFacts[]) => warnings(persons).filter((text) => text.startsWith('C1'))

    expect(last([aPerson({ permitGround: 'other' }), child])).toEqual([
      'C1 V06: no recorded parent is in group G1 or G2 (2 § sub 5): nothing is due for the child',
    ])
    expect(last([aPerson({ residence: [] }), child])).toEqual([
      'C1 no-start: no parent has any time left on the first instalment date of the child, or none has started',
    ])
    expect(last([aPerson(), { ...child, residence: [] }])).toEqual([
      'C1 no-start: no registered municipality and no first permit: no period has started',
    ])
    expect(last([aPerson(), aPerson({ ref: 'B1' }), { ...child, otherParent: 'B1' }])).toEqual([
      'C1 two-parents: both parents are in group G1 or G2: which of them governs is an open question; the longer time is taken (assumption)',
    ])
    expect(last([aPerson({ ...old, quota: true }), { ...child, quota: true }])).toEqual([])
  })
})

describe('what to look at of a cost', () => {
  it.each<readonly [string, CostCase]>([
    [
      'L1 no-start: no start moment, entry to the assistance system or arrival is known: no day of the line can be claimed',
      aCostCase([aCostLine()], { persons: [aPerson({ residence: [] })] }),
    ],
    [
      "L1 arrival: no day of arrival is given: the first registered day in the claimant's area stands for it (assumption)",
      aCostCase([aCostLine()], { kind: 'PREPAREDNESS' }),
    ],
    [
      'L1 V24: the line crosses a year: each year has its own deadline',
      aCostCase([aCostLine({ from: '2025-12-31', to: '2026-01-01' })]),
    ],
    [
      'L1 V19: the law does not say from when the year runs: it is counted from the first cost (assumption)',
      aCostCase([aCostLine()], { kind: 'SOCIAL_ASSIST', claimant: { type: 'wellbeing-county', code: '08' } }),
    ],
    [
      'L1 V21: became a Finnish citizen on 2025-05-30: no cost after that day (assumption)',
      aCostCase([aCostLine()], { persons: [aPerson({ citizenship: '2025-05-30' })] }),
    ],
    [
      'L1 V18: days from the birthday on which the right ends are not counted',
      aCostCase([aCostLine()], {
        kind: 'UAM',
        claimant: { type: 'wellbeing-county', code: '08' },
        persons: [aPerson({ birthDate: '2002-05-31' })],
      }),
    ],
    [
      'L1 assumption: that a municipality-ax may claim this kind is an assumption',
      aCostCase([aCostLine()], {
        kind: 'TRAFFICKING',
        claimant: { type: 'municipality-ax', code: '478' },
      }),
    ],
  ])('%s', (said, input) => {
    expect(costWarnings(input)).toEqual([said])
  })
  it('and nothing on the day before', () => {
    expect(
      costWarnings(aCostCase([aCostLine()], { persons: [aPerson({ citizenship: '2025-05-31' })] })),
    ).toEqual([])
    expect(
      costWarnings(
        aCostCase([aCostLine()], {
          kind: 'UAM',
          claimant: { type: 'wellbeing-county', code: '08' },
          persons: [aPerson({ birthDate: '2002-06-01' })],
        }),
      ),
    ).toEqual([])
    expect(costWarnings(aCostCase([aCostLine()], { kind: 'TRAFFICKING', claimant: town }))).toEqual([])
  })
  it('where the law knows sums for some services only', () => {
    const aland = { type: 'municipality-ax', code: '478' } as const
    const persons = [aPerson({ permitGround: 'other' })]

    expect(
      costWarnings(
        aCostCase([aCostLine({ costType: 'rent' })], { kind: 'AX_SERVICES_CALC', claimant: aland, persons }),
      ),
    ).toEqual([
      'L1 no-unit: the law knows a sum for ax-advice, ax-assessment, ax-orientation, ax-home-parent, ax-cooperation only',
    ])
  })
})
