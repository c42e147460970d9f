import {
  applyLocal,
  applyNumbered,
  baseFor,
  emptyRecord,
  type LostValue,
  type RecordState,
} from '../../src-shared/sync/merge.ts'
import type { Json, NumberedOperation, Operation } from '../../src-shared/sync/operation.ts'

const recordId = '11111111-1111-4111-8111-111111111111'

export const anOperation = (over: Partial<Operation> = {}): Operation => ({
  deviceId: '00000000-0000-4000-8000-00000000000a',
  n: 1,
  entity: 'visit',
  id: recordId,
  kind: 'put',
  fields: {},
  base: {},
  actor: '22222222-2222-4222-8222-222222222222',
  at: '2026-03-03T10:00:00Z',
  ...over,
})

/** The hub's order, without the hub: it numbers what comes, once. */
export type Order = { readonly operations: NumberedOperation[] }
export const theHub = (): Order => ({ operations: [] })

type Written = {
  readonly field: string
  readonly value: Json
  /** True when a write that knew this one (its own device's, or one whose base covers it) came after it. */
  readonly replacedKnowingly: (devices: readonly Device[]) => boolean
}
export type Device = {
  readonly id: string
  record: RecordState
  readonly lost: Map<string, LostValue>
  readonly outbox: Operation[]
  mark: number
  write(kind: Operation['kind'], fields: Record<string, Json>): void
  written(): Written[]
  order: NumberedOperation[]
}

/** A device that holds one record and talks to the order when told to. */
export function aDevice(id: string): Device {
  let n = 0
  const own: Operation[] = []
  const device: Device = {
    id,
    record: emptyRecord,
    lost: new Map(),
    outbox: [],
    mark: 0,
    order: [],
    write(kind, fields) {
      n++
      const op = anOperation({
        deviceId: id,
        n,
        kind,
        fields,
        base: baseFor(device.record, { kind, fields }),
      })
      device.record = applyLocal(device.record, op)
      device.outbox.push(op)
      own.push(op)
    },
    written: () =>
      own.flatMap((op) =>
        Object.entries(op.fields).map(([field, value]) => ({
          field,
          value,
          replacedKnowingly: () => {
            const mine = device.order.find((other) => other.deviceId === id && other.n === op.n)
            return device.order.some(
              (later) =>
                mine !== undefined &&
                later.seq > mine.seq &&
                field in later.fields &&
                (later.deviceId === id || (later.base[field] ?? 0) >= mine.seq),
            )
          },
        })),
      ),
  }
  return device
}

/** Each device in turn sends what it has and takes what is new. */
export function deliver(hub: Order, ...devices: Device[]): void {
  for (const device of devices) {
    for (const op of device.outbox.splice(0)) hub.operations.push({ ...op, seq: hub.operations.length + 1 })
    for (const op of hub.operations.slice(device.mark)) {
      const result = applyNumbered(device.record, op, device.id)
      device.record = result.record
      for (const lost of result.lost) device.lost.set(lost.key, lost)
    }
    device.mark = hub.operations.length
    device.order = hub.operations
  }
}
