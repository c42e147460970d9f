import { describe, expect, it } from 'vitest'
import {
  aClaimContext,
  aCostContext,
  aDecision,
  ahmed,
  aLine,
  lina,
} from '../../../../test/builders/claims.ts'
import { toldOf } from '../../../../test/builders/findings.ts'

const county = { claimantType: 'wellbeing-county', claimantCode: '08' } as const

describe('V04: the decision (64, 65, 68, 69 §)', () => {
  const told = (decision: ReturnType<typeof aDecision>, lines = [aLine()]) =>
    toldOf(aCostContext({ decision, lines }))

  it('is asked of kinds that need one only', () => {
    expect(toldOf(aClaimContext({ decision: null }))).toEqual([])
    const assistance = aCostContext({
      claim: { kind: 'SOCIAL_ASSIST', ...county },
      decision: null,
      lines: [aLine({ costType: 'preventive' })],
    })
    expect(toldOf(assistance)).toEqual([])
  })
  it('covers a line to its first and last day', () => {
    expect(told(aDecision({ period: { from: '2025-05-01', to: '2025-05-31' } }))).toEqual([])
    expect(told(aDecision({ period: { from: '2025-05-02', to: '2025-05-31' } }))).toEqual(['V04 B line-1'])
    expect(told(aDecision({ period: { from: '2025-05-01', to: '2025-05-30' } }))).toEqual(['V04 B line-1'])
  })
  it('covers the type of the cost where it names types, and everybody who shares the line', () => {
    const shared = aLine({
      shares: [
        { personId: ahmed, weight: 1 },
        { personId: lina, weight: 1 },
      ],
    })

    expect(told(aDecision({ costTypes: ['rent', 'learning'] }))).toEqual([])
    expect(told(aDecision({ costTypes: ['rent'] }))).toEqual(['V04 B line-1'])
    expect(told(aDecision(), [shared])).toEqual(['V04 B line-1 lina'])
    expect(told(aDecision({ personIds: [ahmed, lina] }), [shared])).toEqual([])
  })
  it('has a cap that the claim may reach and not go beyond', () => {
    expect(told(aDecision({ capCents: 500_000 }))).toEqual([])
    expect(told(aDecision({ capCents: 499_999 }))).toEqual(['V04 W: cap'])
  })
})
