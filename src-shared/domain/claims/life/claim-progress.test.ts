import { describe, expect, it } from 'vitest'
import { aClaimContext, aCostContext, aDecision, clerk, lina } from '../../../../test/builders/claims.ts'
import type { RuleContext } from '../../entity/rule-context.ts'
import { PaymentClaimFields, paymentClaim } from '../records/payment-claim.ts'
import type { ClaimContext } from '../validation/finding.ts'
import { validateClaim } from '../validation/validate-claim.ts'
import { approve, type ClaimStep, takeStep } from './claim-progress.ts'

const other = '0190c1aa-0000-7000-8000-0000000000c2'
const step = (name: ClaimStep['name'], over: Partial<ClaimStep> = {}): ClaimStep => ({
  name,
  on: '2026-11-25',
  by: clerk,
  amountCents: null,
  note: '',
  day: null,
  ...over,
})
const take = (context: ClaimContext, given: ClaimStep) => {
  const done = takeStep(context, validateClaim(context), given)
  return done.ok ? done.value : done.error
}
const problems = (before: PaymentClaimFields, after: Partial<PaymentClaimFields>) =>
  paymentClaim.problems?.(
    { kind: 'put', before, after: PaymentClaimFields.parse({ ...before, ...after }) },
    {} as RuleContext, // the rules of a claim look at the claim alone
  )

describe('a step of a claim', () => {
  it('is logged with who and when; what was logged before stays', () => {
    const ready = take(aClaimContext(), step('check'))

    expect(ready).toEqual({
      state: 'ready',
      log: [{ event: 'check', on: '2026-11-25', by: clerk, amountCents: null, note: '' }],
    })
  })
  it('to submission asks for another pair of eyes, freezes the lines and keeps the diary number', () => {
    const context = aCostContext({ claim: { state: 'decision_received' } })
    const approved = {
      ...context,
      claim: { ...context.claim, ...approve(context, { id: other, name: 'Toinen' }, '2026-11-25') },
    }

    expect(take(context, step('submit'))).toBe('not-approved')
    expect(approve(context, { id: clerk, name: 'Laatija' }, '2026-11-25')).toBeNull()
    expect(take(approved, step('submit', { note: 'KEHA/77/2026' }))).toMatchObject({
      state: 'payment_claimed',
      diaryNumber: 'KEHA/77/2026',
      frozenLines: [{ id: 'line-1' }],
    })
  })
  it('needs one pair of eyes only where the organisation has said so', () => {
    const context = aClaimContext({ claim: { state: 'ready' } })
    const alone = { ...context, settings: { ...context.settings, fourEyes: false } }

    expect(take(alone, step('submit'))).toMatchObject({ state: 'payment_claimed' })
  })
  it('cannot be dated after the latest day that was seen, and no clock set back makes a late one early', () => {
    const late = aClaimContext({ claim: { state: 'ready', approvedById: other }, today: '2028-01-01' })

    expect(take(aClaimContext(), step('check', { on: '2026-11-26' }))).toBe('not-now')
    expect(take({ ...late, today: '2027-12-31' }, step('submit', { on: '2027-12-31' }))).toMatchObject({
      state: 'payment_claimed',
    })
    expect(take(late, step('submit', { on: '2028-01-01' }))).toBe('deadline-passed')
    expect(take(late, step('submit', { on: '2027-12-31' }))).toMatchObject({ state: 'payment_claimed' })
  })
  it('of a partial payment keeps the sum and the day from which correction runs', () => {
    const claimed = aClaimContext({ claim: { state: 'payment_claimed' } })

    expect(take(claimed, step('pay', { amountCents: 100_000, day: '2026-11-20' }))).toMatchObject({
      state: 'partly_paid',
      paidCents: 100_000,
      noticeOn: '2026-11-20',
    })
  })
  it('waits for the decision, and goes on with one that was granted', () => {
    const drafted = aCostContext()
    const waiting = aCostContext({
      claim: { state: 'decision_applied' },
      decision: aDecision({ state: 'applied' }),
    })
    const arrived = aCostContext({ claim: { state: 'decision_applied' } })

    expect(take(drafted, step('check'))).toBe('decision-needed')
    expect(take(drafted, step('wait_for_decision'))).toMatchObject({ state: 'decision_applied' })
    expect(take(waiting, step('decision_arrives'))).toBe('decision-missing')
    expect(take(arrived, step('decision_arrives'))).toMatchObject({ state: 'decision_received' })
  })
})

describe('an approval', () => {
  const anApproval = () => {
    const context = aCostContext({ claim: { state: 'decision_received' } })
    const before = { ...context, lines: context.lines.map(({ fields }) => ({ id: lina, fields })) }
    const approved = PaymentClaimFields.parse({
      ...before.claim,
      ...approve(before, { id: other, name: 'Toinen' }, '2026-11-25'),
    })
    return { before, approved }
  }

  it('freezes what was approved: nobody changes the sum, the persons or the lines after it', () => {
    const { before, approved } = anApproval()

    expect(approved.frozenLines).toHaveLength(1)
    expect(problems(before.claim, approved)).toEqual([])
    expect(problems(approved, { totalCents: 1 })).toEqual([{ id: 'K03', field: 'totalCents' }])
    expect(problems(approved, { frozenLines: null })).toEqual([{ id: 'K03', field: 'frozenLines' }])
  })
  it('of before there were covers lets the claim be submitted without one', () => {
    const { before, approved } = anApproval()
    const old = { ...approved, frozenCover: null }
    const done = takeStep({ ...before, claim: old, lines: old.frozenLines ?? [] }, [], {
      name: 'submit',
      on: '2026-11-25',
      by: other,
      amountCents: null,
      note: 'D/1',
      day: null,
    })

    expect(done.ok && problems(old, done.value)).toEqual([])
  })
  it('lets the claim be submitted as it was approved', () => {
    const { before, approved } = anApproval()
    const ready = { ...before, claim: approved, lines: approved.frozenLines ?? [] }
    const submitted = takeStep(ready, validateClaim(ready), step('submit'))

    expect(submitted.ok && problems(approved, submitted.value)).toEqual([])
  })
})

describe('what a stored claim allows', () => {
  const entry = { event: 'check', on: '2026-11-25', by: clerk, amountCents: null, note: '' } as const

  it('two clerks who act on one state do not both get their way', () => {
    const { claim } = aClaimContext()
    const first = { ...claim, state: 'ready' as const, log: [entry] }

    expect(problems(first, { state: 'withdrawn', log: [{ ...entry, event: 'withdraw' }] })).toEqual([
      { id: 'K02', field: 'log' },
      { id: 'K02', field: 'state' },
    ])
    expect(problems(claim, { state: 'ready' })).toEqual([{ id: 'K02', field: 'state' }])
  })
  it('what was submitted is frozen, and the step that submits brings its lines', () => {
    const { claim } = aClaimContext()
    const submitted = { ...claim, state: 'payment_claimed' as const, log: [entry], frozenLines: [] }

    expect(problems(submitted, { totalCents: 1 })).toEqual([{ id: 'K03', field: 'totalCents' }])
    expect(problems(submitted, { frozenLines: null })).toEqual([{ id: 'K03', field: 'frozenLines' }])
    expect(
      problems({ ...claim, state: 'ready' }, { state: 'payment_claimed', log: [entry], frozenLines: [] }),
    ).toEqual([])
  })
})
