import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aFamily, ahmed, clerk, lina } from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import type { ReconciledMonth } from '../reconciliation/reconcile.ts'
import { claimMissed } from './claim-missed.ts'

const persons = aFamily()
const missed = (personId: string, month: string, verdict: ReconciledMonth['verdict'] = 'missing') => ({
  personId,
  name: '',
  month,
  expectedCents: 81_608,
  paidCents: 0,
  verdict,
})
const claimed = (months: readonly ReconciledMonth[]) =>
  claimMissed({
    months,
    persons,
    areas,
    claimant: { name: 'Tampere', businessId: null, type: 'municipality', code: '837' },
    language: 'fi',
    pack: shippedPack,
    preparedBy: 'Åsa',
    preparedById: clerk,
    today: '2026-11-25',
  })

it('makes one claim of a run of months, for the days on which its instalments fall', () => {
  const [claim, other] = claimed([missed(ahmed, '2025-05-01'), missed(ahmed, '2025-06-01')])

  expect(other).toBeUndefined()
  expect(claim?.kind).toBe('CALC_MUNI')
  expect(claim?.period).toEqual({ from: '2025-05-01', to: '2025-06-28' })
  expect(claim?.totalCents).toBeGreaterThan(0)
  expect(claim?.state).toBe('drafted')
})

it('claims a child’s months alone and takes the parent along as somebody who is not claimed', () => {
  const [claim] = claimed([missed(lina, '2025-06-01')])
  const [whole] = claimed([missed(ahmed, '2025-06-01'), missed(lina, '2025-06-01')])

  expect(claim?.persons.map(({ label, isClaimed }) => [label, isClaimed])).toEqual([
    ['A1', false],
    ['A2', true],
  ])
  expect(claim?.totalCents).toBeLessThan(whole?.totalCents ?? 0)
})

it('makes a claim for each run where months between were paid', () => {
  const claims = claimed([
    missed(ahmed, '2025-05-01'),
    missed(ahmed, '2025-06-01', 'as-expected'),
    missed(ahmed, '2025-07-01', 'ended-early'),
  ])

  expect(claims.map(({ period }) => period)).toEqual([
    { from: '2025-05-01', to: '2025-05-28' },
    { from: '2025-07-01', to: '2025-07-28' },
  ])
})

it('makes none for months in which nothing is owed', () => {
  expect(claimed([missed(ahmed, '2020-01-01')])).toEqual([])
  expect(claimed([])).toEqual([])
})
