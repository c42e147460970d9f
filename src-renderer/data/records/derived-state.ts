import { monthOf } from '../../../src-shared/domain/visits/period.ts'
import { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import { isHidden, needsDecision, type RecordState } from '../../../src-shared/sync/merge.ts'
import type { Db } from '../database/db.ts'
import { markStale } from '../database/stale-months.ts'
import type { TableChange } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { isReference, loadReference } from './load-reference.ts'
import type { RecordChange } from './record-storage.ts'

/**
 * What hangs on the rows: columns of visits with their month segments and the small tables, which answer quickly.
 * `writeChanges` names each change here twice: as it writes the rows, and after it.
 */
/** With the rows: the stored segments of these months no longer hold. */
export function staleSegments(db: Db, changes: readonly RecordChange[]): TableChange {
  const months = new Set<string>()
  for (const { entity, before, after } of changes) {
    if (entity !== 'visit') continue
    for (const { fields } of [before, after])
      if (typeof fields.date === 'string') months.add(monthOf(fields.date))
  }
  return markStale(db, months)
}

/** After the transaction: what is in memory follows. */
export async function showChanges(store: Store, changes: readonly RecordChange[]): Promise<void> {
  if (changes.some(({ entity }) => isReference(entity))) await loadReference(store)
  for (const { entity, id, after } of changes) if (entity === 'visit') showVisit(store, id, after)
  store.changed()
}

/** A record that this version cannot read is kept in its row, and shown again after an upgrade. */
export function showVisit({ columns, deviceId }: Store, id: string, record: RecordState): void {
  const read = isHidden(record) ? null : VisitFields.safeParse(record.fields)
  if (!read?.success) {
    columns.remove(id)
    return
  }
  const device = record.pending.date ? deviceId : (record.heads.date?.[1] ?? deviceId)
  columns.put({ id, fields: read.data, contested: needsDecision(record), deviceId: device })
}
