import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aClaimContext } from '../../../../test/builders/claims.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import { overviewOf } from './overview.ts'

const claim = (over: Partial<PaymentClaimFields>) =>
  aClaimContext({ claim: { totalCents: 1000, ...over } }).claim

it('adds up what was claimed, paid, is open and was refused, by time and kind', () => {
  const rows = overviewOf(
    [
      claim({ state: 'paid', paidCents: 1000 }),
      claim({ state: 'partly_paid', paidCents: 400, grantedCents: 500 }),
      claim({ state: 'drafted' }),
      claim({ state: 'payment_claimed' }),
      claim({ state: 'refused' }),
      claim({ state: 'recovered', paidCents: 1000, recoveredCents: 300 }),
      claim({ state: 'withdrawn' }),
      claim({ state: 'drafted', period: { from: '2025-05-01', to: '2026-04-30' } }),
      claim({ state: 'ready', period: { from: '2023-05-01', to: '2023-05-30' } }),
    ],
    shippedPack,
    '2026-11-25',
    [
      { year: 2023, kind: 'CALC_MUNI', cents: 70 },
      { year: 2022, kind: 'L_CALC', cents: 30 },
      { year: 2021, kind: 'L_CALC', cents: 0 },
    ],
  )

  expect(rows).toEqual([
    {
      years: '2025–2026',
      kind: 'CALC_MUNI',
      claims: 1,
      claimedCents: 0,
      grantedCents: 0,
      paidCents: 0,
      openCents: 1000,
      refusedCents: 0,
      lostCents: 0,
    },
    {
      years: '2025',
      kind: 'CALC_MUNI',
      claims: 6,
      claimedCents: 5000,
      grantedCents: 2500,
      paidCents: 2100,
      openCents: 2000,
      refusedCents: 1300,
      lostCents: 0,
    },
    {
      years: '2023',
      kind: 'CALC_MUNI',
      claims: 1,
      claimedCents: 0,
      grantedCents: 0,
      paidCents: 0,
      openCents: 0,
      refusedCents: 0,
      lostCents: 1070,
    },
    {
      years: '2022',
      kind: 'L_CALC',
      claims: 0,
      claimedCents: 0,
      grantedCents: 0,
      paidCents: 0,
      openCents: 0,
      refusedCents: 0,
      lostCents: 30,
    },
  ])
})
