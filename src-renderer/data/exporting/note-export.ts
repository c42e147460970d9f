import { err, type Result } from '../../../src-shared/kernel/result.ts'
import type { Store } from '../register/store.ts'
import { auditEntry } from '../writing/audit-entry.ts'
import type { CommitProblem } from '../writing/change.ts'
import { writeAct } from '../writing/commit.ts'

/** Writes into the audit log that all of the register leaves, before any of it does. Administrators alone may. */
export function noteExport(store: Store, remark: string): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    if (store.role !== 'admin') return err({ kind: 'not-allowed' })
    const [organisation] = await store.db.table('organisation').toCollection().primaryKeys()
    const id = typeof organisation === 'string' ? organisation : ''
    const entry = { action: 'exported', entity: 'organisation', id, fields: [] } as const
    return writeAct(store, { changes: [], audit: auditEntry(store, [entry], remark) })
  })
}
