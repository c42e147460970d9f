import { declarationOf, type EntityName, entityNames } from '../../../src-shared/domain/registry.ts'
import { applyLocal, baseFor, deletedField } from '../../../src-shared/sync/merge.ts'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import { tableOf } from '../database/db.ts'
import { putRows } from '../database/table-changes.ts'
import type { RecordChange } from '../records/record-storage.ts'
import type { Store } from '../register/store.ts'
import { openRecord } from '../sealing/sealed-record.ts'
import { writeChanges } from '../writing/write-changes.ts'

const perTransaction = 500

/**
 * After a key was made or accepted: what the sealed realm holds on this device and has never been sent waits for the hub,
 * and all is read again from it with the new key. Cut in the middle, it goes on where it stopped.
 */
export async function shareSealed(store: Store): Promise<number> {
  let shared = 0
  for (const entity of entityNames) {
    if (declarationOf(entity).realm !== 'sealed') continue
    for (;;) {
      const count = await shareSome(store, entity)
      shared += count
      if (count < perTransaction) break
    }
  }
  await store.note(putRows(store.db.meta, [{ key: 'readAgain', value: 1 }]))
  store.changed()
  return shared
}

function shareSome(store: Store, entity: EntityName): Promise<number> {
  return store.exclusive(async () => {
    const { db, deviceId, userId } = store
    const changes: RecordChange[] = []
    const operations: Operation[] = []
    let n = store.lastN
    for (const row of await tableOf(db, entity).toArray()) {
      if (changes.length === perTransaction) break
      const before = await openRecord(store, entity, row)
      const isKnown = Object.keys(before.heads).length > 0 || Object.keys(before.pending).length > 0
      if (isKnown || Object.keys(before.fields).length === 0) continue
      // made before anything was shared: as if it were written now, the mark of a deletion included
      const draft = { kind: 'put' as const, fields: before.fields }
      const { [deletedField]: _, ...plain } = before.fields
      const at = store.clock.nowIso()
      const op: Operation = {
        deviceId,
        n: ++n,
        entity,
        id: row.id,
        ...draft,
        base: baseFor(before, draft),
        actor: userId,
        at,
      }
      operations.push(op)
      changes.push({
        entity,
        id: row.id,
        before,
        after: applyLocal({ ...before, fields: plain }, op),
        block: null,
      })
    }
    if (changes.length === 0) return 0
    await writeChanges(store, { changes, operations, lastN: n })
    return changes.length
  })
}
