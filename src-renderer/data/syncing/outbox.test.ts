import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { openDb } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { listSetAside } from '../sealing/set-aside-row.ts'
import { commit } from '../writing/commit.ts'
import { writeChanges } from '../writing/write-changes.ts'
import { dropReturned, nextToSend, noteOutcomes, unsent } from './outbox.ts'

const comeBack = async (store: Store, ...numbers: readonly number[]) =>
  writeChanges(store, { changes: [], beside: await dropReturned(store.db, new Set(numbers)) })
const manyVisits = (count: number) =>
  Array.from({ length: count }, () => ({
    entity: 'visit',
    id: randomUUID(),
    kind: 'put',
    fields: aVisit(),
    isNew: true,
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
  await comeBack(store, 1, 3, 4)
  expect(numbers(await nextToSend(store, 10))).toEqual([5])
  await noteOutcomes(store, sent.slice(3), [...stored(4), ...stored(5)])
  expect(await unsent(store)).toEqual({ count: 0, since: null })
  expect(await store.db.outbox.count()).toBe(1)
  await comeBack(store, 5)
  expect(await store.db.outbox.count()).toBe(0)
})

it('takes no answer to what was not sent', async () => {
  const store = await setupStore()
  await commit(store, manyVisits(3))

  await noteOutcomes(store, await nextToSend(store, 1), stored(1, 3))

  expect(numbers(await nextToSend(store, 10))).toEqual([2, 3])
})

it('takes rows that older versions left: one operation each, or many of which some wait', async () => {
  const maker = await setupStore()
  await commit(maker, manyVisits(4))
  const operations = await nextToSend(maker, 4)
  const [operation] = operations
  if (!operation) throw new Error('nothing to send')
  const { at } = operation
  const seal = (n: number, held: unknown) => maker.cipher.seal(held, recordKey('outbox', String(n)))
  const name = randomUUID()
  const old = await openDb(name, 13)
  await old.outbox.bulkPut([
    { n: 1, seq: 9, at, box: await seal(1, { ...operation, n: 1 }) },
    { n: 2, seq: 0, at, box: await seal(2, { ...operation, n: 2 }) },
    {
      n: 3,
      last: 5,
      at,
      waiting: [5],
      unreturned: [4],
      box: await seal(
        3,
        operations.slice(0, 3).map((op, index) => ({ ...op, n: 3 + index })),
      ),
    },
  ])
  old.close()
  const store = await setupStore({ name })

  expect(numbers(await nextToSend(store, 10))).toEqual([2, 5])
  expect(await unsent(store)).toEqual({ count: 2, since: at })
  await noteOutcomes(store, await nextToSend(store, 10), stored(2, 5))
  await comeBack(store, 1, 2, 4, 5)
  expect(await store.db.outbox.count()).toBe(0)
})
