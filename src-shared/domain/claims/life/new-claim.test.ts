import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { ahmed, aPersonRecord, clerk, lina } from '../../../../test/builders/claims.ts'
import { newClaim } from './new-claim.ts'

const child = aPersonRecord({
  ref: 'A2',
  birthDate: '2025-04-05',
  permitGround: null,
  parentId: ahmed,
  identityCode: null,
  residence: [{ municipality: '837', from: '2025-04-05', to: null }],
})
const everybody = [
  { id: ahmed, fields: aPersonRecord() },
  { id: lina, fields: child },
]

it('a claim of costs for a child born in Finland knows the child’s group by the parent on record', () => {
  const claim = newClaim({
    claimant: { name: 'Tampere', businessId: null, type: 'municipality', code: '837' },
    kind: 'SPECIAL_EDU',
    period: { from: '2025-01-01', to: '2025-12-31' },
    language: 'fi',
    persons: everybody.slice(1),
    onRecord: everybody,
    computation: null,
    pack: shippedPack,
    preparedBy: 'Åsa',
    preparedById: clerk,
    today: '2026-11-25',
  })

  expect(claim.persons.map(({ label, groups }) => [label, groups])).toEqual([['A2', ['G3']]])
})
