import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aClaimContext } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { readRow } from '../../data/records/records.ts'
import { commit } from '../../data/writing/commit.ts'
import { tickEvidence } from './tick-evidence.ts'

it('a tick of evidence is added to those that others have made, and taken from them', async () => {
  const store = await setupStore()
  const id = randomUUID()
  const fields = { ...aClaimContext().claim, evidenceHeld: ['a'] }
  await commit(store, [{ entity: 'paymentClaim', id, kind: 'put', fields, isNew: true }])
  const held = async () => (await readRow(store, 'paymentClaim', id))?.fields.evidenceHeld

  const [theirs] = await Promise.all([
    commit(store, [{ entity: 'paymentClaim', id, kind: 'put', fields: { evidenceHeld: ['a', 'b'] } }]),
    tickEvidence(store, id, 'c', true),
  ])

  expect(theirs.ok).toBe(true)
  expect(await held()).toEqual(['a', 'b', 'c'])
  await tickEvidence(store, id, 'a', false)
  expect(await held()).toEqual(['b', 'c'])
})

it('nothing is ticked of a claim that is gone', async () => {
  const store = await setupStore()

  expect(await tickEvidence(store, randomUUID(), 'a', true)).toEqual({
    ok: false,
    error: { kind: 'outdated' },
  })
})
