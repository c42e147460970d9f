import type { Operation } from '../../../src-shared/sync/operation.ts'
import type { MetaRow } from '../database/db.ts'
import { heldMarkRow } from '../database/held-mark.ts'
import { addRows, putRows, type TableChange } from '../database/table-changes.ts'
import { isDiskError, WritesHeldError } from '../database/write-guard.ts'
import { showChanges, staleSegments } from '../records/derived-state.ts'
import { droppedFileRows } from '../records/erased-files.ts'
import { isErasing } from '../records/erasing.ts'
import { type Placed, placeRecords, putPlaced, type RecordChange } from '../records/record-storage.ts'
import { nextMark } from '../records/register-mark.ts'
import type { Store } from '../register/store.ts'
import { toOutboxRows } from '../sealing/sealed-operations.ts'

/** What is stored together, or not at all. */
export type Write = {
  /** Records as they were read and as they are to be, in their order; of one that changes twice the last state stands. */
  readonly changes: readonly RecordChange[]
  /** Operations of this device that wait for the hub from now on. */
  readonly operations?: readonly Operation[]
  /** The entry of the audit log for an act of a person, in plain. */
  readonly audit?: unknown
  readonly meta?: readonly MetaRow[]
  /** The number of this device's last operation, where it moves. */
  readonly lastN?: number
  /** The device's own id from now on, where it takes another one. */
  readonly deviceId?: string
  /** Whether what the act takes away is to be gone for good, also where no record is erased: retention. */
  readonly erases?: boolean
  /** What else the act changes, before all of the above: rows of other tables. */
  readonly beside?: readonly TableChange[]
}
/** The database took nothing of it; `cause` is its own error, or a {@link WritesHeldError} where it was not asked. */
export class NotStored extends Error {}

/**
 * The only transaction that writes records, and what hangs on them: the outbox, the audit log, what waits on the desk.
 * Seal → one durable transaction → columns in memory. It checks nothing: acts of people come through `commit`, which
 * does; what comes from the hub was checked there. Called by whoever holds `store.exclusive`, so that what was read is
 * still true. When it resolves, the data is on the disk.
 * @throws NotStored when the transaction failed.
 */
export async function writeChanges(store: Store, write: Write): Promise<void> {
  const { changes, operations = [], audit, meta = [], lastN, deviceId, erases = false, beside = [] } = write
  const { db } = store
  const asked = store.guard.ask()
  const placed = await placeRecords(store, changes)
  const outbox = await toOutboxRows(store, operations)
  const auditBox = audit === undefined ? null : await store.cipher.seal(audit, 'audit')
  const mark = changes.length > 0 ? await nextMark(store, changes, boxesOf(placed)) : null
  const metaRows = [...meta, ...(await droppedFileRows(store, changes))]
  if (mark) metaRows.push(heldMarkRow(mark))
  if (lastN !== undefined) metaRows.push({ key: 'lastN', value: lastN })
  if (deviceId !== undefined) metaRows.push({ key: 'deviceId', value: deviceId })
  const lastAudit = store.lastAudit + (auditBox ? 1 : 0)
  const rows: readonly TableChange[] = [
    ...beside,
    ...putPlaced(db, placed),
    staleSegments(db, changes),
    addRows(db.outbox, outbox),
    putRows(db.audit, auditBox ? [{ seq: lastAudit, box: auditBox }] : []),
    putRows(db.meta, metaRows),
  ]
  const held = await asked
  if (held) throw new NotStored('nothing was stored', { cause: new WritesHeldError(held) })
  try {
    await store.write(rows, erases || changes.some(isErasing))
  } catch (cause) {
    if (isDiskError(cause)) store.guard.noteFailedWrite()
    throw new NotStored('nothing was stored', { cause })
  }
  // From here on it is on the disk, and nobody has been told yet: what has to know of each write hooks in at this place.
  store.noteWritten({ lastN, deviceId, lastAudit })
  const marked = mark ? store.keepMark(mark) : null
  await showChanges(store, changes)
  await marked // outside the database too, before anybody is told
}

const boxesOf = ({ rows, visits }: Placed): readonly Uint8Array[] =>
  [...[...rows.values()].flat(), ...(visits ? [...visits.rows, ...visits.blocks] : [])].map(({ box }) => box)
