import { periodId } from '../../../src-shared/domain/visits/period.ts'
import type { VisitFields } from '../../../src-shared/domain/visits/visit-fields.ts'
import type { HistoryEntry } from '../../../src-shared/sync/history.ts'
import type { Store } from '../register/store.ts'
import { monthRows } from './month-rows.ts'
import { readRecord, readRecords } from './records.ts'

/** A row that somebody has to look at, with the change that makes it so. */
export type LateChange = {
  readonly kind: 'after-close' | 'after-access'
  readonly id: string
  readonly fields: VisitFields
  readonly change: HistoryEntry
}

/**
 * What came into a month in ways that a person has to check (visits.md §12): rows that were there when it was closed and
 * were changed elsewhere without knowing that (the closed figures stand; rows that are new are told as their difference),
 * and rows of a user whose access had ended. By the hub's order, whatever the clocks say; what waits comes last.
 */
export async function lateChanges(store: Store, month: string): Promise<readonly LateChange[]> {
  const rows = monthRows(store, month)
  const records = await readRecords(
    store,
    'visit',
    rows.map(({ id }) => id),
  )
  const period = store.reference.periods.get(month)
  const closed =
    period?.state === 'closed' ? await lastChange(store, 'period', periodId(month), 'state') : null
  const ended = new Map<string, number>()
  for (const [id, { active }] of store.reference.users)
    if (!active) ended.set(id, orderOf(await lastChange(store, 'user', id, 'active')))
  return rows.flatMap(({ id, fields }): LateChange[] => {
    const history = records.get(id)?.record.history ?? []
    const late = closed && history.findLast((entry) => orderOf(entry) > orderOf(closed))
    const wasThere = closed && history.some((entry) => orderOf(entry) < orderOf(closed))
    const stray = history.findLast((entry) => orderOf(entry) > (ended.get(entry.actor) ?? Infinity))
    return [
      ...(late && wasThere ? [{ kind: 'after-close', id, fields, change: late } as const] : []),
      ...(stray ? [{ kind: 'after-access', id, fields, change: stray } as const] : []),
    ]
  })
}

const orderOf = (entry: HistoryEntry | null): number => entry?.seq ?? Number.MAX_SAFE_INTEGER

const lastChange = async (
  store: Store,
  entity: 'period' | 'user',
  id: string,
  field: string,
): Promise<HistoryEntry | null> =>
  (await readRecord(store, entity, id)).record.history?.findLast(({ fields }) => fields.includes(field)) ??
  null
