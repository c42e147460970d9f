import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCase, aCountyCase, aPerson, packJson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import { readRulePack } from '../rules/rule-pack.ts'
import type { Case } from './case.ts'
import { compute } from './compute.ts'

const computed = (input: Case, pack = shippedPack) => {
  const result = compute(input, pack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const dates = (persons: PersonFacts[], ref = 'C1') =>
  computed(aCase(persons))
    .persons.find((one) => one.ref === ref)
    ?.instalments.map(({ date }) => date) ?? []
const codes = (persons: PersonFacts[], ref = 'C1') =>
  computed(aCase(persons))
    .warnings.filter((one) => one.ref === ref)
    .map(({ code }) => code)

const at = (from: string): PersonFacts['residence'] => [{ municipality: '837', from, to: null }]
const child = (birthDate: string, over: Partial<PersonFacts> = {}): PersonFacts =>
  aPerson({ ref: 'C1', birthDate, parent: 'A1', permitGround: null, residence: at(birthDate), ...over })
const quotaParent = aPerson({ permitGround: '90', quota: true, residence: at('2025-02-01') })
const oldParent = aPerson({ residence: at('2024-06-15') })

describe('§17.1: a child born in Finland has the time of the parent', () => {
  it('of a quota parent of 1.2.2025 (36 instalments), born 5.3.2025: 34', () => {
    const months = dates([quotaParent, child('2025-03-05')])

    expect(months).toHaveLength(34)
    expect([months[0], months.at(-1)]).toEqual(['2025-04-01', '2028-01-01'])
  })
  it('of a parent of 15.6.2024 by the old start, born 5.1.2025: 29', () => {
    const months = dates([oldParent, child('2025-01-05')])

    expect(months).toHaveLength(29)
    expect(months.at(-1)).toBe('2027-06-01')
  })
  it('has no flag of its own: a quota child of another parent gets no more', () => {
    expect(dates([aPerson(), child('2025-04-05', { quota: true, permitGround: '90' })])).toHaveLength(23)
    expect(codes([aPerson(), child('2025-04-05', { quota: true })])).toEqual([])
  })
  it('is not asked about a permit of its own: any ground or none counts', () => {
    for (const permitGround of [null, '87', '110', 'other'])
      expect(dates([quotaParent, child('2025-03-05', { permitGround })])).toHaveLength(34)
  })
  it('by a parent of another ground, or of none, gives nothing and a warning', () => {
    for (const parent of [
      aPerson({ permitGround: 'other' }),
      aPerson({ permitGround: null, traffickingFrom: '2025-01-01' }),
    ])
      for (const permitGround of [null, '87']) {
        const people = [parent, child('2025-04-05', { permitGround })]

        expect(dates(people)).toEqual([])
        expect(codes(people)).toEqual(['V06'])
      }
  })
  it('by a family member (G2) gives the same as by the refugee (G1)', () => {
    for (const permitGround of ['114', '115'])
      expect(dates([aPerson({ permitGround }), child('2025-04-05')])).toHaveLength(23)
  })
  it('is nothing when the parent has no time left, or has none yet', () => {
    const late = [oldParent, child('2027-07-02')]
    const notStarted = [aPerson({ residence: [] }), child('2025-04-05')]

    expect([dates(late), codes(late)]).toEqual([[], ['no-start']])
    expect([dates(notStarted), codes(notStarted)]).toEqual([[], ['no-start']])
  })
  it('begins no earlier than the parent’s', () => {
    const parent = aPerson({ residence: at('2025-06-10') })

    expect(dates([parent, child('2025-03-05')])[0]).toBe('2025-07-01')
  })
  it('goes to where the child lives, and ends where the child dies', () => {
    const people = [quotaParent, child('2025-03-05', { death: '2025-06-01' })]

    expect(dates(people)).toEqual(['2025-04-01', '2025-05-01', '2025-06-01'])
  })
  it('counts the county the same months', () => {
    const county = computed(aCountyCase([quotaParent, child('2025-03-05')])).persons[1]

    expect(county?.instalments).toHaveLength(34)
  })
})

describe('§17.1: both parents', () => {
  const both = child('2025-04-05', { parent: 'A1', otherParent: 'B1' })
  const long = aPerson({ ref: 'B1', permitGround: '90', quota: true, residence: at('2025-02-01') })

  it('of the groups: the longer time is taken and marked, in whichever order they stand', () => {
    const turned = { ...both, parent: 'B1', otherParent: 'A1' }

    expect(dates([aPerson(), long, both])).toHaveLength(33)
    expect(dates([aPerson(), long, turned])).toEqual(dates([aPerson(), long, both]))
    expect(codes([aPerson(), long, both])).toEqual(['two-parents'])
  })
  it('one of whom is in no group: the other governs, and nothing is open', () => {
    const other = { ...long, permitGround: 'other', quota: false }

    expect(dates([aPerson(), other, both])).toEqual(dates([aPerson(), child('2025-04-05')]))
    expect(codes([aPerson(), other, both])).toEqual([])
  })
  it('only the other parent recorded', () => {
    expect(dates([long, { ...both, parent: null }])).toHaveLength(33)
  })
})

it('§17.1: a grandchild has the time of its own parent, who had it of another', () => {
  const grandparent = aPerson({ ref: 'G1', birthDate: '1960-01-01', residence: at('2025-02-01') })
  const parent = aPerson({ parent: 'G1', residence: at('2025-02-01') })

  expect(dates([grandparent, parent, child('2025-04-05')]).at(-1)).toBe('2027-01-01')
})

it('§17.1: every instalment of a child is one on which the parent’s time runs', () => {
  const day = fc
    .integer({ min: 0, max: 1800 })
    .map((n) => new Date(Date.UTC(2023, 0, 1 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, fc.boolean(), (start, birth, quota) => {
      const parent = aPerson({ quota, residence: at(start) })
      const people = [parent, child(birth)]
      const wide = aCase(people, { kind: 'CALC_MUNI', period: { from: '2025-01-01', to: '2035-12-31' } })
      const [of, own] = computed(wide).persons
      const parents = new Set(of?.instalments.map(({ date }) => date))

      expect(own?.instalments.filter(({ date }) => !parents.has(date) || date < birth)).toEqual([])
      expect(own?.instalments).toHaveLength([...parents].filter((date) => date >= birth).length)
    }),
  )
})

it('a claim that rests on the edition before keeps its sum: there the child had a time of its own too', () => {
  const before = readRulePack(packJson('fi-681-2025.1'))
  const months = computed(
    aCase([quotaParent, child('2025-03-05', { permitGround: '87' })], {
      period: { from: '2025-01-01', to: '2035-12-31' },
    }),
    before,
  ).persons[1]?.instalments

  expect(months).toHaveLength(24)
})
