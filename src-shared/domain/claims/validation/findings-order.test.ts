import { expect, it } from 'vitest'
import { aClaimContext, aCostContext, ahmed, aLine, aPersonRecord } from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import { blockingIds, validateClaim } from './validate-claim.ts'

it('tells first what blocks, then what warns, then the rest, each by its id', () => {
  const people = {
    [ahmed]: aPersonRecord({ identityCode: null, citizenship: '2025-12-01', permitGround: '114' }),
  }
  const lines = [aLine({ from: '2025-03-01', to: '2026-01-01' }), aLine({ clientFeeCents: 500_001 })]
  const told = toldOf(aCostContext({ people, lines, decision: null }))

  expect(told.map((text) => text.slice(0, 5))).toEqual([
    ...['V04 B', 'V07 B', 'V23 B', 'V24 B'],
    ...['V21 W', 'V27 W', 'V22 I'],
  ])
})

it('names each id that blocks once, and none that only warns', () => {
  const twice = validateClaim(
    aCostContext({ lines: [aLine({ to: '2026-01-01' }), aLine({ to: '2026-01-01' })], decision: null }),
  )

  expect(twice.filter(({ id }) => id === 'V24')).toHaveLength(2)
  expect(blockingIds(twice)).toEqual(['V04', 'V24'])
  expect(blockingIds(validateClaim(aClaimContext()))).toEqual([])
})

it('of a finding about the whole claim neither line nor person is named', () => {
  expect(validateClaim(aClaimContext({ claim: { unverifiedReason: '' } }))).toEqual([
    { id: 'V25', severity: 'B', lineId: null, personId: null, detail: '' },
  ])
})
