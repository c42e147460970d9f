import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aClaimContext, aDecision, ahmed, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { erasureScope, proposeErasure } from './erasure.ts'

it('a claim or a payment list is proposed for erasure after the repayment window, a claim never while it is pending', () => {
  const period = { from: '2025-01-01', to: '2025-12-31' }

  expect(
    proposeErasure(
      [
        { id: 'a', fields: { state: 'paid', period } },
        { id: 'b', fields: { state: 'appealed', period } },
      ],
      [
        { id: 'l', fields: { rows: [{ month: '2024-12-01' }, { month: '2024-02-01' }] } },
        { id: 'm', fields: { rows: [] } },
      ],
      shippedPack,
    ),
  ).toEqual([
    { what: 'paymentClaim', id: 'a', on: '2030-12-31', why: 'repayment-window' },
    { what: 'paymentClaim', id: 'b', on: null, why: 'pending' },
    { what: 'paymentList', id: 'l', on: '2029-12-31', why: 'repayment-window' },
  ])
})

const records = (): Parameters<typeof erasureScope>[1] => {
  const people = { [ahmed]: aPersonRecord(), [lina]: aPersonRecord({ ref: 'A2' }) }
  const { claim } = aClaimContext({ people, claim: { decisionId: ahmed } })
  const hash = (sign: string): string => sign.repeat(64)
  return {
    claims: [{ id: 'c', fields: claim }],
    lines: [{ id: 'l', fields: { claimId: 'c', shares: [{ personId: ahmed }] } }],
    attachments: [
      { id: 'f', fields: { claimId: 'c', sha256: hash('a') } },
      { id: 'g', fields: { claimId: 'c', sha256: hash('b') } },
      { id: 'h', fields: { claimId: 'other', sha256: hash('b') } },
    ],
    decisions: [{ id: ahmed, fields: aDecision({ personIds: [ahmed, lina] }) }],
    persons: Object.entries(people).map(([id, fields]) => ({ id, fields })),
  }
}
const late = '2040-01-01'

it('with a claim go its lines, its evidence, and what nothing else names', () => {
  expect(erasureScope('c', records(), shippedPack, late)).toEqual({
    claimLine: ['l'],
    attachment: ['f', 'g'],
    decision: [ahmed],
    person: [ahmed, lina],
    files: ['a'.repeat(64)], // the other is evidence of a claim that stays
  })
})

it('whoever another claim, line, decision or person names stays, and whose instalments may still be asked back', () => {
  const all = records()
  const persons = (over: Partial<Parameters<typeof erasureScope>[1]>, today = late) =>
    erasureScope('c', { ...all, ...over }, shippedPack, today).person
  const one = aClaimContext().claim // of Ahmed alone

  expect(persons({ claims: [...all.claims, { id: 'd', fields: one }] })).toEqual([lina])
  expect(persons({ lines: [{ id: 'x', fields: { claimId: 'd', shares: [{ personId: lina }] } }] })).toEqual([
    ahmed,
  ])
  expect(persons({ decisions: [{ id: 'other', fields: aDecision({ personIds: [lina] }) }] })).toEqual([ahmed])
  const child = aPersonRecord({ ref: 'A3', parentId: ahmed })
  expect(persons({ persons: [...all.persons, { id: 'child', fields: child }] })).toEqual([lina])
  expect(persons({}, '2031-06-01')).toEqual([]) // the last instalment falls in 2027
})
