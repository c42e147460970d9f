import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aFamily, clerk } from '../../../../test/builders/claims.ts'
import { asksTheSame, newClaim } from './new-claim.ts'

const everybody = aFamily()

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

it('B5: two claims ask for the same only where kind, claimant, time and persons are the same', () => {
  const made = (over: Partial<Parameters<typeof newClaim>[0]> = {}) =>
    newClaim({
      claimant: { name: 'Tampere', businessId: null, type: 'municipality', code: '837' },
      kind: 'SPECIAL_EDU',
      period: { from: '2025-01-01', to: '2025-12-31' },
      language: 'fi',
      persons: everybody,
      computation: null,
      pack: shippedPack,
      preparedBy: 'Åsa',
      preparedById: clerk,
      today: '2026-11-25',
      ...over,
    })

  expect(asksTheSame(made(), made({ language: 'sv', persons: everybody.toReversed() }))).toBe(true)
  expect(asksTheSame(made(), made({ kind: 'TRAFFICKING' }))).toBe(false)
  expect(asksTheSame(made(), made({ period: { from: '2025-01-01', to: '2025-11-30' } }))).toBe(false)
  expect(asksTheSame(made(), made({ persons: everybody.slice(1) }))).toBe(false)
  expect(
    asksTheSame(
      made(),
      made({ claimant: { name: 'Espoo', businessId: null, type: 'municipality', code: '049' } }),
    ),
  ).toBe(false)
})
