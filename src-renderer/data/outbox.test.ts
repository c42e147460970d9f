import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aVisit, setupStore } from '../../test/builders/store.ts'
import { commit } from './commit.ts'
import { dropReturned, listSetAside, nextToSend, noteOutcomes, unsent } from './outbox.ts'
import { placeOf } from './sealed-record.ts'

const manyVisits = (count: number) =>
  Array.from({ length: count }, () => ({
    ...{ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true },
  })) as { entity: 'visit'; id: string; kind: 'put'; fields: ReturnType<typeof aVisit>; isNew: true }[]
const numbers = (operations: readonly { n: number }[]): number[] => operations.map(({ n }) => n)
const stored = (...ns: number[]) => ns.map((n) => ({ kind: 'stored', n, seq: n }) as const)

it('keeps the operations of one act together, and hands them out in order, as many as are asked for', async () => {
  const store = await setupStore()
  await commit(store, manyVisits(1200))
  await commit(store, manyVisits(1))

  expect(await store.db.outbox.count()).toBe(4)
  expect(await unsent(store)).toMatchObject({ count: 1201 })
  expect(numbers(await nextToSend(store, 700))).toEqual(Array.from({ length: 700 }, (_, index) => index + 1))
})

it('counts exactly what is answered: stored, set aside in the middle, or come back before its answer', async () => {
  const store = await setupStore()
  await commit(store, manyVisits(5))
  const sent = await nextToSend(store, 10)

  await noteOutcomes(store, sent.slice(0, 3), [
    ...stored(1),
    { kind: 'set-aside', n: 2, reason: 'why' },
    ...stored(3),
  ])
  expect(numbers(await nextToSend(store, 10))).toEqual([4, 5])
  expect(await unsent(store)).toMatchObject({ count: 2 })
  expect(numbers(await listSetAside(store))).toEqual([2])

  // the answer to 4 was lost, but 4 itself comes back
  await dropReturned(store.db, new Set([1, 3, 4]))
  expect(numbers(await nextToSend(store, 10))).toEqual([5])
  await noteOutcomes(store, sent.slice(3), [...stored(4), ...stored(5)])
  expect(await unsent(store)).toEqual({ count: 0, since: null })
  expect(await store.db.outbox.count()).toBe(1)
  await dropReturned(store.db, new Set([5]))
  expect(await store.db.outbox.count()).toBe(0)
})

it('takes rows that an older version left, one operation each', async () => {
  const store = await setupStore()
  await commit(store, manyVisits(1))
  const [operation] = await nextToSend(store, 1)
  if (!operation) throw new Error('nothing to send')
  const old = async (n: number, seq: number) => ({
    ...{ n, seq, at: operation.at },
    box: await store.cipher.seal({ ...operation, n }, placeOf('outbox', String(n))),
  })
  await store.db.outbox.clear()
  await store.db.outbox.bulkPut([await old(1, 9), await old(2, 0)])

  expect(numbers(await nextToSend(store, 10))).toEqual([2])
  expect(await unsent(store)).toMatchObject({ count: 1 })
  await noteOutcomes(store, await nextToSend(store, 10), stored(2))
  await dropReturned(store.db, new Set([1, 2]))
  expect(await store.db.outbox.count()).toBe(0)
})
