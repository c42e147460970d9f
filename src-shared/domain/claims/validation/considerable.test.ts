import { describe, expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aDecision, ahmed, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { toldOfCosts } from '../../../../test/builders/findings.ts'

const person = (over: Parameters<typeof aPersonRecord>[0]) => ({ [ahmed]: aPersonRecord(over) })
const home = { municipality: '837', from: '2025-03-17', to: null }
const both = {
  shares: [
    { personId: ahmed, weight: 1 },
    { personId: lina, weight: 1 },
  ],
}

describe('V16: a year’s costs of a person beside the yearly calculated sum of its claimant', () => {
  const two = { [ahmed]: aPersonRecord(), [lina]: aPersonRecord({ ref: 'A2' }) }
  const decision = (kind: string) => aDecision({ kind, personIds: [ahmed, lina] })

  it('2 052 € for a municipality, 1 097 € for a county', () => {
    expect(toldOfCosts('SPECIAL_EDU', [{ grossCents: 205_200 }])).toEqual([])
    expect(toldOfCosts('SPECIAL_EDU', [{ grossCents: 205_199 }])).toEqual(['V16 W ahmed: 2025'])
    expect(toldOfCosts('SPECIAL_OTHER', [{ grossCents: 109_700 }])).toEqual([])
    expect(toldOfCosts('SPECIAL_OTHER', [{ grossCents: 109_699 }])).toEqual(['V16 W ahmed: 2025'])
  })
  it('by year, all lines of it together', () => {
    const next = { from: '2026-02-01', to: '2026-02-28' }
    const over = { claim: { period: { from: '2025-01-01', to: '2026-12-31' } } }

    expect(toldOfCosts('SPECIAL_EDU', [{ grossCents: 105_200 }, { grossCents: 100_000 }], over)).toEqual([])
    expect(
      toldOfCosts('SPECIAL_EDU', [{ grossCents: 205_200 }, { ...next, grossCents: 100_000 }], over),
    ).toEqual(['V16 W ahmed: 2026'])
  })
  it('by person, the share of each', () => {
    const told = (grossCents: number) =>
      toldOfCosts('SPECIAL_EDU', [{ ...both, grossCents }], {
        people: two,
        decision: decision('SPECIAL_EDU'),
      })

    expect(told(410_400)).toEqual([])
    expect(told(410_399)).toEqual(['V16 W lina: 2025'])
  })
  it('what is deducted does not count, and a line below nothing takes nothing from another', () => {
    expect(toldOfCosts('SPECIAL_EDU', [{ grossCents: 205_300, clientFeeCents: 101 }])).toEqual([
      'V16 W ahmed: 2025',
    ])
    expect(
      toldOfCosts('SPECIAL_EDU', [{ grossCents: 205_200 }, { grossCents: 0, clientFeeCents: 500 }]),
    ).toEqual(['V23 B line-2'])
  })
  it('by the sum of the year of the cost, whatever a later year has', () => {
    const rates = shippedPack.rates.map((rate) =>
      rate.kind === 'CALC_MUNI' && rate.validFrom === '2026-01-01' ? { ...rate, from7Cents: 300_000 } : rate,
    )
    const told = (from: string, to: string) =>
      toldOfCosts('SPECIAL_EDU', [{ from, to, grossCents: 250_000 }], { pack: { ...shippedPack, rates } })

    expect(told('2025-05-01', '2025-05-31')).toEqual([])
    expect(told('2026-05-01', '2026-05-31')).toEqual(['V16 W ahmed: 2026'])
  })
  it('is told of special costs only, and of those of the act of 2010 by the law of now', () => {
    expect(toldOfCosts('RETURN', [{ grossCents: 1 }])).toEqual([])
    expect(
      toldOfCosts('SPECIAL_EDU', [{ from: '2024-05-01', to: '2024-05-31', grossCents: 1 }], {
        people: person({ residence: [{ ...home, from: '2024-01-01' }] }),
      }),
    ).toContain('V16 W ahmed: 2024')
  })
})
