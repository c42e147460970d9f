import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  badgeOf,
  type ClaimEvent,
  type ClaimEventName,
  type ClaimFacts,
  type ClaimState,
  claimEvents,
  claimStates,
  eventsFrom,
  nextState,
} from './claim-states.ts'
import { decisionEvents, decisionStates, isInForce, nextDecisionState } from './decision-states.ts'

const facts = (over: Partial<ClaimFacts> = {}): ClaimFacts => ({
  state: 'drafted',
  blocking: [],
  needsDecision: false,
  hasDecision: false,
  deadline: '2027-12-31',
  isApproved: true,
  claimedCents: 1000,
  remedyUntil: null,
  supplementDue: null,
  ...over,
})
const event = (name: ClaimEventName, over: Partial<ClaimEvent> = {}): ClaimEvent => ({
  name,
  on: '2026-11-25',
  amountCents: name === 'pay' ? 1000 : name === 'order_repayment' ? 1 : null,
  reason: 'syy',
  ...over,
})
const stateAfter = (over: Partial<ClaimFacts>, name: ClaimEventName, given: Partial<ClaimEvent> = {}) => {
  const result = nextState(facts(over), event(name, given))
  return result.ok ? result.value : `refused: ${result.error}`
}

describe('a payment claim', () => {
  // the table of claims.md §11, row by row
  it.each([
    ['drafted', 'check', 'ready', {}],
    ['drafted', 'wait_for_decision', 'decision_applied', { needsDecision: true }],
    ['decision_applied', 'decision_arrives', 'decision_received', { hasDecision: true }],
    ['decision_applied', 'decision_refused', 'closed_refused', { hasDecision: true }],
    ['ready', 'submit', 'payment_claimed', {}],
    ['decision_received', 'submit', 'payment_claimed', {}],
    ['payment_claimed', 'return', 'returned', {}],
    ['returned', 'answer', 'payment_claimed', {}],
    ['payment_claimed', 'pay', 'paid', {}],
    ['payment_claimed', 'pay', 'partly_paid', { claimedCents: 1001 }],
    ['payment_claimed', 'refuse', 'refused', {}],
    ['paid', 'order_repayment', 'recovered', {}],
    ['partly_paid', 'order_repayment', 'recovered', {}],
    ['refused', 'request_correction', 'correction_requested', {}],
    ['partly_paid', 'request_correction', 'correction_requested', {}],
    ['recovered', 'request_correction', 'correction_requested', {}],
    ['correction_requested', 'correct', 'corrected', {}],
    ['correction_requested', 'uphold', 'upheld', {}],
    ['upheld', 'appeal', 'appealed', {}],
    ['appealed', 'judge', 'court_decided', {}],
    ['drafted', 'withdraw', 'withdrawn', {}],
    ['ready', 'withdraw', 'withdrawn', {}],
    ['decision_applied', 'withdraw', 'withdrawn', {}],
    ['decision_received', 'withdraw', 'withdrawn', {}],
  ] as const)('in %s goes by %s to %s', (state, name, to, over) => {
    expect(stateAfter({ state, ...over }, name)).toBe(to)
  })
  it('goes nowhere by anything that is not in the table', () => {
    const known = claimStates.flatMap((state) => eventsFrom(state).map((name) => `${state} ${name}`))

    expect(known).toHaveLength(23) // the rows above, with the two outcomes of a payment as one
    for (const state of claimStates)
      for (const name of claimEvents)
        if (!known.includes(`${state} ${name}`)) expect(stateAfter({ state }, name)).toBe('refused: not-now')
  })
  it.each([
    ['blocking', 'drafted', 'check', { blocking: ['V23'] }, {}],
    ['decision-needed', 'drafted', 'check', { needsDecision: true }, {}],
    ['not-now', 'drafted', 'wait_for_decision', {}, {}],
    ['decision-missing', 'decision_applied', 'decision_arrives', {}, {}],
    ['blocking', 'ready', 'submit', { blocking: ['V04'] }, {}],
    ['deadline-passed', 'ready', 'submit', { deadline: '2026-11-24' }, {}],
    ['not-approved', 'ready', 'submit', { isApproved: false }, {}],
    ['supplement-late', 'returned', 'answer', { supplementDue: '2026-11-24' }, {}],
    ['amount', 'payment_claimed', 'pay', {}, { amountCents: 1001 }],
    ['amount', 'payment_claimed', 'pay', {}, { amountCents: 0 }],
    ['amount', 'paid', 'order_repayment', {}, { amountCents: null }],
    ['remedy-passed', 'refused', 'request_correction', { remedyUntil: '2026-11-24' }, {}],
    ['remedy-passed', 'upheld', 'appeal', { remedyUntil: '2026-11-24' }, {}],
    ['reason', 'drafted', 'withdraw', {}, { reason: ' ' }],
  ] as const)('is kept by its guard "%s" in %s from %s', (why, state, name, over, given) => {
    expect(stateAfter({ state, ...over }, name, given)).toBe(`refused: ${why}`)
  })
  it('never leaves a frozen state backwards, whatever happens to it', () => {
    const submitted = new Set<ClaimState>(['payment_claimed'])
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...claimEvents), { maxLength: 30 }), (names) => {
        let state: ClaimState = 'drafted'
        let wasSubmitted = false
        for (const name of names) {
          const result = nextState(facts({ state, hasDecision: true }), event(name))
          if (result.ok) state = result.value
          wasSubmitted ||= submitted.has(state)
          if (wasSubmitted) expect(['drafted', 'ready', 'withdrawn', 'decision_applied']).not.toContain(state)
        }
        expect(badgeOf(state)).toBeTruthy()
      }),
    )
  })
})

describe('a decision', () => {
  it('goes from its draft through supplements to its outcome, and on to correction and court', () => {
    const way = [
      'apply',
      'ask_supplement',
      'answer',
      'grant_partly',
      'request_correction',
      'uphold',
      'appeal',
      'judge',
    ] as const
    let state: (typeof decisionStates)[number] = 'draft'
    const seen = way.map((name) => {
      const next = nextDecisionState(state, { name, on: '2026-11-25' }, '2026-11-25')
      if (next.ok) state = next.value
      return state
    })

    expect(seen).toEqual([
      'applied',
      'supplement_requested',
      'applied',
      'partly_granted',
      'correction_requested',
      'upheld',
      'appealed',
      'court_decided',
    ])
  })
  it('takes nothing that its state does not allow, and no remedy after its day', () => {
    for (const name of decisionEvents)
      expect(nextDecisionState('court_decided', { name, on: '2026-11-25' }, null).ok).toBe(false)
    expect(
      nextDecisionState('refused', { name: 'request_correction', on: '2026-11-26' }, '2026-11-25'),
    ).toEqual({
      ok: false,
      error: 'remedy-passed',
    })
  })
  it('carries a payment only while it is granted, on the days of its period', () => {
    const period = { from: '2025-01-01', to: '2025-12-31' }
    const carrying = decisionStates.filter((state) => isInForce({ state, period }, '2025-06-01'))

    expect(carrying).toEqual(['granted', 'partly_granted', 'corrected'])
    expect(isInForce({ state: 'granted', period }, '2026-01-01')).toBe(false)
  })
})
