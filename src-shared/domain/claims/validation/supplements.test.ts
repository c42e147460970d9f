import { describe, expect, it } from 'vitest'
import { aClaimContext, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'

/** The persons of a claim for Lina alone. */
const ofLina = () => aClaimContext({ people: { [lina]: aPersonRecord({ ref: 'A2' }) } }).claim.persons

describe('V11: twelve supplements in all (decree 872/2024)', () => {
  const year = (from: string, to: string) => aClaimContext({ claim: { period: { from, to } } }).claim
  const told = (other: Partial<PaymentClaimFields>, from = '2026-04-01') =>
    toldOf(
      aClaimContext({
        claim: { period: { from, to: '2026-12-31' } },
        otherClaims: [{ id: 'x', fields: { ...year('2025-04-01', '2026-03-31'), ...other } }],
      }),
    )

  it('those of other live claims of the kind for the person count', () => {
    expect(told({})).toEqual([])
    expect(told({}, '2026-03-01')).toEqual(['V10 B ahmed: 2026-03-01', 'V11 B ahmed'])
    expect(told({ state: 'withdrawn' }, '2026-03-01')).toEqual([])
    expect(told({ kind: 'CALC_WSC' }, '2026-03-01')).toEqual([])
    expect(told({ persons: [] }, '2026-03-01')).toEqual([])
    expect(told({ persons: ofLina() }, '2026-03-01')).toEqual([])
  })
  it('months after the first adult year are none', () => {
    expect(told({ period: { from: '2026-04-01', to: '2027-03-31' } }, '2026-01-01')).toEqual([
      'V10 B ahmed: 2026-04-01',
    ])
  })
})
