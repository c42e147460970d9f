import { describe, expect, it } from 'vitest'
import { aCase, aPerson, shippedPack } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import type { PersonFacts } from '../../people/person-facts.ts'
import { compute } from './compute.ts'

/** The day on which a warning begins or ends. */
const codes = (...persons: PersonFacts[]) => {
  const result = compute(aCase(persons), shippedPack, areas)
  if (!result.ok) throw new Error(result.error.path)
  return result.value.warnings.map(({ ref, code }) => `${ref} ${code}`)
}
const at = (from: string, municipality = '837', to: string | null = null) => ({ municipality, from, to })

describe('what a person should look at', () => {
  it('§17.6: a municipality that merged, from the day after its last (Pertunmaa, 31.12.2024)', () => {
    expect(codes(aPerson({ residence: [at('2024-12-31', '588')] }))).toEqual([])
    expect(codes(aPerson({ residence: [at('2025-01-01', '588')] }))).toEqual(['A1 merged'])
  })
  it('E5: an adult year of which a month falls under the new law', () => {
    // the twelfth month as an adult is January 2025, or December 2024
    expect(codes(aPerson({ residence: [at('2024-02-01')] }))).toEqual(['A1 adult-year'])
    expect(codes(aPerson({ residence: [at('2024-01-02')] }))).toEqual(['A1 adult-year'])
    expect(codes(aPerson({ residence: [at('2024-01-01')] }))).toEqual([])
  })
  it('§8.3: the fourth year of an old start, of who has a time of its own', () => {
    const parent = aPerson({ quota: true, permitGround: '90', residence: [at('2024-02-29')] })
    const child = aPerson({
      ref: 'C1',
      birthDate: '2024-06-01',
      parent: 'A1',
      quota: true,
      residence: [at('2024-06-01')],
    })

    expect(codes(parent, child)).toEqual(['A1 adult-year', 'A1 old-start'])
    expect(codes(aPerson({ quota: true, residence: [] }))).toEqual(['A1 no-start'])
    expect(codes(aPerson({ quota: true, birthDate: '2015-01-01', residence: [at('2024-12-31')] }))).toEqual([
      'A1 old-start',
    ])
    expect(codes(aPerson({ quota: true, residence: [at('2025-01-01')] }))).toEqual([])
  })
  it('§17.3: a first permit without a place, if a first of a month lies between', () => {
    const permit = { firstPermit: '2025-03-15' }

    expect(codes(aPerson({ ...permit, residence: [at('2025-04-01')] }))).toEqual([])
    expect(codes(aPerson({ ...permit, residence: [at('2025-04-02')] }))).toEqual(['A1 no-residence'])
  })
  it('V26: a history whose end is open, or that goes on after a stay inside another, has no gap', () => {
    const open = [at('2025-03-17', '837', '2025-04-30'), at('2025-05-01', '091'), at('2025-09-01', '049')]
    const inside = [
      at('2025-03-17', '837', '2025-12-31'),
      at('2025-05-01', '091', '2025-05-31'),
      at('2026-01-01', '049'),
    ]

    expect(codes(aPerson({ residence: open }))).toEqual(['A1 V26'])
    expect(codes(aPerson({ residence: inside }))).toEqual(['A1 V26'])
  })
})

it('a kind asks for a ground where all of its rows do', () => {
  const pack = {
    ...shippedPack,
    kinds: shippedPack.kinds.map((kind) =>
      kind.code === 'CALC_MUNI' && kind.validFrom === '2026-01-01'
        ? { ...kind, groups: ['G5' as const] }
        : kind,
    ),
  }
  const refused = (rules: typeof pack) => {
    const result = compute(aCase([aPerson({ permitGround: null })]), rules, areas)
    return result.ok && result.value.refused.map(({ field }) => field)
  }

  expect(refused(shippedPack)).toEqual(['permitGround'])
  expect(refused(pack)).toEqual([])
})
