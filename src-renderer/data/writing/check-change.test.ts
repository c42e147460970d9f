import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { PersonFields } from '../../../src-shared/domain/people/person.ts'
import { aPersonRecord } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { recordCheck } from './check-change.ts'
import { commit } from './commit.ts'

const person = fc.record({
  name: fc.constantFrom('Ahmed Testi', '', 'x'.repeat(201), 'nolla \u0000', 'puolikas \ud83d'),
  birthDate: fc.constantFrom('1990-01-01', '1990-01-02', '31.2.1990', ''),
  identityCode: fc.constantFrom(null, '010190-900P', '010190-900X', '010190-900PX'),
})

it('A15: says of a person beforehand what saving says', async () => {
  const store = await setupStore()
  const check = recordCheck(store, 'person')

  await fc.assert(
    fc.asyncProperty(person, async (over) => {
      const fields: PersonFields = { ...aPersonRecord(), ...over }
      const id = crypto.randomUUID()

      const done = await commit(store, [{ entity: 'person', id, kind: 'put', fields, isNew: true }])

      expect(done.ok ? [] : done.error).toEqual(
        check(fields).length === 0 ? [] : { kind: 'invalid', entity: 'person', problems: check(fields) },
      )
    }),
    { numRuns: 60 },
  )
})
it('A15: refuses beforehand what the role may not save', async () => {
  const store = await setupStore()
  store.workAs('viewer')

  expect(recordCheck(store, 'visit')(aVisit())).toEqual([{ id: 'not-allowed', field: '' }])
})
it('A15: looks at the record that stands', async () => {
  const store = await setupStore()
  const before = aVisit({ userId: store.userId })

  expect(recordCheck(store, 'visit')({ ...before, topics: ['OLD'] }, { ...before, topics: ['OLD'] })).toEqual(
    [],
  )
  expect(recordCheck(store, 'visit')({ ...before, topics: ['OLD'] }, before)).toEqual([
    { id: 'V17', field: 'topics' },
  ])
})
