import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aCostContext, aDecision, ahmed, aLine, aPersonRecord } from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import { defaultClaimantSettings } from '../records/claimant-settings.ts'
import type { PaymentClaimFields } from '../records/payment-claim.ts'
import { claimContext } from './claim-context.ts'

const id = '0190c1aa-0000-7000-8000-0000000000f0'
const otherId = '0190c1aa-0000-7000-8000-0000000000f9'
const aDraft = (): PaymentClaimFields => ({
  ...aCostContext().claim,
  rulePack: shippedPack.id,
  policy: shippedPack.policy.id,
  totalCents: 1,
})
const line = (lineId: string, over: Partial<ReturnType<typeof aLine>> = {}) => ({
  id: lineId,
  fields: aLine({ claimId: id, ...over }),
})
const someLines = () => [line('b'), line('c', { from: '2025-05-02' }), line('a', { from: '2025-04-01' })]
const contextOf = (fields: PaymentClaimFields, lines = someLines()) =>
  claimContext(
    { id, fields },
    {
      claims: [
        { id, fields },
        { id: otherId, fields },
      ],
      persons: [{ id: ahmed, fields: aPersonRecord() }],
      lines: [...lines, line('other', { claimId: otherId })],
      decisions: [],
      lists: [],
      settings: [],
    },
    shippedPack,
    areas,
    '2026-11-25',
  )

it('parts the lines of a claim from those of others, in the order of their days', () => {
  const context = contextOf(aDraft())

  expect(context.lines.map((one) => one.id)).toEqual(['a', 'b', 'c'])
  expect(context.otherLines.map((one) => one.id)).toEqual(['other'])
  expect(context.otherClaims.map((one) => one.id)).toEqual([otherId])
  expect(context.settings).toBe(defaultClaimantSettings)
})

it('lets a draft come to what its lines come to by its own rules', () => {
  const { claim, computation } = contextOf(aDraft())

  expect(claim.totalCents).toBe(computation?.computation.totalCents)
  expect(claim.totalCents).not.toBe(1)
})

it('keeps the sum of a draft that was made by other rules, and of a claim that was submitted', () => {
  expect(contextOf({ ...aDraft(), rulePack: 'older' }).claim.totalCents).toBe(1)
  expect(contextOf({ ...aDraft(), state: 'payment_claimed' }).claim.totalCents).toBe(1)
})

it('takes the decision that the claim names, with the months that it accepts, and the lists', () => {
  const decisions = [
    { id: otherId, fields: aDecision({ acceptedMonths: 6 }) },
    { id, fields: aDecision({ kind: 'PREPAREDNESS', acceptedMonths: 8 }) },
  ]
  const late = aPersonRecord({ residence: [{ municipality: '837', from: '2025-07-20', to: null }] })
  const { persons } = aCostContext({ people: { [ahmed]: late } }).claim
  const fields = { ...aDraft(), persons, kind: 'PREPAREDNESS', decisionId: id }
  const early = line('a', { from: '2025-01-01', to: '2025-01-31', grossCents: 31_000 })
  const list = { name: 'lista', importedOn: '2025-06-01', rows: [] }
  const context = claimContext(
    { id, fields },
    {
      claims: [],
      persons: [{ id: ahmed, fields: aPersonRecord() }],
      lines: [early],
      decisions,
      lists: [{ id: otherId, fields: list }],
      settings: [{ id, fields: { ...defaultClaimantSettings, agreementNumber: '7' } }],
    },
    shippedPack,
    areas,
    '2026-11-25',
  )

  expect(context.decision?.acceptedMonths).toBe(8)
  // the arrival is on 20.7.2025: with eight months all of January counts, with six of it from the 20th on
  expect(context.claim.totalCents).toBe(31_000)
  expect(context.paymentLists).toEqual([list])
  expect(context.settings.agreementNumber).toBe('7')
  expect(context.persons.get(ahmed)?.ref).toBe('A1')
  expect(contextOf({ ...aDraft(), decisionId: null }).decision).toBeNull()
})

it('holds the lines that were frozen, and nothing computed where that cannot be', () => {
  const frozen = [line('frozen')]
  const context = contextOf({ ...aDraft(), frozenLines: frozen })
  const impossible = contextOf({ ...aDraft(), claimantCode: '999' })

  expect(context.lines).toBe(frozen)
  expect(impossible.computation).toBeNull()
  expect(impossible.claim.totalCents).toBe(1)
})

it('keeps the sum of a draft of another policy, and of one that somebody has approved', () => {
  expect(contextOf({ ...aDraft(), policy: 'older' }).claim.totalCents).toBe(1)
  expect(contextOf({ ...aDraft(), approvedById: ahmed }).claim.totalCents).toBe(1)
})
