import type { EntityName } from '../../../src-shared/domain/registry.ts'
import type { RecordState } from '../../../src-shared/sync/merge.ts'
import { type Db, type SealedRow, tableOf } from '../database/db.ts'
import { putRows, type TableChange } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { sealRecord } from '../sealing/sealed-record.ts'
import { type PlacedVisits, placeVisits, putVisits } from './visit-blocks.ts'

/** A record that changes, as it was read and as it is to be. */
export type RecordChange = {
  readonly entity: EntityName
  readonly id: string
  /** `emptyRecord` itself when it stands nowhere yet. */
  readonly before: RecordState
  readonly after: RecordState
  /** The block in which it stands so far. */
  readonly block: string | null
}

/** Changed records, sealed for the places where they belong. */
export type Placed = {
  readonly rows: ReadonlyMap<EntityName, readonly SealedRow[]>
  readonly visits: PlacedVisits | null
}

/** @param changes in their order; of a record that changes twice the last one stands. */
export async function placeRecords(store: Store, changes: readonly RecordChange[]): Promise<Placed> {
  const byEntity = Map.groupBy(changes, ({ entity }) => entity)
  const visits = byEntity.get('visit')
  byEntity.delete('visit')
  const rows = [...byEntity].map(async ([entity, some]) => {
    const sealed = lastOfEach(some).map(({ id, after }) => sealRecord(store, entity, id, after))
    return [entity, await Promise.all(sealed)] as const
  })
  return {
    visits: visits ? await placeVisits(store, lastOfEach(visits)) : null,
    rows: new Map(await Promise.all(rows)),
  }
}

function lastOfEach(changes: readonly RecordChange[]): readonly RecordChange[] {
  const byId = new Map<string, RecordChange>()
  for (const change of changes) {
    const first = byId.get(change.id)
    byId.set(change.id, first ? { ...change, before: first.before } : change)
  }
  return byId.size === changes.length ? changes : [...byId.values()]
}

export const putPlaced = (db: Db, { rows, visits }: Placed): readonly TableChange[] => [
  ...[...rows].map(([entity, some]) => putRows(tableOf(db, entity), some)),
  ...(visits ? putVisits(db, visits) : []),
]
