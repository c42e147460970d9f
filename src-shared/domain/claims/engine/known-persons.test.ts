import fc from 'fast-check'
import { expect, it } from 'vitest'
import { shippedPack } from '../../../../test/builders/case.ts'
import { aFamily, ahmed, aPersonRecord, lina } from '../../../../test/builders/claims.ts'
import { areas } from '../../../codes/areas.ts'
import { computeFor, refusedPersons, withParents } from './known-persons.ts'

const everybody = aFamily()

it('names who cannot be computed before a claim is made', () => {
  const [parent, { fields: child }] = everybody
  const twice = [...child.residence, ...child.residence]
  const refused = refusedPersons(
    [parent, { id: lina, fields: { ...child, residence: twice } }],
    'CALC_MUNI',
    shippedPack,
    areas,
  )

  expect(refused).toEqual([
    { ref: lina, field: 'residence[1].from', why: 'two municipalities from the same day' },
  ])
})

it('computes a child born in Finland by the parent who is handed over with it', () => {
  const [parent, own] = everybody
  const question = {
    claimant: { type: 'municipality', code: '837' },
    period: { from: '2025-01-01', to: '2025-12-31' },
    pack: shippedPack,
    areas,
  } as const

  const alone = computeFor([own], question)
  const family = computeFor(withParents(own, everybody), question)

  expect(withParents(own, everybody)).toEqual([own, parent])
  expect(withParents(parent, everybody)).toEqual([parent])
  expect(alone.ok && alone.value.refused.map(({ ref }) => ref)).toEqual([lina])
  expect(family.ok && family.value.refused).toEqual([])
  expect(family.ok && family.value.persons.map(({ ref }) => ref).toSorted()).toEqual([ahmed, lina])
})

it('knows no sum for a claimant without a calculated kind', () => {
  const noKinds = { ...shippedPack, kinds: shippedPack.kinds.filter(({ basis }) => basis !== 'calculated') }
  const result = computeFor(everybody, {
    claimant: { type: 'municipality', code: '837' },
    period: { from: '2025-01-01', to: '2025-12-31' },
    pack: noKinds,
    areas,
  })

  expect(result).toEqual({ ok: false, error: { path: 'kind', message: 'no kind for this claimant' } })
})

it('a person comes with all parents above who are on record, each once', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const parent = fc.constantFrom(null, 'gone', ...ids)
  fc.assert(
    fc.property(fc.array(fc.tuple(parent, parent), { minLength: 5, maxLength: 5 }), (parents) => {
      const all = parents.map(([parentId, otherParentId], at) => ({
        id: ids[at] ?? '',
        fields: aPersonRecord({ parentId, otherParentId }),
      }))
      const [own = { id: ahmed, fields: aPersonRecord() }] = all
      const found = withParents(own, all).map(({ id }) => id)
      const named = all
        .filter(({ id }) => found.includes(id))
        .flatMap(({ fields }) => [fields.parentId, fields.otherParentId])

      expect(found[0]).toBe('a')
      expect(new Set(found).size).toBe(found.length)
      for (const id of named) if (id !== null && id !== 'gone') expect(found).toContain(id)
      for (const id of found.slice(1)) expect(named).toContain(id)
    }),
  )
})
