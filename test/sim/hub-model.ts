import { checkOperation } from '../../src-hub/order/check-operation.ts'
import { locksOf } from '../../src-hub/order/erased-boxes.ts'
import { mayWrite, noteRole, type RoleBook } from '../../src-hub/order/roles.ts'
import type { Role } from '../../src-shared/kernel/role.ts'
import {
  type Known,
  limits,
  type PushOutcome,
  type SyncRequest,
  type SyncResponse,
} from '../../src-shared/sync/messages.ts'
import type { NumberedOperation, Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'

type DeviceRow = {
  lastN: number
  revoked: boolean
  enrolledEpoch: string
  role: Role
  /** The device that it goes on from, by its token; `isUsed` once it has spoken. */
  renewedFrom: string | null
  isUsed: boolean
  outcomes: Map<number, PushOutcome>
}
type State = {
  epoch: string
  operations: NumberedOperation[]
  /** Of each operation, that of the push which stored it. */
  stamps: string[]
  /** In bytes. */
  sizes: number[]
  devices: Map<string, DeviceRow>
  users: RoleBook
}

/** They go to nobody. */
function withoutProofs(op: Operation): Operation {
  if (op.entity !== sealedEntity) return op
  const { proofs: _, ...fields } = op.fields
  return { ...op, fields }
}

/**
 * The rules of the hub for one organisation without its database, for runs by the ten thousand. That it answers as the
 * real hub does is tested message by message (hub-model.test.ts).
 */
export function hubModel(newEpoch: () => string, newStamp = newEpoch) {
  let state: State = {
    epoch: newEpoch(),
    operations: [],
    stamps: [],
    sizes: [],
    devices: new Map(),
    users: { roles: new Map(), hasUsers: false },
  }
  const begin = (): void => {
    state.epoch = newEpoch()
  }

  function push(
    deviceId: string,
    device: DeviceRow,
    message: Extract<SyncRequest, { kind: 'push' }>,
  ): SyncResponse {
    const known =
      message.known ??
      (message.protocol === 1 ? { epoch: device.enrolledEpoch, mark: 0, stamp: null, acknowledged: 0 } : null)
    const checked = message.operations.map((raw) => checkOperation(raw, deviceId))
    if (checked.includes(null)) return { kind: 'refused', reason: 'malformed' }
    const items = checked.flatMap((item) => (item ? [{ n: item.ok ? item.operation.n : item.n, item }] : []))
    if (items.some(({ n }, index) => index > 0 && n !== (items[index - 1]?.n ?? 0) + 1))
      return { kind: 'refused', reason: 'malformed' }
    beginIfTorn(device, known)
    if (known && known.epoch !== state.epoch) return { kind: 'pushed', epoch: state.epoch, outcomes: [] }
    const [first] = items
    if (first && first.n > device.lastN + 1)
      return { kind: 'gap', epoch: state.epoch, expected: device.lastN + 1 }
    const isOther = ({ n, item }: (typeof items)[number]): boolean => {
      const before = device.outcomes.get(n)
      const stored = before?.kind === 'stored' ? state.operations[before.seq - 1] : undefined
      if (!stored || !item.ok) return false
      return stored.id !== item.operation.id || stored.at !== item.operation.at
    }
    if (items.some(isOther))
      return message.protocol === 1
        ? { kind: 'refused', reason: 'malformed' }
        : { kind: 'forked', epoch: state.epoch }
    const outcomes: PushOutcome[] = []
    const stamp = newStamp()
    for (const { n, item } of items) {
      const known = device.outcomes.get(n)
      if (n <= device.lastN) {
        if (known) outcomes.push(known)
        continue
      }
      let outcome: PushOutcome
      if (item.ok && mayWrite(item.operation, state.users, device.role)) {
        noteRole(item.operation, state.users)
        const seq = state.operations.length + 1
        state.operations.push({ ...withoutProofs(item.operation), seq })
        eraseBoxes(item.operation, seq, device)
        state.sizes.push(item.bytes)
        state.stamps.push(stamp)
        outcome = { kind: 'stored', n, seq }
      } else outcome = { kind: 'set-aside', n, reason: item.ok ? 'role' : item.reason }
      device.outcomes.set(n, outcome)
      device.lastN = n
      outcomes.push(outcome)
    }
    return { kind: 'pushed', epoch: state.epoch, outcomes }
  }

  function eraseBoxes({ entity, kind, id, fields }: Operation, before: number, device: DeviceRow): void {
    if (entity !== sealedEntity || kind !== 'delete') return
    const locks = locksOf(fields.proofs)
    state.operations = state.operations.map((op) => {
      const isHit =
        op.entity === sealedEntity && op.id === id && op.seq < before && op.fields.box !== undefined
      const isOpen = device.role === 'admin' || locks.includes(String(op.fields.lock))
      return isHit && isOpen ? { ...op, fields: {} } : op
    })
  }

  function beginIfTorn(device: DeviceRow, known: Known | null): boolean {
    if (!known || known.epoch !== state.epoch) return known !== null
    const { stamp, mark, acknowledged } = known
    const isThere = stamp === null || mark === 0 || state.stamps[mark - 1] === stamp
    if (isThere && mark <= state.operations.length && acknowledged <= device.lastN) return false
    begin()
    return true
  }

  function pull(
    device: DeviceRow,
    { after, limit, known }: Extract<SyncRequest, { kind: 'pull' }>,
  ): SyncResponse {
    if (beginIfTorn(device, known ?? null))
      return {
        kind: 'pulled',
        epoch: state.epoch,
        operations: [],
        upTo: after,
        stamp: null,
        stampBefore: null,
        more: false,
      }
    const page = state.operations.slice(after, after + limit)
    let bytes = 0
    const operations = page.filter((_, index) => {
      const isIn = bytes < limits.pullBytes
      bytes += state.sizes[after + index] ?? 0
      return isIn
    })
    const upTo = operations.at(-1)?.seq ?? after
    const stamp = operations.length > 0 ? (state.stamps[upTo - 1] ?? null) : null
    const stampBefore = state.stamps[after - 1] ?? null
    const more = operations.length < page.length || operations.length === limit
    return { kind: 'pulled', epoch: state.epoch, operations, upTo, stamp, stampBefore, more }
  }

  return {
    enrol(deviceId: string, role: Role = 'admin'): void {
      state.devices.set(deviceId, {
        lastN: 0,
        revoked: false,
        enrolledEpoch: state.epoch,
        role,
        renewedFrom: null,
        isUsed: true,
        outcomes: new Map(),
      })
    },
    /** A copy of a device goes on under an id of its own. */
    renew(deviceId: string, newId: string): boolean {
      const old = state.devices.get(deviceId)
      if (!old || old.revoked) return false
      // one living descendant
      for (const one of state.devices.values()) if (one.renewedFrom === deviceId) one.revoked = true
      this.enrol(newId, old.role)
      Object.assign(state.devices.get(newId) ?? {}, { renewedFrom: deviceId, isUsed: false })
      return true
    },
    revoke(deviceId: string): void {
      const device = state.devices.get(deviceId)
      if (device) device.revoked = true
      for (const [id, one] of state.devices) if (one.renewedFrom === deviceId) this.revoke(id)
    },
    answer(deviceId: string, message: SyncRequest): SyncResponse {
      const device = state.devices.get(deviceId)
      if (!device) return { kind: 'refused', reason: 'token' }
      if (device.revoked) return { kind: 'refused', reason: 'revoked' }
      if (!device.isUsed) {
        device.isUsed = true
        const old = state.devices.get(device.renewedFrom ?? '')
        if (old) old.revoked = true
      }
      switch (message.kind) {
        case 'push':
          return push(deviceId, device, message)
        case 'pull':
          return pull(device, message)
        case 'resume': {
          beginIfTorn(device, message.known)
          device.lastN = Math.max(device.lastN, message.sendableFrom - 1)
          return { kind: 'resumed', epoch: state.epoch, lastN: device.lastN }
        }
        case 'wait':
          return { kind: state.operations.length > message.after ? 'news' : 'quiet', epoch: state.epoch }
        case 'receipts':
          return { kind: 'receipts', epoch: state.epoch, receipts: [], more: false }
      }
    },
    operations: (): readonly NumberedOperation[] => state.operations,
    backup: (): State => structuredClone(state),
    /** @param isNoticed false for a restore that left no trace in the database. */
    restore(backup: State, isNoticed: boolean): void {
      const devices = [...state.devices]
      state = structuredClone(backup)
      // who was let in after the backup is let in again, and who was shut out is shut out again
      for (const [id, { revoked, ...row }] of devices) {
        const known = state.devices.get(id)
        if (known) known.revoked = revoked
        else state.devices.set(id, { ...row, lastN: 0, revoked, outcomes: new Map() })
      }
      if (isNoticed) begin()
    },
  }
}
export type HubModel = ReturnType<typeof hubModel>
