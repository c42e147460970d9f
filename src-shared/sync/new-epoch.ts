import { isEqualJson } from '../kernel/is-equal-json.ts'
import { foldNumbered, type LostRecordValue } from './fold.ts'
import { type HistoryEntry, nameOfWrite } from './history.ts'
import { applyLocal, deletedField, emptyRecord, lostKey, type RecordState, writesOf } from './merge.ts'
import type { Json, NumberedOperation, Operation } from './operation.ts'
import type { EpochChange } from './storage.ts'

type Place = { readonly entity: string; readonly id: string }
type PlacedRecord = Place & { readonly record: RecordState }
type EpochInput = EpochChange & {
  readonly deviceId: string
  /** The number of the last operation that the device has made. */
  readonly madeN: number
  readonly actor: string
  readonly now: string
  /** The keys of the values that lost a merge and are kept on this device. */
  readonly lostKeys: ReadonlySet<string>
  /** The names of writes that the hub has and this device does not take. */
  readonly refused?: ReadonlySet<string>
}
export type EpochPlan = {
  /** The records as they are in the new epoch; those that stay as they were are left out. */
  readonly records: readonly (PlacedRecord & { readonly before: RecordState })[]
  /** All that the hub has yet to answer, in order: the queue, and what is written again because nobody else may still have it. */
  readonly queue: readonly Operation[]
  readonly lost: readonly LostRecordValue[]
  readonly madeN: number
}

/**
 * What becomes of a register in a new epoch (S7c): each record is folded again from the hub's order, with the device's
 * unsent operations on top. What stood and is nowhere in that order is written again by whoever holds it, so that it
 * reaches the hub even when the device that wrote it never comes back.
 * @param held all records of the register.
 * @param queue the device's operations that the hub has yet to answer, in order.
 */
export function planEpoch(
  held: readonly PlacedRecord[],
  queue: readonly Operation[],
  input: EpochInput,
): EpochPlan {
  const { operations, lastN, deviceId, actor, now, lostKeys, refused = new Set() } = input
  const standing = new Map(held.map((one) => [recordKey(one), one.record]))
  // the hub has those up to its last one, and they are in what was read of it
  const unsent = Map.groupBy(
    queue.filter(({ n }) => n > lastN),
    recordKey,
  )
  const rebased = new Map<number, Operation>()
  const records: (PlacedRecord & { readonly before: RecordState })[] = []
  const reasserted: Operation[] = []
  const lost: LostRecordValue[] = []
  let { madeN } = input
  for (const place of new Set([...standing.keys(), ...operations.keys()])) {
    const before = standing.get(place) ?? emptyRecord
    const [entity = '', id = ''] = place.split('/')
    const own = unsent.get(place) ?? []
    const anew = foldAgain(before, operations.get(place) ?? [], own, deviceId, lostKeys, refused, {
      entity,
      id,
    })
    let { record } = anew
    for (const op of anew.unsent) rebased.set(op.n, op)
    for (const again of anew.reassertions) {
      const op: Operation = { ...again, deviceId, n: ++madeN, entity, id, actor, at: now }
      reasserted.push(op)
      record = applyLocal(record, op)
    }
    if (anew.lost.length > 0 || !isEqualJson(record, before)) records.push({ entity, id, before, record })
    lost.push(...anew.lost)
  }
  return { records, queue: [...queue.map((op) => rebased.get(op.n) ?? op), ...reasserted], lost, madeN }
}

const recordKey = ({ entity, id }: Place): string => `${entity}/${id}`

/** What a device writes again because the hub has lost it, in the order in which it is to be written. */
type Reassertion = Pick<Operation, 'kind' | 'fields' | 'base'>

function foldAgain(
  old: RecordState,
  operations: readonly NumberedOperation[],
  queued: readonly Operation[],
  deviceId: string,
  lostKeys: EpochInput['lostKeys'],
  refused: ReadonlySet<string>,
  place: Place,
) {
  const numbered = (old.history ?? []).filter(({ seq }) => seq !== null)
  const folded = foldNumbered(emptyRecord, operations, deviceId, place)
  let { record } = folded
  const lost = [...folded.lost]
  // one that a slow network brought to the hub meanwhile is in its order already
  const back = Math.max(0, ...operations.filter((op) => op.deviceId === deviceId).map(({ n }) => n))
  const waiting = queued.filter(({ n }) => n > back)
  const isLost = (op: Operation, field: string): boolean =>
    lostKeys.has(`${recordKey(place)}/${nameOfWrite(op)}/${field}`)
  const unsent = waiting.map((op, index) => ({
    ...op,
    base: rebase(op.base, numbered, operations, waiting.slice(0, index), isLost),
  }))
  for (const op of unsent) record = applyLocal(record, op)

  const missing: Record<string, Json> = {}
  const there = new Set(operations.map(nameOfWrite))
  for (const [field, [seq, writer]] of Object.entries(old.heads)) {
    const mine = old.pending[field]
    const standing = mine ? mine.under : old.fields[field]
    const entry = numbered.find((one) => one.seq === seq)
    // its writer has sent it again: what has become of it since is in the order
    const isThere = entry !== undefined && there.has(nameOfWrite(entry))
    // taken by an earlier version, and never to be written again under another name
    const isRefused = entry !== undefined && refused.has(nameOfWrite(entry))
    if (standing === undefined || isThere || isRefused) continue
    if (!mine && !isEqualJson(record.fields[field], standing)) missing[field] = standing
    // under a write of this device's own: not shown, but not gone either
    if (mine && writer !== deviceId && field !== deletedField && !isEqualJson(standing, old.fields[field]))
      lost.push({
        ...place,
        key: `${recordKey(place)}/${lostKey(old, [seq, writer], field)}`,
        field,
        value: standing,
        deviceId: writer,
        wonBy: deviceId,
        at: '',
      })
  }
  const { [deletedField]: isDeleted, ...fields } = missing
  // what its writer had seen nobody here can say: whatever stands in the new order and differs goes to the desk
  const unseen = (names: readonly string[]): Operation['base'] =>
    Object.fromEntries(names.map((name) => [name, 0]))
  const reassertions: Reassertion[] = []
  if (Object.keys(fields).length > 0)
    reassertions.push({ kind: 'put', fields, base: unseen(Object.keys(fields)) })
  if (isDeleted !== undefined)
    reassertions.push({
      kind: isDeleted === true ? 'delete' : 'restore',
      fields: {},
      base: unseen(Object.keys(old.heads)),
    })
  return { record, unsent, reassertions, lost }
}

/**
 * The bases of a write in the numbers of the new order: the last operation on each field that the writer had seen. Where
 * that one lies on the writer's desk, the write was made over another that had beaten it and may be gone: it says that it
 * has seen nothing, so that every desk is told.
 * @param queued what the writer sends before it.
 */
function rebase(
  base: Operation['base'],
  history: readonly HistoryEntry[],
  operations: readonly NumberedOperation[],
  queued: readonly Operation[],
  isLost: (op: Operation, field: string) => boolean,
): Operation['base'] {
  const anew: Record<string, number> = {}
  for (const [field, upTo] of Object.entries(base)) {
    // what was written again for another device has seen nothing in this epoch either
    if (upTo === 0) anew[field] = 0
    const seen = new Set(history.filter(({ seq }) => (seq ?? 0) <= upTo).map(nameOfWrite))
    const last = operations.findLast((op) => field in writesOf(op) && seen.has(nameOfWrite(op)))
    if (last) anew[field] = last.seq
    const under = queued.findLast((op) => field in writesOf(op)) ?? last
    if (under && isLost(under, field)) anew[field] = 0
  }
  return anew
}
