import { monthDays, monthOf } from '../../../src-shared/domain/visits/period.ts'
import type { RecordState } from '../../../src-shared/sync/merge.ts'
import { packRows, unpackRows } from '../columns/segment.ts'
import { type SealedRow, tableOf } from '../database/db.ts'
import { markStale } from '../database/stale-months.ts'
import { monthInBlocks } from '../records/visit-blocks.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { writeChanges } from '../writing/write-changes.ts'

/** How many of the latest months are there before the list is shown, and how long it may then take to draw it. */
const firstMonths = 2
const drawMs = 200

const place = (month: string): string => `segments/${month}`

/**
 * Fills the columns, the latest months first: `onFirst` is told when those of the last two months that hold any are there,
 * so that a list of today need not wait for ten years.
 */
export async function loadColumns(
  store: Store,
  show: (id: string, record: RecordState) => void,
  onFirst: () => void,
): Promise<void> {
  const { db, cipher, columns } = store
  await markAllOnce(store)
  const months = (await db.segments.orderBy('month').primaryKeys()).toReversed()
  for (const [index, month] of months.entries()) {
    const box = (await db.segments.get(month))?.box ?? null
    const packed =
      box === null ? null : await cipher.openBytes(box, place(month)).then(unpackRows, () => null)
    if (packed) columns.putPacked(packed)
    else await readMonth(store, month, show)
    if (index !== firstMonths - 1) continue
    onFirst()
    await new Promise((resolve) => setTimeout(resolve, drawMs)) // the list is drawn before older months are read
  }
  if (months.length < firstMonths) onFirst()
}

/** A register from before there were segments: every month that has a row is stale. */
async function markAllOnce(store: Store): Promise<void> {
  const { db } = store
  if (await db.meta.get('hasSegments')) return
  const days = await tableOf(db, 'visit').orderBy('date').uniqueKeys()
  await writeChanges(store, {
    changes: [],
    meta: [{ key: 'hasSegments', value: 1 }],
    beside: [markStale(db, new Set(days.map((day) => monthOf(String(day)))))],
  })
}

async function readMonth(
  store: Store,
  month: string,
  show: (id: string, record: RecordState) => void,
): Promise<void> {
  const rows: SealedRow[] = await tableOf(store.db, 'visit')
    .where('date')
    .between(monthDays(month).from, monthDays(month).to, true, true)
    .toArray()
  // one damaged row must not lock people out of all the others
  const records = await Promise.all(rows.map((row) => openRecord(store, 'visit', row).catch(() => null)))
  const blocked = await monthInBlocks(store, month)
  const damaged = records.filter((record) => record === null).length + blocked.damaged
  if (damaged > 0) store.noteDamaged(month, damaged)
  for (const { id, record } of blocked.visits) show(id, record)
  rows.forEach(({ id }, index) => {
    const record = records[index]
    if (record) show(id, record)
  })
}

/** Packs the stale months again, one at a time, so that nobody waits for it. */
export async function packStale(store: Store): Promise<void> {
  const { db, cipher, columns } = store
  const stale = await db.segments.filter(({ box }) => box === null).primaryKeys()
  for (const month of stale) {
    if (store.damaged.has(month)) continue // a block would hide that rows are missing
    await store.exclusive(async () => {
      const { from, to } = monthDays(month)
      const slots = columns.between(from, to)
      const box = await cipher.sealBytes(packRows(columns, slots), place(month))
      await db.segments.put({ month, box })
    })
  }
}
