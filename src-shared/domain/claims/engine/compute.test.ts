import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCase, aCountyCase, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { Case } from './case.ts'
import { compute } from './compute.ts'

const computed = (input: Case) => {
  const result = compute(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const total = (input: Case) => computed(input).totalCents
const only = (input: Case) => {
  const [person] = computed(input).persons
  if (!person) throw new Error('no person')
  return person
}
const problem = (input: Case) => {
  const result = compute(input, shippedPack, areas)
  return result.ok ? null : result.error.path
}
const quotaChild = aPerson({
  birthDate: '2018-06-20',
  quota: true,
  permitGround: '90',
  residence: [{ municipality: '837', from: '2025-02-01', to: null }],
})
const mover = aPerson({
  residence: [
    { municipality: '837', from: '2025-03-17', to: '2025-08-09' },
    { municipality: '091', from: '2025-08-10', to: null },
  ],
})

describe('the worked examples of the domain note, to the cent', () => {
  it('E1: an adult who arrives in the middle of a month and stays', () => {
    const town = only(aCase([aPerson()]))
    const county = only(aCountyCase([aPerson()]))

    expect(town.byYear).toEqual({ 2025: 734_475, 2026: 398_725, 2027: 51_300 })
    expect([town.baseCents, town.supplementCents]).toEqual([410_400, 774_100])
    expect(town.instalments).toHaveLength(24)
    expect(town.instalments.at(-1)?.date).toBe('2027-03-01')
    expect(county.byYear).toEqual({ 2025: 87_750, 2026: 111_525, 2027: 27_425 })
  })
  it('E2: a quota child who turns 7 in the period', () => {
    const town = only(aCase([quotaChild]))

    expect(town.instalments).toHaveLength(36)
    expect(town.instalments.filter(({ band }) => band === 'under7')).toHaveLength(5)
    expect(town.instalments[0]?.baseCents).toBe('68525/3')
    expect(town.totalCents).toBe(644_308)
    expect(total(aCountyCase([quotaChild]))).toBe(322_892)
  })
  it('E3: a move divides the sum and restarts nothing', () => {
    const helsinki = { type: 'municipality', code: '091' } as const

    expect(total(aCase([mover]))).toBe(408_042)
    expect(total(aCase([mover], { claimant: helsinki }))).toBe(776_458)
    expect(total(aCountyCase([mover]))).toBe(48_750)
    expect(total(aCountyCase([mover], { claimant: { type: 'wellbeing-county', code: '90' } }))).toBe(177_950)
  })
  it('E4: a death ends the instalments', () => {
    expect(total(aCase([aPerson({ death: '2025-11-14' })]))).toBe(652_867)
  })
  it('E5: an old start on a leap day: the new rate from 2025, no supplement, and a question', () => {
    const result = computed(
      aCase([aPerson({ residence: [{ municipality: '837', from: '2024-02-29', to: null }] })]),
    )

    expect(result.totalCents).toBe(444_600)
    expect(result.persons[0]?.instalments).toHaveLength(26)
    expect(result.warnings.map(({ code }) => code)).toContain('adult-year')
  })
  it('E6: a child born in Finland stops with the parent', () => {
    const child = aPerson({
      ref: 'C1',
      birthDate: '2026-10-05',
      parent: 'A1',
      permitGround: null,
      residence: [{ municipality: '837', from: '2026-10-05', to: null }],
    })
    const ofChild = (input: Case) => computed(input).persons.find(({ ref }) => ref === 'C1')

    expect(ofChild(aCase([child, aPerson()]))?.totalCents).toBe(114_208)
    expect(ofChild(aCountyCase([aPerson(), child]))?.totalCents).toBe(39_500)
  })
  it('E7: a supplement from the 18th birthday, as far as the period lasts', () => {
    const residence = [{ municipality: '837', from: '2025-06-01', to: null }]

    expect(total(aCase([aPerson({ birthDate: '2007-09-09', residence })]))).toBe(1_184_500)
    expect(total(aCase([aPerson({ birthDate: '2008-09-09', residence })]))).toBe(926_467)
  })
  it('E8: temporary protection starts with the municipality, never with the permit', () => {
    const person = only(
      aCase([
        aPerson({
          permitGround: '110',
          firstPermit: '2024-04-01',
          residence: [{ municipality: '837', from: '2025-05-15', to: null }],
        }),
      ]),
    )

    expect(person.start).toBe('2025-05-15')
    expect(
      person.instalments.map(({ date }) => date).filter((_, i, all) => i === 0 || i === all.length - 1),
    ).toEqual(['2025-06-01', '2027-05-01'])
  })
  it('E12: full periods', () => {
    const residence = [{ municipality: '837', from: '2025-01-01', to: null }]

    expect(total(aCase([aPerson({ residence })]))).toBe(1_184_500)
    expect(total(aCase([aPerson({ residence, quota: true })]))).toBe(1_389_700)
    expect(total(aCountyCase([aPerson({ residence })]))).toBe(226_700)
    expect(total(aCountyCase([aPerson({ residence, quota: true })]))).toBe(336_400)
  })
})

describe('edges', () => {
  it('keeps the instalment of a month on whose first day a person dies or becomes a citizen', () => {
    expect(only(aCase([aPerson({ death: '2025-11-01' })])).instalments).toHaveLength(8)
    expect(only(aCase([aPerson({ citizenship: '2025-11-01' })])).instalments).toHaveLength(8)
  })
  it('counts the residence elsewhere for the start, not for this claimant', () => {
    const person = only(aCase([mover], { claimant: { type: 'municipality', code: '091' } }))

    expect(person.start).toBe('2025-03-17')
    expect(person.instalments[0]?.date).toBe('2025-09-01')
  })
  it('takes the seventh birthday on the first of a month as seven', () => {
    const child = aPerson({ birthDate: '2018-05-01' })

    expect(
      only(aCase([child]))
        .instalments.slice(0, 2)
        .map(({ band }) => band),
    ).toEqual(['under7', '7plus'])
  })
  it.each([
    ['claimant.code', aCase([], { claimant: { type: 'municipality', code: '999' } })],
    ['claimant.code', aCase([], { claimant: { type: 'municipality', code: '478' } })],
    ['claimant.type', aCase([], { kind: 'CALC_WSC' })],
    ['period.to', aCase([], { period: { from: '2026-01-01', to: '2025-01-01' } })],
    ['kind', aCase([], { kind: '__proto__' })],
  ])('refuses an impossible case and names %s', (path, input) => {
    expect(problem(input)).toBe(path)
  })
})

const towns = ['837', '091', '478', '005'] as const
const day = fc
  .integer({ min: 0, max: 1500 })
  .map((n) => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10))
/** A person who moves between towns without a gap, so that every instalment falls on one of them. */
const movingPerson: fc.Arbitrary<PersonFacts> = fc
  .record({
    birth: fc.integer({ min: 0, max: 20_000 }),
    moves: fc.uniqueArray(day, { minLength: 1, maxLength: 5 }),
    town: fc.array(fc.constantFrom(...towns), { minLength: 5, maxLength: 5 }),
    quota: fc.boolean(),
  })
  .map(({ birth, moves, town, quota }) => {
    const dates = moves.toSorted()
    return aPerson({
      birthDate: new Date(Date.UTC(2023, 11, 31 - birth)).toISOString().slice(0, 10),
      quota,
      residence: dates.map((from, index) => ({
        municipality: town[index] ?? '837',
        from,
        to:
          index + 1 < dates.length
            ? new Date(Date.parse(dates[index + 1] ?? '') - 86_400_000).toISOString().slice(0, 10)
            : null,
      })),
    })
  })

describe('properties', () => {
  it('pays the same instalments in total wherever the person lives', () => {
    fc.assert(
      fc.property(movingPerson, (person) => {
        const stays = {
          ...person,
          residence: [{ municipality: '837', from: person.residence[0]?.from ?? '', to: null }],
        }
        const mainland = ['837', '091', '005'].flatMap(
          (code) => only(aCase([person], { claimant: { type: 'municipality', code } })).instalments,
        )
        const aland = only(
          aCase([person], { claimant: { type: 'municipality-ax', code: '478' }, kind: 'CALC_MUNI_AX' }),
        )
        const dates = [...mainland, ...aland.instalments].map(({ date }) => date).toSorted()

        expect(dates).toEqual(only(aCase([stays])).instalments.map(({ date }) => date))
      }),
    )
  })
  it('gives at most twelve supplements, and county and town the same dates', () => {
    fc.assert(
      fc.property(movingPerson, (person) => {
        const town = only(aCase([person]))
        const county = only(
          aCountyCase([
            {
              ...person,
              residence: person.residence.map((r) =>
                r.municipality === '837' ? r : { ...r, municipality: '091' },
              ),
            },
          ]),
        )

        expect(town.instalments.filter(({ supplement }) => supplement).length).toBeLessThanOrEqual(12)
        expect(county.instalments.map(({ date }) => date)).toEqual(town.instalments.map(({ date }) => date))
      }),
    )
  })
  it('does not depend on the order of persons, and a period split at a year end changes no cent', () => {
    fc.assert(
      fc.property(fc.array(movingPerson, { maxLength: 5 }), (people) => {
        const persons = people.map((person, index) => ({ ...person, ref: `P${index}` }))
        const whole = total(aCase(persons))

        expect(total(aCase(persons.toReversed()))).toBe(whole)
        expect(
          total(aCase(persons, { period: { from: '2025-01-01', to: '2026-12-31' } })) +
            total(aCase(persons, { period: { from: '2027-01-01', to: '2035-12-31' } })),
        ).toBe(whole)
      }),
    )
  })
})
