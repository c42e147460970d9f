import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { aSite, aVisit, setupStore } from '../../test/builders/store.ts'
import { commit } from './commit.ts'
import { decide, readDesk, takeBack } from './desk.ts'
import { listSetAside, nextToSend, noteOutcomes, retrySetAside, unsent } from './outbox.ts'
import { storePulled } from './pulled.ts'
import { listRows } from './records.ts'
import type { Store } from './store.ts'

/** A site that this device has renamed, while another one renamed it and was first, or deleted it. */
async function setupConflict(theirs: Pick<Operation, 'kind' | 'fields'>): Promise<Store> {
  const store = await setupStore()
  const id = randomUUID()
  await commit(store, [{ entity: 'site', id, kind: 'put', fields: aSite() }])
  const [made] = await nextToSend(store, 1)
  if (!made) throw new Error('nothing was made')
  await storePulled(store, [{ ...made, seq: 1 }], { seq: 1, stamp: null })
  await commit(store, [{ entity: 'site', id, kind: 'put', fields: { name: 'Meidän' } }])
  const [ours] = await nextToSend(store, 1)
  if (!ours) throw new Error('nothing was renamed')
  const base = { name: 1 }
  const other = { ...ours, deviceId: randomUUID(), n: 1, actor: randomUUID(), base, ...theirs, seq: 2 }
  await storePulled(store, [other, { ...ours, seq: 3 }], { seq: 3, stamp: null })
  return store
}
const names = async (store: Store) => (await listRows(store, 'site')).map(({ fields }) => fields.name)

it('[S4] puts both values on the desk with who wrote them, and lets a person take the other and take that back', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const { open } = await readDesk(store)
  expect(open).toMatchObject([
    {
      kind: 'value',
      field: 'name',
      standing: 'Meidän',
      other: 'Heidän',
      standingBy: { actor: store.userId },
    },
  ])

  await decide(store, open, 'other')
  expect(await names(store)).toEqual(['Heidän'])
  const { open: none, decided } = await readDesk(store)
  expect(none).toEqual([])

  const [one] = decided
  if (one) await takeBack(store, one)
  expect(await names(store)).toEqual(['Meidän'])
  expect((await readDesk(store)).open).toHaveLength(1)

  await decide(store, (await readDesk(store)).open, 'standing')
  expect((await readDesk(store)).open).toEqual([])
  expect(await names(store)).toEqual(['Meidän'])
})

it('[S5] asks whether a record stays that one device deleted and another edited', async () => {
  const store = await setupConflict({ kind: 'delete', fields: {} })
  const { open } = await readDesk(store)
  expect(open).toMatchObject([{ kind: 'delete', entity: 'site', editedBy: { actor: store.userId } }])

  await decide(store, open, 'other')

  expect(await names(store)).toEqual([])
  expect((await readDesk(store)).open).toEqual([])
})

it('shows advisers what they have a part in, and leaders all', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const stranger = Object.assign(Object.create(store) as Store, { userId: randomUUID(), role: 'adviser' })

  expect((await readDesk(stranger)).open).toEqual([])
  expect((await readDesk(Object.assign(stranger, { role: 'coordinator' }))).open).toHaveLength(1)
})

it('[S6] sends a mended change again under a new number', async () => {
  const store = await setupStore()
  const id = randomUUID()
  await commit(store, [{ entity: 'visit', id, kind: 'put', fields: aVisit({ note: 'vanha' }), isNew: true }])
  const sent = await nextToSend(store, 1)
  await noteOutcomes(store, sent, [{ kind: 'set-aside', n: 1, reason: 'field: note' }])
  const [aside] = await listSetAside(store)
  if (!aside) throw new Error('nothing was set aside')

  await retrySetAside(store, aside, { ...aside.operation.fields, note: 'uusi' })

  expect(await listSetAside(store)).toEqual([])
  expect(await unsent(store)).toMatchObject({ count: 1 })
  expect(await nextToSend(store, 1)).toMatchObject([{ n: 2, id, fields: { note: 'uusi' } }])
  expect((await listRows(store, 'visit'))[0]?.fields.note).toBe('uusi')
})
