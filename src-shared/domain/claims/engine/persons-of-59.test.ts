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
import { readRulePack } from '../rules/rule-pack.ts'
import type { Case } from './case.ts'
import { compute } from './compute.ts'
import type { CostCase } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'

const computed = (input: Case, pack = shippedPack) => {
  const result = compute(input, pack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const costs = (input: CostCase) => {
  const result = computeCosts(input, shippedPack, areas)
  if (!result.ok) throw new Error(`${result.error.path}: ${result.error.message}`)
  return result.value
}
const textOf = (found: { readonly warnings: readonly { code: string; text: string }[] }, code: string) =>
  found.warnings.find((one) => one.code === code)?.text

describe('§17.2: ground 90 is that of a quota refugee', () => {
  it('without the flag too: 36 instalments and a warning', () => {
    const found = computed(aCase([aPerson({ permitGround: '90' })]))

    expect(found.persons[0]?.instalments).toHaveLength(36)
    expect(textOf(found, 'quota')).toContain('90')
  })
  it('with the flag: the same and no warning; a relative’s flag counts as before', () => {
    for (const permitGround of ['90', '114']) {
      const found = computed(aCase([aPerson({ permitGround, quota: true })]))

      expect(found.persons[0]?.instalments).toHaveLength(36)
      expect(found.warnings).toEqual([])
    }
    expect(computed(aCase([aPerson({ permitGround: '114' })])).persons[0]?.instalments).toHaveLength(24)
  })
  it('by the old start four years, with the mark that a relative’s fourth rests on practice', () => {
    const person = aPerson({
      permitGround: '90',
      residence: [{ municipality: '837', from: '2024-02-29', to: null }],
    })
    const found = computed(aCase([person]))

    expect(found.persons[0]?.instalments.at(-1)?.date).toBe('2028-02-01')
    expect(textOf(found, 'old-start')).toContain('practice of 2022-2023')
  })
  it('and not by the edition before, which older claims rest on', () => {
    const before = readRulePack(packJson('fi-681-2025.1'))

    expect(computed(aCase([aPerson({ permitGround: '90' })]), before).persons[0]?.instalments).toHaveLength(
      24,
    )
  })
})

describe('§17.3: a first permit without a place of residence', () => {
  it('is due to nobody, and a warning says what is missing', () => {
    const found = computed(aCase([aPerson({ firstPermit: '2025-03-17', residence: [] })]))

    expect(found.persons[0]).toMatchObject({ start: '2025-03-17', instalments: [], totalCents: 0 })
    expect(textOf(found, 'no-residence')).toMatch(/no place of residence is known: nothing is due/)
  })
  it('before the first place: the time before is lost, and told with the day', () => {
    const found = computed(aCase([aPerson({ firstPermit: '2025-01-20' })]))

    expect(found.persons[0]?.instalments[0]?.date).toBe('2025-04-01')
    expect(textOf(found, 'no-residence')).toContain('before 2025-03-17')
  })
  it('in the month of the first place nothing is lost, nor outside the period that is asked', () => {
    const inMonth = aPerson({ firstPermit: '2025-03-02' })
    const before = aPerson({ firstPermit: '2025-01-20' })
    const later = { period: { from: '2025-04-01', to: '2025-12-31' } }
    const earlier = { period: { from: '2024-12-01', to: '2025-01-31' } }

    expect(computed(aCase([inMonth])).warnings).toEqual([])
    expect(computed(aCase([before], later)).warnings).toEqual([])
    expect(computed(aCase([before], earlier)).warnings).toEqual([])
  })
})

describe('§17.4: victims of human trafficking', () => {
  const claim = (over: Partial<CostCase>) => aCostCase([aCostLine()], { kind: 'TRAFFICKING', ...over })
  const citizen = aPerson({
    permitGround: null,
    residence: [{ municipality: '837', from: '1990-05-01', to: null }],
  })

  it('a Finnish citizen with an empty ground: costs count from the entry to the assistance system', () => {
    const days = (traffickingFrom: string) =>
      costs(claim({ persons: [{ ...citizen, traffickingFrom }] })).lines[0]?.days

    expect(days('2025-05-01')).toBe(31)
    expect(days('2025-05-10')).toBe(22)
    expect(days('2025-06-01')).toBe(0)
  })
  it('a Finnish citizen whose entry is not known: nothing, and a warning', () => {
    const found = costs(claim({ persons: [citizen] }))

    expect([found.refused, found.totalCents]).toEqual([[], 0])
    expect(textOf(found, 'no-start')).toContain('entry to the assistance system')
  })
  it('somebody with a permit: neither before the start nor before the entry', () => {
    const days = (from: string, traffickingFrom: string | null) =>
      costs(
        claim({
          persons: [
            aPerson({
              permitGround: '52a.2',
              residence: [{ municipality: '837', from, to: null }],
              traffickingFrom,
            }),
          ],
        }),
      ).lines[0]?.days

    expect(days('2025-05-10', '2025-05-20')).toBe(12)
    expect(days('2025-05-20', '2025-05-10')).toBe(12)
    expect(days('2025-05-10', null)).toBe(22)
  })
  it('whoever was a citizen at the entry already: from the entry, whatever the residence', () => {
    const person = aPerson({ citizenship: '2025-05-10', traffickingFrom: '2025-05-10', residence: [] })

    expect(costs(claim({ persons: [person] })).lines[0]?.days).toBe(22)
    expect(costs(claim({ persons: [{ ...person, citizenship: '2025-05-11' }] })).lines[0]?.days).toBe(0)
  })
  it('brings a citizen no calculated sum, and no refusal either', () => {
    const found = computed(aCase([{ ...citizen, traffickingFrom: '2025-01-01' }]))

    expect([found.refused, found.totalCents]).toEqual([[], 0])
    expect(found.warnings.map(({ code }) => code)).toContain('V06')
  })
  it('is open to an Åland municipality, marked as an assumption; to others without the mark', () => {
    const persons = [
      {
        ...citizen,
        traffickingFrom: '2025-01-01',
        residence: [{ municipality: '478', from: '1990-05-01', to: null }],
      },
    ]
    const aland = costs(claim({ claimant: { type: 'municipality-ax', code: '478' }, persons }))
    const town = costs(claim({ persons }))

    expect(aland.totalCents).toBe(100_000)
    expect(textOf(aland, 'assumption')).toContain('municipality-ax')
    expect(textOf(town, 'assumption')).toBeUndefined()
  })
})

describe('§17.5: preparedness ends at arrival in Finland or the move, a day of its own', () => {
  const flat = (over: Parameters<typeof aPerson>[0]) =>
    costs(
      aCostCase([aCostLine({ from: '2025-07-01', to: '2025-07-31', grossCents: 62_000 })], {
        kind: 'PREPAREDNESS',
        persons: [aPerson({ residence: [{ municipality: '837', from: '2025-08-05', to: null }], ...over })],
      }),
    )

  it('which need not be the first registered day', () => {
    expect(flat({ arrival: '2025-07-20' }).lines[0]).toMatchObject({ days: 19, claimableCents: 38_000 })
    expect(flat({ arrival: '2025-07-20' }).warnings).toEqual([])
    expect(flat({ arrival: '2025-12-01' }).lines[0]?.days).toBe(0)
    expect(flat({ arrival: '2025-07-20', residence: [] }).lines[0]?.days).toBe(19)
  })
  it('where it is not known, the first registered day stands for it, and this is told', () => {
    const found = flat({})

    expect(found.lines[0]?.days).toBe(31)
    expect(textOf(found, 'arrival')).toContain('first registered day')
  })
  it('where neither is known, nothing can be claimed', () => {
    const found = flat({ residence: [] })

    expect(found.totalCents).toBe(0)
    expect(found.warnings.map(({ code }) => code)).toEqual(['no-start'])
  })
})
