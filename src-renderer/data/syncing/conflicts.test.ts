import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import { listRows } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { listSetAside } from '../sealing/set-aside-row.ts'
import { commit } from '../writing/commit.ts'
import { decide, readConflicts, takeBack } from './conflicts.ts'
import { nextToSend, noteOutcomes, unsent } from './outbox.ts'
import { discardSetAside, retrySetAside } from './set-aside.ts'
import { storePulled } from './store-pulled.ts'

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
  const { open } = await readConflicts(store)
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
  const { open: none, decided } = await readConflicts(store)
  expect(none).toEqual([])

  const [one] = decided
  if (one) await takeBack(store, one)
  expect(await names(store)).toEqual(['Meidän'])
  expect((await readConflicts(store)).open).toHaveLength(1)

  await decide(store, (await readConflicts(store)).open, 'standing')
  expect((await readConflicts(store)).open).toEqual([])
  expect(await names(store)).toEqual(['Meidän'])
})

it('[S4] decides nothing over a value that came since the two were shown', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const { open } = await readConflicts(store)
  const [shown] = open
  if (shown) await commit(store, [{ entity: 'site', id: shown.id, kind: 'put', fields: { name: 'Uusin' } }])

  expect(await decide(store, open, 'other')).toEqual({ ok: false, error: { kind: 'outdated' } })
  expect(await names(store)).toEqual(['Uusin'])
  expect((await readConflicts(store)).open).toMatchObject([{ standing: 'Uusin', other: 'Heidän' }])
})

it('[S4] decides once, and takes nothing back over a value that came since', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const { open } = await readConflicts(store)
  await decide(store, open, 'other')
  expect(await decide(store, open, 'standing')).toMatchObject({ ok: false })
  const { decided } = await readConflicts(store)
  const [one] = decided
  if (!one) throw new Error('nothing was decided')
  const { id } = one.conflict
  await commit(store, [{ entity: 'site', id, kind: 'put', fields: { name: 'Uusin' } }])

  expect(await takeBack(store, one)).toEqual({ ok: false, error: { kind: 'outdated' } })
  expect(await names(store)).toEqual(['Uusin'])
})

it('[S5] asks whether a record stays that one device deleted and another edited', async () => {
  const store = await setupConflict({ kind: 'delete', fields: {} })
  const { open } = await readConflicts(store)
  expect(open).toMatchObject([{ kind: 'delete', entity: 'site', editedBy: { actor: store.userId } }])

  await decide(store, open, 'other')

  expect(await names(store)).toEqual([])
  expect((await readConflicts(store)).open).toEqual([])
})

it('shows advisers what they have a part in, and leaders all', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const stranger = Object.assign(Object.create(store) as Store, { userId: randomUUID(), role: 'adviser' })

  expect((await readConflicts(stranger)).open).toEqual([])
  expect((await readConflicts(Object.assign(stranger, { role: 'coordinator' }))).open).toHaveLength(1)
})

/** A visit of this device that the hub has set aside. */
async function setupSetAside(over: Parameters<typeof aVisit>[0] = {}) {
  const store = await setupStore()
  const id = randomUUID()
  await commit(store, [{ entity: 'visit', id, kind: 'put', fields: aVisit(over), isNew: true }])
  await noteOutcomes(store, await nextToSend(store, 1), [{ kind: 'set-aside', n: 1, reason: 'field: note' }])
  const [aside] = await listSetAside(store)
  if (!aside) throw new Error('nothing was set aside')
  return { store, id, aside }
}
const audited = async ({ db, cipher }: Store) =>
  Promise.all((await db.audit.toArray()).map(({ box }) => cipher.open(box, 'audit')))

it('[S6] sends a mended change again under a new number, and the audit log says so', async () => {
  const { store, id, aside } = await setupSetAside({ note: 'vanha' })

  expect(await retrySetAside(store, aside, { ...aside.operation.fields, note: 'uusi' })).toMatchObject({
    ok: true,
  })

  expect(await listSetAside(store)).toEqual([])
  expect(await unsent(store)).toMatchObject({ count: 1 })
  expect(await nextToSend(store, 1)).toMatchObject([{ n: 2, id, fields: { note: 'uusi' } }])
  expect((await listRows(store, 'visit'))[0]?.fields.note).toBe('uusi')
  expect((await audited(store)).at(-1)).toMatchObject({
    actor: store.userId,
    remark: 'sent again: 1',
    changes: [{ action: 'put', entity: 'visit', id }],
  })
})

it.each([
  ['an identity code in the note', { note: 'asiakas 131052-308T' }, { id: 'V18', field: 'note' }],
  ['a word for a number', { partySize: 'kaksi' }, { id: 'shape', field: 'partySize' }],
  ['a code that no set has', { topics: ['NOPE'] }, { id: 'V17', field: 'topics' }],
  ['a day to come', { date: '2031-01-01' }, { id: 'V01', field: 'date' }],
  ['broken text', { note: 'puolikas \ud83d' }, { id: 'T01', field: 'note' }],
])('C1: refuses %s in a mended change, which stays on the desk as it was', async (_, over, problem) => {
  const { store, aside } = await setupSetAside()
  const shown = await listRows(store, 'visit')

  expect(await retrySetAside(store, aside, { ...aside.operation.fields, ...over })).toMatchObject({
    ok: false,
    error: { kind: 'invalid', problems: expect.arrayContaining([expect.objectContaining(problem)]) },
  })

  expect(await listSetAside(store)).toEqual([aside])
  expect(await unsent(store)).toEqual({ count: 0, since: null })
  expect(await listRows(store, 'visit')).toEqual(shown)
})

it('C1: lets a viewer send nothing again, and give up nothing that others made', async () => {
  const { store, aside } = await setupSetAside()
  const viewer = Object.assign(store, { role: 'viewer', userId: randomUUID() })
  const notAllowed = { ok: false, error: { kind: 'not-allowed' } }

  expect(await retrySetAside(viewer, aside)).toEqual(notAllowed)
  expect(await discardSetAside(viewer, aside)).toEqual(notAllowed)

  expect(await listSetAside(store)).toEqual([aside])
  expect(await unsent(store)).toEqual({ count: 0, since: null })
})

it('C1: whoever was made a viewer may still give up what the hub has not taken from them, as the audit log says', async () => {
  const { store, id, aside } = await setupSetAside()
  store.workAs('viewer')

  expect(await discardSetAside(store, aside)).toMatchObject({ ok: true })

  expect(await listSetAside(store)).toEqual([])
  expect(await listRows(store, 'visit')).toEqual([])
  expect((await audited(store)).at(-1)).toMatchObject({
    changes: [{ action: 'give-up', entity: 'visit', id }],
  })
})

it('C1: a change mended to what the hub has is done with, and nothing is sent', async () => {
  const store = await setupStore()
  const id = randomUUID()
  await commit(store, [{ entity: 'visit', id, kind: 'put', fields: aVisit({ note: 'vanha' }), isNew: true }])
  const [made] = await nextToSend(store, 1)
  if (!made) throw new Error('nothing was made')
  await storePulled(store, [{ ...made, seq: 1 }], { seq: 1, stamp: null })
  await commit(store, [{ entity: 'visit', id, kind: 'put', fields: { note: 'uusi' } }])
  await noteOutcomes(store, await nextToSend(store, 1), [{ kind: 'set-aside', n: 2, reason: 'field: note' }])
  const [aside] = await listSetAside(store)
  if (!aside) throw new Error('nothing was set aside')

  expect(await retrySetAside(store, aside, { note: 'vanha' })).toMatchObject({ ok: true })

  expect(await listSetAside(store)).toEqual([])
  expect(await unsent(store)).toEqual({ count: 0, since: null })
  expect((await listRows(store, 'visit'))[0]?.fields.note).toBe('vanha')
})

it('C1: takes no value of the desk past the rules', async () => {
  const store = await setupConflict({ kind: 'put', fields: { name: 'Heidän' } })
  const { open } = await readConflicts(store)
  const spoilt = open.map((one) => (one.kind === 'value' ? { ...one, other: '' } : one))

  expect(await decide(store, spoilt, 'other')).toMatchObject({ ok: false, error: { kind: 'invalid' } })
  store.workAs('viewer')
  expect(await decide(store, open, 'other')).toEqual({ ok: false, error: { kind: 'not-allowed' } })

  expect(await names(store)).toEqual(['Meidän'])
  expect((await readConflicts(store)).open).toHaveLength(1)
})
