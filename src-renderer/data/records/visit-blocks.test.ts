import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { tableOf } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import { nextToSend, noteOutcomes, unsent } from '../syncing/outbox.ts'
import { storePulled } from '../syncing/store-pulled.ts'
import { commit } from '../writing/commit.ts'
import { listRows, readHistory } from './records.ts'
import { allInBlocks } from './visit-blocks.ts'

type Opened = Store & { readonly name: string }

async function importVisits(store: Store, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => randomUUID())
  const done = await commit(
    store,
    ids.map((id, index) => ({
      entity: 'visit' as const,
      id,
      kind: 'put' as const,
      isNew: true,
      fields: aVisit({ date: index % 2 === 0 ? '2026-10-05' : '2026-11-05' }),
    })),
  )
  expect(done.ok).toBe(true)
  return ids
}
const restart = (store: Opened): Promise<Opened> => {
  store.close()
  return setupStore({ name: store.name, userId: store.userId })
}
const stored = async ({ db }: Store) => ({
  rows: await tableOf(db, 'visit').count(),
  blocks: await db.visitBlocks.count(),
})
const shownIds = ({ columns }: Store): string[] => Array.from(columns.order(), columns.idOf).toSorted()

it('keeps what comes in bulk many in a row, and finds each again', async () => {
  const store = await setupStore()
  const ids = await importVisits(store, 600)
  expect(await stored(store)).toEqual({ rows: 0, blocks: 3 })

  const again = await restart(store)

  expect(shownIds(again)).toEqual([...ids].toSorted())
  expect(await readHistory(again, 'visit', ids[7] ?? '')).toMatchObject([{ kind: 'put', seq: null }])
})

it('moves one that is changed alone out of its block, which keeps nothing of it', async () => {
  const store = await setupStore()
  const ids = await importVisits(store, 300)
  const id = ids[3] ?? ''
  await commit(store, [
    { entity: 'visit', id, kind: 'put', fields: { date: '2026-10-31', outcome: 'continues' } },
  ])
  expect(await stored(store)).toEqual({ rows: 1, blocks: 2 })

  const again = await restart(store)

  expect(shownIds(again)).toEqual([...ids].toSorted())
  const rows = await listRows(again, 'visit')
  expect(rows.filter((row) => row.id === id)).toMatchObject([
    { fields: { date: '2026-10-31', outcome: 'continues' } },
  ])
  expect(await readHistory(again, 'visit', id)).toHaveLength(2)
  expect((await again.db.visitBlocks.toArray()).some((block) => block.ids.includes(id))).toBe(false)
  expect((await allInBlocks(again)).map((visit) => visit.id).toSorted()).toEqual(
    ids.filter((other) => other !== id).toSorted(),
  )
})

it('changes many in their block: an import that comes back from the hub, and one that is undone', async () => {
  const store = await setupStore()
  const ids = await importVisits(store, 300)
  const sent = await nextToSend(store, 300)
  await noteOutcomes(
    store,
    sent,
    sent.map(({ n }) => ({ kind: 'stored', n, seq: n })),
  )
  await storePulled(
    store,
    sent.map((op) => ({ ...op, seq: op.n })),
    { seq: 300, stamp: null },
  )
  expect(await stored(store)).toEqual({ rows: 0, blocks: 2 })
  expect(await unsent(store)).toEqual({ count: 0, since: null })
  expect(await readHistory(store, 'visit', ids[0] ?? '')).toMatchObject([{ kind: 'put', seq: 1 }])

  await commit(
    store,
    ids.map((id) => ({ entity: 'visit', id, kind: 'delete' })),
  )
  expect(await stored(store)).toEqual({ rows: 0, blocks: 2 })
  expect(shownIds(await restart(store))).toEqual([])
})

it('opens without a block that was damaged, keeps it, and tells in which months how many are missing', async () => {
  const store = await setupStore()
  await importVisits(store, 300)
  const block = (await store.db.visitBlocks.toArray()).find(({ months }) => months.length === 2)
  await store.db.visitBlocks.update(block?.id ?? '', { box: new Uint8Array(50) })

  const again = await restart(store)

  expect(again.columns.size()).toBe(50)
  expect([...again.damaged].toSorted()).toEqual([
    ['2026-10', 150],
    ['2026-11', 100],
  ])
  expect(await again.db.visitBlocks.count()).toBe(2)
})
