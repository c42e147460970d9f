import { describe, expect, it } from 'vitest'
import { packJson, shippedPack } from '../../../../test/builders/case.ts'
import { type RulePack, readRulePack } from '../rules/rule-pack.ts'
import { isUnverified } from './claim-rules.ts'

const in2025 = { from: '2025-01-01', to: '2025-12-31' }

describe('V25: a rule that the claim rests on is not verified', () => {
  const verified = readRulePack(
    JSON.parse(JSON.stringify(packJson('fi-681-2025.1.1')).replaceAll('"unverified"', '"verified"')),
  )
  const with_ = (over: Partial<RulePack>) => isUnverified({ ...verified, ...over }, 'CALC_MUNI', in2025)
  const open = <R extends object>(row: R) => ({ ...row, status: 'unverified' as const })

  it('its kind, its rates, the deadlines or the policy, each alone', () => {
    const kinds = (code: string) => verified.kinds.map((kind) => (kind.code === code ? open(kind) : kind))
    const rates = (of: string) => verified.rates.map((rate) => (rate.kind === of ? open(rate) : rate))

    expect(with_({})).toBe(false)
    expect(with_({ kinds: kinds('CALC_MUNI') })).toBe(true)
    expect(with_({ kinds: kinds('CALC_WSC') })).toBe(false)
    expect(with_({ rates: rates('CALC_MUNI') })).toBe(true)
    expect(with_({ rates: rates('CALC_WSC') })).toBe(false)
    expect(with_({ deadlines: open(verified.deadlines) })).toBe(true)
    expect(with_({ policy: open(verified.policy) })).toBe(true)
  })
  it('of the time of the claim', () => {
    const cut = (row: 'kinds' | 'rates') => ({
      [row]: verified[row].map((one) => ({ ...open(one), validFrom: '2026-01-01' })),
    })

    expect(with_(cut('kinds'))).toBe(false)
    expect(with_(cut('rates'))).toBe(false)
    expect(isUnverified(shippedPack, 'CALC_MUNI', in2025)).toBe(true)
  })
})
