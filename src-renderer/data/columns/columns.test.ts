import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { tableOf } from '../database/db.ts'
import { packStale } from '../opening/stored-columns.ts'
import { listRows, readRecords } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { storePulled } from '../syncing/store-pulled.ts'
import { commit } from '../writing/commit.ts'

const other = '99999999-9999-4999-8999-999999999999'
const ids = Array.from({ length: 6 }, () => randomUUID())
const id = fc.constantFrom(...ids)
/** As many as stand in blocks. */
const bulk = 60
const many = Array.from({ length: bulk }, () => randomUUID())
const fields = fc.record({
  date: fc.constantFrom('2026-09-30', '2026-10-01', '2026-10-31', '2026-11-01', '2025-02-28', '2026-11-24'),
  startTime: fc.constantFrom('00:00', '10:15', '23:59'),
  topics: fc.uniqueArray(fc.constantFrom('T01', 'T05', 'T11'), { minLength: 1 }),
  note: fc.constantFrom(null, 'lomake', '["T05"]'),
})
type Action =
  | { readonly kind: 'put'; readonly id: string; readonly fields: Partial<VisitFields> }
  | { readonly kind: 'delete' | 'restore'; readonly id: string }
  | { readonly kind: 'pull'; readonly id: string; readonly fields: Partial<VisitFields> }
  /** Many at once: new ones of this device, those of the last bulk changed again, or pulled with a number from the hub. */
  | { readonly kind: 'import' | 'changeAll' | 'pullAll'; readonly fields: Partial<VisitFields> }
  /** One that came in bulk. */
  | {
      readonly kind: 'changeOne' | 'deleteOne'
      readonly which: number
      readonly fields: Partial<VisitFields>
    }
  | { readonly kind: 'pack' | 'restart' }
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), id, fields }),
  fc.record({ kind: fc.constantFrom('delete' as const, 'restore' as const), id }),
  fc.record({ kind: fc.constant('pull' as const), id, fields }),
  fc.record({ kind: fc.constantFrom('import' as const, 'changeAll' as const, 'pullAll' as const), fields }),
  fc.record({
    kind: fc.constantFrom('changeOne' as const, 'deleteOne' as const),
    which: fc.nat(bulk - 1),
    fields,
  }),
  fc.record({ kind: fc.constantFrom('pack' as const, 'restart' as const) }),
)

/** What a scan of all rows says, in the order of the list. */
const scanned = async (store: Store) =>
  (await listRows(store, 'visit'))
    .map(({ id, fields }) => ({ id, fields }))
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1))
const keyOf = ({ id, fields }: { id: string; fields: VisitFields }): string =>
  `${fields.date} ${fields.startTime} ${id}`
const shown = ({ columns }: Store) =>
  Array.from(columns.order(), (slot) => {
    const { id, fields } = columns.row(slot)
    return { id, fields }
  })

async function perform(store: Store & { name: string }, one: Action, seq: number) {
  switch (one.kind) {
    case 'put':
      await commit(store, [
        { entity: 'visit', id: one.id, kind: 'put', fields: { ...aVisit(), ...one.fields } },
      ])
      return store
    case 'delete':
    case 'restore':
      if (store.columns.has(one.id) || one.kind === 'restore')
        await commit(store, [{ entity: 'visit', id: one.id, kind: one.kind }])
      return store
    case 'pull':
      await storePulled(
        store,
        [
          {
            deviceId: other,
            n: seq * 1000,
            seq: seq * 1000,
            entity: 'visit',
            id: one.id,
            kind: 'put',
            actor: other,
            fields: { ...aVisit(), ...one.fields },
            base: {},
            at: '2026-11-24T10:00:00Z',
          },
        ],
        { seq: seq * 1000, stamp: null },
      )
      return store
    case 'import':
    case 'changeAll': {
      const changes = many.map((id, index) => ({
        entity: 'visit' as const,
        id,
        kind: 'put' as const,
        fields: { ...aVisit(), ...one.fields, partySize: 1 + (index % 20) },
        isNew: one.kind === 'import',
      }))
      if (one.kind === 'changeAll' || (await readRecords(store, 'visit', many)).size === 0)
        await commit(store, changes)
      return store
    }
    case 'pullAll':
      await storePulled(
        store,
        many.map((id, index) => ({
          deviceId: other,
          n: seq * 1000 + index,
          seq: seq * 1000 + index,
          entity: 'visit',
          id,
          kind: 'put' as const,
          actor: other,
          base: {},
          at: '2026-11-24T10:00:00Z',
          fields: { ...aVisit(), ...one.fields },
        })),
        { seq: seq * 1000 + bulk, stamp: null },
      )
      return store
    case 'changeOne':
    case 'deleteOne': {
      const id = many[one.which] ?? ''
      if (!store.columns.has(id)) return store
      await commit(store, [
        one.kind === 'deleteOne'
          ? { entity: 'visit', id, kind: 'delete' }
          : { entity: 'visit', id, kind: 'put', fields: one.fields },
      ])
      return store
    }
    case 'pack':
      await packStale(store)
      return store
    case 'restart':
      store.close()
      return setupStore({ name: store.name, userId: store.userId })
  }
}

it('equals the rows after any commits, pulls, deletions, packings and restarts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      let store = await setupStore()
      for (const [index, one] of actions.entries()) store = await perform(store, one, index + 1)
      expect(shown(store)).toEqual(await scanned(store))
      await packStale(store)
      store.close()
      const again = await setupStore({ name: store.name, userId: store.userId })
      expect(shown(again)).toEqual(await scanned(again))
      again.close()
    }),
    { numRuns: 60 },
  )
})

it('reads a month from its rows when its block was damaged', async () => {
  const store = await setupStore()
  await commit(store, [{ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true }])
  await packStale(store)
  const block = await store.db.segments.get('2026-11')
  expect(block?.box).toBeInstanceOf(Uint8Array)
  await store.db.segments.put({ month: '2026-11', box: new Uint8Array(40) })
  store.close()

  const again = await setupStore({ name: store.name, userId: store.userId })

  expect(shown(again)).toHaveLength(1)
})

it('opens without a row that was damaged, keeps it, tells of it, and never packs it away', async () => {
  const store = await setupStore()
  const put = (fields: VisitFields) =>
    commit(store, [{ entity: 'visit', id: randomUUID(), kind: 'put', fields, isNew: true }])
  await put(aVisit())
  await put(aVisit({ startTime: '11:00' }))
  const [row] = await tableOf(store.db, 'visit').toArray()
  await tableOf(store.db, 'visit').put({ ...row, id: row?.id ?? '', box: new Uint8Array(50) })
  store.close()

  for (let start = 0; start < 2; start++) {
    const again = await setupStore({ name: store.name, userId: store.userId })
    expect(shown(again)).toHaveLength(1)
    expect([...again.damaged]).toEqual([['2026-11', 1]])
    expect(await tableOf(again.db, 'visit').count()).toBe(2)
    await packStale(again)
    again.close()
  }
})

it('keeps thousands of rows in order, added one by one and many at once', async () => {
  const store = await setupStore()
  const rows = Array.from({ length: 2500 }, (_, index) => ({
    entity: 'visit' as const,
    id: randomUUID(),
    kind: 'put' as const,
    fields: aVisit({ date: `2026-${String(1 + (index % 11)).padStart(2, '0')}-1${index % 10}` }),
    isNew: true,
  }))
  await commit(store, rows.slice(0, 2400))
  for (const row of rows.slice(2400)) await commit(store, [row])

  expect(shown(store)).toEqual(await scanned(store))
  const part = store.columns.between('2026-03-01', '2026-03-31')
  expect(Array.from(part, (slot) => store.columns.row(slot).fields.date.slice(0, 7))).toEqual(
    Array.from(part, () => '2026-03'),
  )
  expect(part.length).toBe(rows.filter(({ fields }) => fields.date.startsWith('2026-03')).length)
})
