import type { NumberedOperation, Operation } from './operation.ts'

/** Who changed a record, when, from which device, and which fields: never what they held. */
export type HistoryEntry = {
  readonly deviceId: string
  readonly n: number
  /** The hub's number; null while the hub has not stored it. */
  readonly seq: number | null
  readonly actor: string
  /** The clock of the device that wrote, shown to people only. */
  readonly at: string
  readonly kind: Operation['kind']
  readonly fields: readonly string[]
}
type History = readonly HistoryEntry[]

/**
 * Names an operation wherever and whenever it is met, in every epoch of the hub. The time makes it one even where a copy of
 * a device has used its numbers a second time.
 */
export const nameOfWrite = ({ deviceId, n, at }: Pick<Operation, 'deviceId' | 'n' | 'at'>): string =>
  `${deviceId}/${n}/${at}`

const longest = 200

const entryOf = (op: Operation, seq: number | null): HistoryEntry => ({
  deviceId: op.deviceId,
  n: op.n,
  seq,
  actor: op.actor,
  at: op.at,
  kind: op.kind,
  fields: Object.keys(op.fields),
})

/** Retention takes the worker from a record: who wrote it before is forgotten with that. */
const forgets = ({ fields }: Operation): boolean => fields.userId === null

/** This device writes: at the end, until the hub has given it a number. */
export const addLocal = (history: History = [], op: Operation): History =>
  [...(forgets(op) ? [] : history), entryOf(op, null)].slice(-longest)

/** The hub's next operation: after the numbered ones, before those of this device that still wait. */
export function addNumbered(history: History = [], op: NumberedOperation): History {
  if (history.some(({ seq }) => seq === op.seq)) return history
  if (forgets(op)) return [entryOf(op, op.seq)]
  const others = history.filter(
    ({ deviceId, n, seq }) => seq !== null || deviceId !== op.deviceId || n !== op.n,
  )
  const waiting = others.filter(({ seq }) => seq === null)
  const numbered = others.filter(({ seq }) => seq !== null)
  return [...numbered, entryOf(op, op.seq), ...waiting].slice(-longest)
}
