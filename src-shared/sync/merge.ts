import { isEqualJson } from '../kernel/is-equal-json.ts'
import { addLocal, addNumbered, type HistoryEntry, nameOfWrite } from './history.ts'
import type { Json, NumberedOperation, Operation } from './operation.ts'

/**
 * What a device knows of one record: the values people see, and which write each of them comes from.
 * The record is the fold of the hub's operations in the hub's order, with this device's unsent writes on top.
 */
export type RecordState = {
  readonly fields: Readonly<Record<string, Json>>
  /** The last numbered write of each field. */
  readonly heads: Readonly<Record<string, Head>>
  /** Fields this device has written since, with the value of the hub's order underneath. */
  readonly pending: Readonly<Record<string, Pending>>
  /** In the hub's order a delete and an edit met that had not seen each other: a person has to decide (S5). */
  readonly contested: boolean
  /** Absent on records that an older version wrote. */
  readonly history?: readonly HistoryEntry[]
}
export type Head = readonly [seq: number, deviceId: string]
export type Pending = { readonly n: number; readonly under: Json | undefined }

/** A value that was written and does not stand: kept, so that nothing vanishes silently (S4). */
export type LostValue = {
  /** Names the losing write, so that the same loss is kept once however often it is found. */
  readonly key: string
  readonly field: string
  readonly value: Json
  readonly deviceId: string
  readonly wonBy: string
}

/** Whether the record is deleted travels and merges as a field of this name, which no entity may declare. */
export const deletedField = 'isDeleted'

export const emptyRecord: RecordState = { fields: {}, heads: {}, pending: {}, contested: false }

/** The fields that an operation writes, with the delete mark as one of them. */
export function writesOf(op: Pick<Operation, 'kind' | 'fields'>): Readonly<Record<string, Json>> {
  switch (op.kind) {
    case 'put':
      return op.fields
    case 'delete':
      return { [deletedField]: true }
    case 'restore':
      return { [deletedField]: false }
  }
}

/** The base of a new operation: for each written field the number of the write that this device has seen. */
export function baseFor(record: RecordState, op: Pick<Operation, 'kind' | 'fields'>): Record<string, number> {
  // a delete has to say what it saw of the whole record, and an edit whether it saw the delete
  const fields =
    op.kind === 'put'
      ? [...Object.keys(op.fields), deletedField]
      : [...Object.keys(record.heads), deletedField]
  const base: Record<string, number> = {}
  for (const field of fields) {
    const seq = record.heads[field]?.[0]
    if (seq !== undefined) base[field] = seq
  }
  return base
}

/** This device writes: seen at once, confirmed when the hub has numbered it. */
export function applyLocal(record: RecordState, op: Operation): RecordState {
  const fields = { ...record.fields }
  const pending = { ...record.pending }
  for (const [field, value] of Object.entries(writesOf(op))) {
    const under = pending[field] ? pending[field].under : fields[field]
    pending[field] = { n: op.n, under }
    fields[field] = value
  }
  return { ...record, fields, pending, history: addLocal(record.history, op) }
}

/**
 * The hub's next operation reaches this device. Called in the hub's order, once per operation; a repeated one changes
 * nothing. Its own operations come back the same way: that is what confirms them.
 */
export function applyNumbered(
  record: RecordState,
  op: NumberedOperation,
  ownDeviceId: string,
): { readonly record: RecordState; readonly lost: readonly LostValue[] } {
  // in the order, each operation leaves its number behind: what is not above the highest has been here before
  if (Object.values(record.heads).some(([seq]) => seq >= op.seq)) return { record, lost: [] }
  const fields = { ...record.fields }
  const heads = { ...record.heads }
  const pending = { ...record.pending }
  const lost: LostValue[] = []
  const unseen = (field: string): boolean => {
    const head = heads[field]
    const seen = op.base[field]
    // a device knows its own writes without saying so, unless it says that it knows of none
    if (!head || (head[1] === op.deviceId && seen !== 0)) return false
    return (seen ?? 0) < head[0]
  }
  const contests = contestsDelete(record, op, unseen)
  for (const [field, value] of Object.entries(writesOf(op))) {
    const head = heads[field]
    const mine = pending[field]
    const standing = mine ? mine.under : fields[field]
    if (
      head &&
      unseen(field) &&
      field !== deletedField &&
      standing !== undefined &&
      !isEqualJson(standing, value)
    )
      lost.push({
        key: lostKey(record, head, field),
        field,
        value: standing,
        deviceId: head[1],
        wonBy: op.deviceId,
      })
    heads[field] = [op.seq, op.deviceId]
    if (!mine) fields[field] = value
    else if (op.deviceId === ownDeviceId && op.n >= mine.n) {
      fields[field] = value
      delete pending[field]
    } else pending[field] = { n: mine.n, under: value }
  }
  const history = addNumbered(record.history, op)
  return { record: { ...record, fields, heads, pending, contested: contests, history }, lost }
}

/** Names a losing write by its operation, which is the same on every device and in every epoch of the hub. */
export function lostKey({ history }: RecordState, [seq, deviceId]: Head, field: string): string {
  const entry = history?.find((one) => one.seq === seq)
  return entry === undefined ? `${deviceId}:${seq}:${field}` : `${nameOfWrite(entry)}/${field}`
}

function contestsDelete(
  record: RecordState,
  op: NumberedOperation,
  unseen: (field: string) => boolean,
): boolean {
  if (op.kind === 'delete')
    return Object.keys(record.heads).some((field) => field !== deletedField && unseen(field))
  if (op.kind === 'restore') return false
  const own = record.pending[deletedField]
  const deletedInOrder = own ? own.under : record.fields[deletedField]
  return record.contested || (deletedInOrder === true && unseen(deletedField))
}

/** A value of the hub's order comes to the top again: this device's write was refused and given up. */
export function dropPending(record: RecordState, n: number): RecordState {
  const fields: Record<string, Json> = { ...record.fields }
  const pending = { ...record.pending }
  for (const [field, mine] of Object.entries(record.pending)) {
    if (mine.n !== n) continue
    if (mine.under === undefined) delete fields[field]
    else fields[field] = mine.under
    delete pending[field]
  }
  return { ...record, fields, pending }
}

/** True where people should not see the record: deleted, and nobody edited it without knowing that (S5). */
export function isHidden(record: RecordState): boolean {
  if (record.fields[deletedField] !== true) return false
  if (record.pending[deletedField]) return true
  return !record.contested && Object.keys(record.pending).length === 0
}

/** True while a person has to say whether the record stays. */
export const needsDecision = (record: RecordState): boolean =>
  record.contested && !record.pending[deletedField]
