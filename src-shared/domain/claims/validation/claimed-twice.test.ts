import { describe, expect, it } from 'vitest'
import { aClaimContext, ahmed, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import type { PaymentListFields } from '../records/payment-list.ts'

/** The persons of a claim for Lina alone. */
const ofLina = () => aClaimContext({ people: { [lina]: aPersonRecord({ ref: 'A2' }) } }).claim.persons

describe('V10: no month twice', () => {
  const april = { from: '2025-04-01', to: '2025-04-30' }
  const claimOf = (over: Partial<PaymentClaimFields>) => ({
    id: 'x',
    fields: { ...aClaimContext({ claim: { period: april } }).claim, ...over },
  })
  const told = (other: Partial<PaymentClaimFields>, period = april) =>
    toldOf(aClaimContext({ claim: { period }, otherClaims: [claimOf(other)] }))
  const list = (month: string, cents: number, personId: string | null = ahmed): PaymentListFields => ({
    name: 'lista',
    importedOn: '2025-06-01',
    rows: [{ name: '', identityCode: '', birthDate: null, month, cents, personId }],
  })
  const paid = (...paymentLists: PaymentListFields[]) =>
    toldOf(aClaimContext({ claim: { period: { from: '2025-04-01', to: '2025-12-31' } }, paymentLists }))

  it('names the first month that another live claim of the kind holds', () => {
    expect(told({})).toEqual(['V10 B ahmed: 2025-04-01'])
    expect(told({ period: { from: '2025-05-01', to: '2025-06-30' } })).toEqual([])
    expect(told({ kind: 'CALC_WSC' })).toEqual([])
    expect(told({ state: 'withdrawn' })).toEqual([])
  })
  it('counts the months from the first to the last day of the other claim, over the end of a year', () => {
    const all = { from: '2025-04-01', to: '2026-12-31' }
    const over = (from: string, to: string) =>
      told({ period: { from, to } }, all).filter((text) => text.startsWith('V10'))

    expect(over('2025-04-02', '2025-05-01')).toEqual(['V10 B ahmed: 2025-05-01'])
    expect(over('2025-04-02', '2025-04-30')).toEqual([])
    expect(over('2025-12-02', '2026-01-01')).toEqual(['V10 B ahmed: 2026-01-01'])
    expect(over('2025-09-15', '2025-10-01')).toEqual(['V10 B ahmed: 2025-10-01'])
  })
  it('counts what was paid by itself, not a row of nothing, nor one taken back, nor a stranger’s', () => {
    expect(paid(list('2025-06-01', 1))).toEqual(['V10 B ahmed: 2025-06-01'])
    expect(paid(list('2025-06-01', 1), list('2025-05-01', 1))).toEqual(['V10 B ahmed: 2025-05-01'])
    expect(paid(list('2025-06-01', 0))).toEqual([])
    expect(paid(list('2025-06-01', -1))).toEqual([])
    expect(paid(list('2025-06-01', 1, null))).toEqual([])
    expect(paid(list('2025-06-01', 1, lina))).toEqual([])
  })
})

describe('V13: one assessment ever (50 § of the act of 2010)', () => {
  const assessment = () =>
    aClaimContext({ claim: { kind: 'L_ASSESS', period: { from: '2024-01-01', to: '2024-12-31' } } }).claim
  const told = (kind: string, ...others: Partial<PaymentClaimFields>[]) =>
    toldOf(
      aClaimContext({
        claim: { ...assessment(), kind },
        otherClaims: others.map((other) => ({ id: 'x', fields: { ...assessment(), ...other } })),
      }),
    ).filter((text) => text.startsWith('V13'))

  it('blocks the second that is claimed for the person, in whatever year', () => {
    expect(told('L_ASSESS')).toEqual([])
    expect(told('L_ASSESS', {})).toEqual(['V13 B ahmed'])
    expect(told('L_ASSESS', { period: { from: '2023-01-01', to: '2023-12-31' } })).toEqual(['V13 B ahmed'])
    expect(told('L_ASSESS', { persons: ofLina() }, {})).toEqual(['V13 B ahmed'])
  })
  it('not a claim that was withdrawn, is of another kind, or for others', () => {
    expect(told('L_ASSESS', { state: 'withdrawn' })).toEqual([])
    expect(told('L_ASSESS', { kind: 'L_INTERP' })).toEqual([])
    expect(told('L_ASSESS', { persons: [] })).toEqual([])
    expect(told('L_ASSESS', { persons: ofLina() })).toEqual([])
    expect(told('L_INTERP', { kind: 'L_INTERP' })).toEqual([])
  })
})
