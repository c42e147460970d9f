import { monthDays } from '../../../src-shared/domain/visits/period.ts'
import { deletedField, isHidden, type RecordState } from '../../../src-shared/sync/merge.ts'
import { tableOf } from '../database/db.ts'
import type { StoredRecord } from '../records/records.ts'
import { monthInBlocks } from '../records/visit-blocks.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { writeChanges } from '../writing/write-changes.ts'

/**
 * Removed rows of months whose table stands in their place lose what they held on this device too: only the mark that
 * they are gone stays, for devices that have not heard of it. Every device does its own, when it has time.
 */
export async function stripRemoved(store: Store): Promise<void> {
  for (const { month, frozenAt, isWithoutRows } of store.reference.frozen.values()) {
    const key = `stripped/${month}`
    if (!isWithoutRows || (await store.db.meta.get(key))?.value === frozenAt) continue
    await store.exclusive(async () => {
      const rows = await tableOf(store.db, 'visit')
        .where('date')
        .between(monthDays(month).from, monthDays(month).to, true, true)
        .toArray()
      // nothing is taken from what cannot be read
      const own = rows.map((row) =>
        openRecord(store, 'visit', row).then(
          (record) => [{ id: row.id, record, block: null }],
          () => [],
        ),
      )
      const blocked = (await monthInBlocks(store, month)).visits
      const all: readonly (StoredRecord & { readonly id: string })[] = [
        ...(await Promise.all(own)).flat(),
        ...blocked,
      ]
      await writeChanges(store, {
        changes: all
          .filter(({ record }) => isHidden(record))
          .map(({ id, record, block }) => ({
            entity: 'visit',
            id,
            before: record,
            after: strip(record),
            block,
          })),
        meta: [{ key, value: frozenAt }],
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
