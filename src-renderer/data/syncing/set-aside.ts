import { declarationOf, type EntityName, isEntityName } from '../../../src-shared/domain/registry.ts'
import { err, type Result } from '../../../src-shared/kernel/result.ts'
import { deletedField, dropPending } from '../../../src-shared/sync/merge.ts'
import type { Operation } from '../../../src-shared/sync/operation.ts'
import { removeRows } from '../database/table-changes.ts'
import type { RecordChange } from '../records/record-storage.ts'
import { readRecord } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import type { SetAside } from '../sealing/set-aside-row.ts'
import { auditEntry } from '../writing/audit-entry.ts'
import type { Change, CommitProblem } from '../writing/change.ts'
import { commitAct, writeAct } from '../writing/commit.ts'

/**
 * A person sends a set-aside change again, as it was or with other values: an act like any other, checked as if it were
 * typed now. A new operation takes the old one's place in one transaction, so that the value is never nowhere.
 */
export async function retrySetAside(
  store: Store,
  { n, operation }: SetAside,
  fields: Operation['fields'] = operation.fields,
): Promise<Result<null, CommitProblem>> {
  const { entity, id, kind } = operation
  // of a later version, whose rules this one does not know
  if (!isEntityName(entity)) return err({ kind: 'not-allowed' })
  return commitAct(store, changesOf({ entity, id, kind, fields }), {
    replaces: n,
    remark: `sent again: ${n}`,
  })
}

type Sent = Pick<Operation, 'id' | 'kind' | 'fields'> & { readonly entity: EntityName }

/** What a person did when an operation was made; `commit` checks it. */
function changesOf({ entity, id, kind, fields: all }: Sent): readonly Change[] {
  const { [deletedField]: isDeleted, ...fields } = all
  const change = (rest: Pick<Change, 'kind'> & { fields?: object }) => ({ entity, id, ...rest }) as Change // the name is one of them all
  if (kind !== 'put') return [change({ kind })]
  const isErased = isDeleted === true && Object.values(fields).every((value) => value === null)
  if (isErased) return [change({ kind: 'erase' })]
  const put = change({ kind, fields })
  return isDeleted === true ? [put, change({ kind: 'delete' })] : [put]
}

/**
 * A person gives a set-aside operation up: the record shows the hub's value again. Who may write such records may do
 * this, and whoever made the operation, also after their role has changed.
 */
export function discardSetAside(
  store: Store,
  { n, operation: { entity, id, actor } }: SetAside,
): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    const { db, role, userId } = store
    const mayWrite = isEntityName(entity) && declarationOf(entity).writers.includes(role)
    if (!mayWrite && actor !== userId) return err({ kind: 'not-allowed' })
    const changes: RecordChange[] = []
    if (isEntityName(entity)) {
      const { record: before, block } = await readRecord(store, entity, id)
      changes.push({ entity, id, before, after: dropPending(before, n), block })
    }
    return writeAct(store, {
      changes,
      audit: auditEntry(store, [{ action: 'give-up', entity, id, fields: [] }], `given up: ${n}`),
      beside: [removeRows(db.setAside, [n])],
    })
  })
}
