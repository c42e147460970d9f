import { describe, expect, it } from 'vitest'
import { packJson, shippedPack } from '../../../../test/builders/case.ts'
import { claimDeadline, readRulePack } from './rule-pack.ts'

describe('a rule pack', () => {
  it('says for every row where it comes from and whether somebody verified it', () => {
    const rows = [
      ...shippedPack.kinds,
      ...shippedPack.rates,
      ...shippedPack.durations,
      ...shippedPack.permitGrounds,
    ]

    expect(rows.every((row) => row.source && row.section && row.sourceDate && row.status)).toBe(true)
  })
  it.each(['under7Cents', 'source', 'status', 'validFrom'])(
    'is refused without %s of a rate, by name',
    (field) => {
      const pack = packJson() as { rates: Record<string, unknown>[] }
      delete pack.rates[0]?.[field]

      expect(() => readRulePack(pack)).toThrow(`rates.0.${field}`)
    },
  )
  it('is refused when two rates of one kind overlap in time', () => {
    const pack = packJson() as { rates: Record<string, unknown>[] }
    pack.rates.push({ ...pack.rates[0], ruleId: 'again', validFrom: '2026-01-01' })

    expect(() => readRulePack(pack)).toThrow('rates.4: overlaps rule calc-muni-2025')
  })
  it('gives two years after the end of the activity year to claim (E11)', () => {
    expect([2025, 2026].map((year) => claimDeadline(shippedPack, year))).toEqual(['2027-12-31', '2028-12-31'])
  })
})
