import { monthDays } from '../../src-shared/domain/period.ts'
import { deletedField, isHidden, type RecordState } from '../../src-shared/sync/merge.ts'
import { tableOf } from './db.ts'
import { openRecord, sealRecord } from './sealed-record.ts'
import type { Store } from './store.ts'
import { changeMonthInBlocks, putVisits } from './visit-blocks.ts'

/**
 * Removed rows of months whose table stands in their place lose what they held on this device too: only the mark that
 * they are gone stays, for devices that have not heard of it. Every device does its own, when it has time.
 */
export async function stripRemoved(store: Store): Promise<void> {
  for (const { month, frozenAt, isWithoutRows } of store.reference.frozen.values()) {
    const key = `stripped/${month}`
    if (!isWithoutRows || (await store.db.meta.get(key))?.value === frozenAt) continue
    await store.exclusive(async () => {
      const visits = tableOf(store.db, 'visit')
      const rows = await visits
        .where('date')
        .between(monthDays(month).from, monthDays(month).to, true, true)
        .toArray()
      const records = await Promise.all(rows.map((row) => openRecord(store, 'visit', row).catch(() => null)))
      const bare = rows.flatMap(({ id }, index) => {
        const record = records[index]
        return record && isHidden(record) ? [sealRecord(store, 'visit', id, strip(record))] : []
      })
      const own = await Promise.all(bare)
      const blocks = await changeMonthInBlocks(store, month, (record) =>
        isHidden(record) ? strip(record) : record,
      )
      const { db } = store
      await db.transaction('rw', [visits, db.visitBlocks, db.meta], async () => {
        await putVisits(db, { rows: own, blocks, emptied: [] })
        await db.meta.put({ key, value: frozenAt })
      })
    })
  }
}

const strip = (record: RecordState): RecordState => {
  const mark = record.pending[deletedField]
  return {
    ...record,
    fields: { [deletedField]: true, ...(record.fields.date ? { date: record.fields.date } : {}) },
    pending: mark ? { [deletedField]: mark } : {},
    history: [],
  }
}
