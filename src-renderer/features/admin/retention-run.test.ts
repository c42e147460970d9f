import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { defaultPolicy } from '../../../src-shared/domain/visits/retention.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { tableOf } from '../../data/database/db.ts'
import { listRows, readHistory } from '../../data/records/records.ts'
import { allInBlocks } from '../../data/records/visit-blocks.ts'
import type { Store } from '../../data/register/store.ts'
import { openRecord } from '../../data/sealing/sealed-record.ts'
import { commit } from '../../data/writing/commit.ts'
import { planRetention, runRetention } from './retention-run.ts'

const today = '2026-11-24'
async function withRows(...rows: readonly Partial<VisitFields>[]) {
  const store = await setupStore()
  store.workAs('admin')
  const ids = rows.map(() => randomUUID())
  const done = await commit(
    store,
    rows.map((over, index) => ({
      entity: 'visit',
      id: ids[index] ?? '',
      kind: 'put',
      isNew: true,
      fields: aVisit({ userId: store.userId, startTime: '10:45', note: 'kirje', ...over }),
    })),
  )
  expect(done).toEqual({ ok: true, value: null })
  return { store, ids }
}
const run = (store: Store, goOn = () => true) =>
  runRetention(store, planRetention(store, defaultPolicy, today), goOn)

it('takes from each row what its age asks for, and from no younger row', async () => {
  const { store, ids } = await withRows(
    { date: '2026-11-20' },
    { date: '2026-10-20' },
    { date: '2026-09-20' },
    { date: '2025-10-20' },
    { date: '2023-10-20', nationality: 'SYR' },
  )

  expect(await run(store)).toEqual({ kind: 'done' })

  const rows = new Map((await listRows(store, 'visit')).map(({ id, fields }) => [id, fields]))
  expect(
    ids.map((id) => {
      const { startTime, note, userId, nationality } = rows.get(id) ?? {}
      return [startTime, note, userId === store.userId, nationality]
    }),
  ).toEqual([
    ['10:45', 'kirje', true, null],
    ['10:00', 'kirje', true, null],
    ['10:00', null, true, null],
    ['10:00', null, false, null],
    ['10:00', null, false, null],
  ])
  expect((await readHistory(store, 'visit', ids[3] ?? '')).map(({ fields }) => fields)).toEqual([
    ['startTime', 'note', 'userId'],
  ])
  const [log] = await listRows(store, 'retentionRun')
  expect(log?.fields.steps).toEqual([
    { step: 'hour', upTo: '2026-10-20', rows: 4 },
    { step: 'note', upTo: '2026-09-20', rows: 3 },
    { step: 'user', upTo: '2025-10-20', rows: 2 },
    { step: 'background', upTo: '2023-10-20', rows: 1 },
  ])
  expect(planRetention(store, defaultPolicy, today).steps.every(({ rows }) => rows === 0)).toBe(true)
})

it('leaves a table in the place of rows that are five years old, and nothing of what they held', async () => {
  const { store, ids } = await withRows({ date: '2020-10-20' }, { date: '2020-10-31', partySize: 4 })

  expect(await run(store)).toEqual({ kind: 'done' })

  expect(store.columns.size()).toBe(0)
  const frozen = store.reference.frozen.get('2020-10')
  expect(frozen).toMatchObject({ isWithoutRows: true, cells: [{ contacts: 2, persons: 5 }] })
  for (const row of await tableOf(store.db, 'visit').toArray()) {
    const { fields, history } = await openRecord(store, 'visit', row)
    expect(ids).toContain(row.id)
    expect(Object.keys(fields).toSorted()).toEqual(['date', 'isDeleted'])
    expect(history).toEqual([])
  }
})

it('leaves nothing of rows that came in bulk either', async () => {
  const { store } = await withRows(...Array.from({ length: 60 }, () => ({ date: '2020-10-20' })))
  expect(await tableOf(store.db, 'visit').count()).toBe(0)

  expect(await run(store)).toEqual({ kind: 'done' })

  const left = await allInBlocks(store)
  expect(left).toHaveLength(60)
  for (const { record } of left) {
    expect(Object.keys(record.fields).toSorted()).toEqual(['date', 'isDeleted'])
    expect(record.history).toEqual([])
  }
})

it('stopped in the middle, it loses nothing and goes on at the next run', async () => {
  const { store } = await withRows({ date: '2020-10-20' }, { date: '2020-11-20' })
  let asked = 0

  expect(await run(store, () => ++asked <= 3)).toEqual({ kind: 'stopped' })
  expect(store.columns.size()).toBe(1)
  expect(await run(store)).toEqual({ kind: 'done' })

  const contacts = [...store.reference.frozen.values()].flatMap(({ cells }) =>
    cells.map((cell) => cell.contacts),
  )
  expect(contacts).toEqual([1, 1])
})
