import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aCase, aCostCase, aCostLine, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import type { Case } from './case.ts'
import { compute } from './compute.ts'
import type { CostCase } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'

const computed = (input: Case) => {
  const result = compute(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const costs = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const refused = (persons: PersonFacts[], over: Partial<Case> = {}) =>
  computed(aCase(persons, over)).refused.map(({ ref, field }) => `${ref} ${field}`)
const home = { municipality: '837', from: '2025-03-17', to: null }

describe('one person who cannot be refuses nobody else', () => {
  const impossible: readonly (readonly [string, Partial<PersonFacts>])[] = [
    ['death', { death: '1980-01-01' }],
    ['citizenship', { citizenship: '1980-01-01' }],
    ['firstPermit', { firstPermit: '1980-01-01' }],
    ['arrival', { arrival: '1980-01-01' }],
    ['arrival', { arrival: '2025-06-02', death: '2025-06-01' }],
    ['traffickingFrom', { traffickingFrom: '1980-01-01' }],
    ['traffickingFrom', { traffickingFrom: '2025-06-02', death: '2025-06-01' }],
    ['residence[0].to', { residence: [{ ...home, to: '2025-03-16' }] }],
    ['residence[0].from', { birthDate: '2025-04-01' }],
    ['residence[0].from', { death: '2025-03-16' }],
    ['residence[1].from', { residence: [home, { ...home, municipality: '091' }] }],
    ['residence[0].municipality', { residence: [{ ...home, municipality: '999' }] }],
    ['permitGround', { permitGround: '999' }],
    ['permitGround', { permitGround: null }],
    ['parent', { parent: 'GONE' }],
    ['parent', { parent: 'A1' }],
    ['otherParent', { otherParent: 'GONE' }],
    ['parent', { parent: 'GOOD', birthDate: '1990-05-01' }],
  ]
  it.each(impossible)('with an impossible %s', (field, over) => {
    const good = aPerson({ ref: 'GOOD' })
    const { refused: found, persons, totalCents } = computed(aCase([aPerson(over), good]))

    expect(found).toEqual([{ ref: 'A1', field, why: expect.stringMatching(/./) }])
    expect(persons).toEqual(computed(aCase([good])).persons)
    expect(totalCents).toBe(1_184_500)
  })
  it('keeps what only just can be: a death, a permit, an arrival on the day of birth', () => {
    const birthDate = '2025-03-17'
    const [person] = computed(
      aCase([
        aPerson({
          birthDate,
          firstPermit: birthDate,
          death: '2025-08-01',
          citizenship: birthDate,
          arrival: birthDate,
          traffickingFrom: '2025-08-01',
          residence: [{ ...home, to: '2025-03-17' }],
        }),
      ]),
    ).persons

    expect(person?.start).toBe(birthDate)
    expect(refused([aPerson({ residence: [{ ...home, from: '2025-08-01' }], death: '2025-08-01' })])).toEqual(
      [],
    )
  })
  it('of two with one ref both, for nobody can say who is meant; and whoever names them as a parent', () => {
    const child = aPerson({ ref: 'C1', birthDate: '2025-04-01', parent: 'A1', residence: [] })

    expect(refused([aPerson(), child, aPerson(), aPerson({ ref: 'B1' })])).toEqual([
      'A1 ref',
      'C1 parent',
      'A1 ref',
    ])
  })
  it('a child of a parent who cannot be, and the child of that child, but not the other way round', () => {
    const residence: PersonFacts['residence'] = []
    const parent = aPerson({ birthDate: '1950-01-01', residence })
    const child = aPerson({ ref: 'C1', birthDate: '1980-01-01', parent: 'A1', residence })
    const grandchild = aPerson({ ref: 'D1', birthDate: '2025-01-01', parent: 'C1', residence })

    expect(refused([grandchild, child, { ...parent, permitGround: '999' }])).toEqual([
      'D1 parent',
      'C1 parent',
      'A1 permitGround',
    ])
    expect(refused([grandchild, { ...child, permitGround: '999' }, parent])).toEqual([
      'D1 parent',
      'C1 permitGround',
    ])
    expect(computed(aCase([child, { ...parent, permitGround: '999' }])).refused[0]?.why).toBe(
      "'A1' cannot be computed: permitGround '999' is not a ground that the rules know",
    )
  })
  it('persons who are each other’s parent', () => {
    const one = aPerson({ parent: 'B1' })
    const other = aPerson({ ref: 'B1', birthDate: '1970-01-01', parent: 'A1' })

    expect(refused([one, other])).toEqual(['A1 parent', 'B1 parent'])
  })
  it('lines of cost of a person who cannot be, and no others', () => {
    const lines = [aCostLine(), aCostLine({ ref: 'L2', person: 'B1' })]
    const persons = [aPerson({ death: '1980-01-01' }), aPerson({ ref: 'B1' })]
    const found = costs(aCostCase(lines, { persons }))

    expect(found.refused).toEqual([{ ref: 'A1', field: 'death', why: 'is before the birth date' }])
    expect(found.lines.map(({ ref }) => ref)).toEqual(['L2'])
    expect(found.totalCents).toBe(100_000)
  })
  it('changes no cent of the others, whoever is added', () => {
    const bad = fc.constantFrom(...impossible.map(([, over]) => over))
    fc.assert(
      fc.property(fc.array(bad, { maxLength: 4 }), fc.nat({ max: 4 }), (others, place) => {
        const good = aPerson({ ref: 'GOOD' })
        const persons = others.map((over, index) =>
          aPerson({
            ...over,
            ref: `BAD${index}`,
            ...(over.parent === 'A1' ? { parent: `BAD${index}` } : {}),
          }),
        )
        persons.splice(place, 0, good)
        const found = computed(aCase(persons))

        expect(found.persons).toEqual(computed(aCase([good])).persons)
        expect(found.refused).toHaveLength(others.length)
      }),
    )
  })
})

describe('a ground that is empty', () => {
  it('is asked where the group hangs on it, and not of G4, G5, G6 or where no group is asked', () => {
    const person = aPerson({ permitGround: null, traffickingFrom: null })
    const county = { type: 'wellbeing-county', code: '08' } as const
    const of = (kind: string, claimant: CostCase['claimant'] = county) =>
      costs(aCostCase([], { kind, claimant, persons: [person] })).refused.map(({ field }) => field)

    expect(of('SPECIAL_HEALTH')).toEqual(['permitGround'])
    expect(of('SOCIAL_ASSIST')).toEqual(['permitGround'])
    for (const kind of ['TRAFFICKING', 'UAM', 'WAR_VOLUNTEER', 'RETURN']) expect(of(kind)).toEqual([])
    expect(of('AX_SERVICES_CALC', { type: 'municipality-ax', code: '478' })).toEqual([])
  })
})
