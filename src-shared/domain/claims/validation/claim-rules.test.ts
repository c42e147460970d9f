import { describe, expect, it } from 'vitest'
import {
  aClaimContext,
  aCostContext,
  aDecision,
  ahmed,
  aPersonRecord,
} from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'
import type { ClaimantSettingsFields } from '../records/claimant-settings.ts'

const county = { claimantType: 'wellbeing-county', claimantCode: '08' } as const
const aland = { claimantType: 'municipality-ax', claimantCode: '478' } as const

describe('V01, V02: the kind', () => {
  it('is one that the rules know', () => {
    const people = { [ahmed]: aPersonRecord({ citizenship: '2025-08-01' }) }

    expect(toldOf(aClaimContext({ claim: { kind: 'NONE' }, people }))).toEqual(['V01 B', 'V02 B'])
    expect(toldOf(aCostContext({ claim: { kind: 'NONE' } }))).toEqual(['V01 B', 'V02 B', 'V02 B line-1'])
  })
  it('is in force on one day of the period at least', () => {
    const until = (to: string) => toldOf(aClaimContext({ claim: { period: { from: '2024-12-01', to } } }))

    expect(until('2024-12-31')).toContain('V02 B')
    expect(until('2025-01-01')).not.toContain('V02 B')
  })
})

describe('V05: programme and agreement of a municipality (59 §, 42 §)', () => {
  const told = (over: Partial<ClaimantSettingsFields>, claim: Parameters<typeof aClaimContext>[0] = {}) =>
    toldOf(aClaimContext({ settings: { ...aClaimContext().settings, ...over }, ...claim }))

  it('a programme of the last day of the period at the latest', () => {
    expect(told({ programmeOn: '2025-12-31' })).toEqual([])
    expect(told({ programmeOn: '2026-01-01' })).toEqual(['V05 B: programme'])
    expect(told({ programmeOn: null })).toEqual(['V05 B: programme'])
  })
  it('an agreement with a number that is in force on the first day', () => {
    expect(told({ agreementFrom: '2025-01-01', agreementTo: '2025-01-01' })).toEqual([])
    expect(told({ agreementFrom: '2025-01-02' })).toEqual(['V05 B: agreement'])
    expect(told({ agreementTo: '2024-12-31' })).toEqual(['V05 B: agreement'])
    expect(told({ agreementFrom: null })).toEqual(['V05 B: agreement'])
    expect(told({ agreementNumber: '' })).toEqual(['V05 B: agreement'])
  })
  it('is asked of a municipality in Åland too, and of no county', () => {
    const none = { programmeOn: null, agreementNumber: '' }
    const residence = [{ municipality: '478', from: '2025-03-17', to: null }]
    const people = { [ahmed]: aPersonRecord({ residence }) }

    expect(told(none, { claim: { kind: 'CALC_MUNI_AX', ...aland }, people })).toEqual([
      'V05 B: programme',
      'V05 B: agreement',
    ])
    expect(told(none, { claim: { kind: 'CALC_WSC', ...county } })).toEqual([])
  })
})

it('V17 is asked of learning support only', () => {
  const claim = { kind: 'TRAFFICKING', statesNoOtherFunding: false }
  const decision = aDecision({ kind: 'TRAFFICKING' })

  expect(toldOf(aCostContext({ claim, decision }))).not.toContain('V17 B')
})

it('V28 is told of a sum that is not the computed one, not where nothing could be computed', () => {
  expect(toldOf(aCostContext({ claim: { totalCents: 500_001 } }))).toEqual(['V28 B'])
  expect(toldOf({ ...aCostContext({ claim: { totalCents: 1 } }), computation: null })).toEqual([])
})
