import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aCostContext, ahmed, aLine, aPersonRecord } from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import { defaultClaimantSettings } from '../records/claimant-settings.ts'
import { claimContext } from './claim-context.ts'

const id = '0190c1aa-0000-7000-8000-0000000000f0'
const otherId = '0190c1aa-0000-7000-8000-0000000000f9'
const draft = {
  ...aCostContext().claim,
  rulePack: shippedPack.id,
  policy: shippedPack.policy.id,
  totalCents: 1,
}
const line = (lineId: string, over: Partial<ReturnType<typeof aLine>> = {}) => ({
  id: lineId,
  fields: aLine({ claimId: id, ...over }),
})
const contextOf = (fields: typeof draft, lines = [line('b'), line('a', { from: '2025-04-01' })]) =>
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
  const context = contextOf(draft)

  expect(context.lines.map((one) => one.id)).toEqual(['a', 'b'])
  expect(context.otherLines.map((one) => one.id)).toEqual(['other'])
  expect(context.otherClaims.map((one) => one.id)).toEqual([otherId])
  expect(context.settings).toBe(defaultClaimantSettings)
})

it('lets a draft come to what its lines come to by its own rules', () => {
  const { claim, computation } = contextOf(draft)

  expect(claim.totalCents).toBe(computation?.computation.totalCents)
  expect(claim.totalCents).not.toBe(1)
})

it('keeps the sum of a draft that was made by other rules, and of a claim that was submitted', () => {
  expect(contextOf({ ...draft, rulePack: 'older' }).claim.totalCents).toBe(1)
  expect(contextOf({ ...draft, state: 'payment_claimed' }).claim.totalCents).toBe(1)
})
