import { err, type Result } from '../../../src-shared/kernel/result.ts'
import { isLeader } from '../../../src-shared/kernel/role.ts'
import { nameOfWrite } from '../../../src-shared/sync/history.ts'
import type { NumberedOperation, Refusal } from '../../../src-shared/sync/operation.ts'
import type { Db, RefusedRow } from '../database/db.ts'
import { putRows, type TableChange } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { sealSetAside } from '../sealing/set-aside-row.ts'
import { auditEntry } from '../writing/audit-entry.ts'
import type { CommitProblem } from '../writing/change.ts'
import { writeAct } from '../writing/commit.ts'
import { wrongField } from './judge-pulled.ts'

/** An operation that came from the hub and that this device does not take into its records, with the reason. */
export type Refused = { readonly operation: NumberedOperation; readonly reason: Refusal }
type RefusedOperation = NumberedOperation & { readonly refused: Refusal }

/**
 * Refused operations, sealed for the places where people see them. One of this device waits on its desk, as if the hub had
 * set it aside: unless it has been there before.
 */
export async function sealRefused(store: Store, operations: readonly RefusedOperation[]) {
  const { db, cipher, deviceId } = store
  const keys = operations.map(nameOfWrite)
  const known = new Set((await db.refused.bulkGet(keys)).flatMap((row) => (row ? [row.key] : [])))
  const rows = operations.map(async ({ refused: reason, ...operation }) => {
    const key = nameOfWrite(operation)
    const value: Refused = { operation, reason }
    return { key, isSeen: 0, box: await cipher.seal(value, recordKey('refused', key)) }
  })
  const own = operations.flatMap(({ refused: reason, ...op }) => {
    if (op.deviceId !== deviceId || known.has(nameOfWrite(op))) return []
    const { seq: _, ...operation } = op
    return [sealSetAside(store, { n: op.n, operation, reason })]
  })
  const fresh = (await Promise.all(rows)).filter(({ key }) => !known.has(key))
  return { rows: fresh, setAside: await Promise.all(own) }
}
export type SealedRefused = Awaited<ReturnType<typeof sealRefused>>

export const putRefused = (db: Db, { rows, setAside }: SealedRefused): readonly TableChange[] => [
  putRows(db.refused, rows),
  putRows(db.setAside, setAside),
]

type Kept = Refused & { readonly key: string }

/** Those that nobody has marked as seen yet. */
export const listRefused = async (store: Store): Promise<readonly Kept[]> =>
  Promise.all(
    (await store.db.refused.where('isSeen').equals(0).toArray()).map((row) => openRefused(store, row)),
  )

const openRefused = async ({ cipher }: Store, { key, box }: RefusedRow): Promise<Kept> => ({
  key,
  ...((await cipher.open(box, recordKey('refused', key))) as Refused), // sealed by us
})

/** A person has looked at one: it is kept, and asks for nobody any more. */
export function markSeen(
  store: Store,
  { key, operation: { entity, id } }: Kept,
): Promise<Result<null, CommitProblem>> {
  return store.exclusive(async () => {
    const { db, role } = store
    if (!isLeader(role)) return err({ kind: 'not-allowed' })
    const row = await db.refused.get(key)
    return writeAct(store, {
      changes: [],
      audit: auditEntry(store, [{ action: 'seen', entity, id, fields: [] }], `refused: ${key}`),
      beside: [putRows(db.refused, row ? [{ ...row, isSeen: 1 }] : [])],
    })
  })
}

/** After an upgrade: what this version takes, while the one before it did not, is read again with all the rest. */
export async function reconsiderRefused(store: Store): Promise<void> {
  for (const row of await store.db.refused.toArray()) {
    const { reason, operation } = await openRefused(store, row)
    if (!reason.startsWith('field: ') || wrongField(operation) !== null) continue
    await store.note(putRows(store.db.meta, [{ key: 'readAgain', value: 1 }]))
    return
  }
}
