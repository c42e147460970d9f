import { describe, expect, it } from 'vitest'
import { aCase, aPerson, packJson, shippedPack, shippedPacks } from '../../../../test/builders/case.ts'
import { areas } from '../../../codes/areas.ts'
import { compute } from '../engine/compute.ts'
import { layTogether } from './rule-book.ts'
import { authorityOn, kindOn, type RulePack, rateOn, readRulePack } from './rule-pack.ts'

const changed = (id: string, over: Partial<RulePack>): RulePack => ({
  ...readRulePack(packJson(id)),
  ...over,
})

describe('packs laid one after another', () => {
  it('are named after all of them, in the order of their time, however they come', () => {
    expect(shippedPack.id).toBe('fi-1386-2023.1.1+fi-681-2025.1.1+fi-681-2026.1.1')
    expect(layTogether(shippedPacks.toReversed())).toEqual(shippedPack)
  })
  it('each govern their own days: the rate of an instalment is that of its month', () => {
    const rates = ['2024-12-01', '2025-12-01', '2026-01-01'].map(
      (day) => rateOn(shippedPack, 'CALC_MUNI', 'municipality', day)?.ruleId ?? null,
    )

    expect(rates).toEqual([null, 'calc-muni-2025', 'calc-muni-2026'])
  })
  it('name the authorities as they were called on the day', () => {
    const deciders = ['2024-05-01', '2025-12-31', '2026-01-01'].map(
      (day) => authorityOn(shippedPack, 'decider', day)?.name.fi,
    )

    expect(deciders).toEqual(['ELY-keskus', 'ELY-keskus', 'elinvoimakeskus'])
  })
  it('know the age limit of each day (323/2024: 23 years from 1.7.2024)', () => {
    const limits = ['2024-06-30', '2024-07-01'].map(
      (day) => kindOn(shippedPack, 'L_UAM', day)?.window?.beforeAge,
    )

    expect(limits).toEqual([25, 23])
  })
  it('are refused when two of them govern one day', () => {
    const long = changed('fi-681-2025.1.1', { activityTo: '2026-01-01' })
    const later = changed('fi-681-2026.1.1', {})

    expect(() => layTogether([later, long])).toThrow('fi-681-2026.1.1: governs days of fi-681-2025.1.1 too')
  })
  it('E5: what was missed in 2024 is due at the sums for late applications, and was paid at others', () => {
    const result = compute(
      aCase([aPerson({ residence: [{ municipality: '837', from: '2024-02-29', to: null }] })], {
        kind: 'L_CALC',
        period: { from: '2024-01-01', to: '2024-12-31' },
      }),
      shippedPack,
      areas,
    )

    expect(result.ok && result.value.totalCents).toBe(124_667)
    expect(rateOn(shippedPack, 'L_CALC', 'municipality', '2024-03-01', 'automatic-run')?.from7Cents).toBe(
      195_500,
    )
  })
  it('say of every kind what the law says, what to attach, and where it stands', () => {
    for (const kind of shippedPack.kinds) {
      expect(kind.guidance.fi.length, kind.code).toBeGreaterThan(60)
      expect(kind.evidence.length, kind.code).toBeGreaterThan(0)
      expect(kind.section, kind.code).toMatch(/§/)
      expect(kind.basis === 'actual', kind.code).toBe(kind.window !== null && kind.units.length === 0)
    }
  })
})
