import { foldNumbered, type LostRecordValue } from '../../src-shared/sync/fold.ts'
import { applyLocal, baseFor, emptyRecord, type RecordState } from '../../src-shared/sync/merge.ts'
import { planEpoch } from '../../src-shared/sync/new-epoch.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'
import type { Mark, SyncStorage } from '../../src-shared/sync/storage.ts'
import type { SimDevice } from './device.ts'

type Disk = {
  mark: Mark
  lastN: number
  waiting: Map<number, Operation>
  unreturned: Map<number, Operation>
  sent: Map<number, Operation>
  setAside: Map<number, Operation>
  records: Map<string, RecordState>
  lost: Map<string, LostRecordValue>
}

/** A register in memory whose every change is one step, as a transaction is: the device of the long runs. */
export function memoryDevice(firstId: string, actor: string, now: () => string): SimDevice {
  let id = firstId
  let disk: Disk = {
    mark: { seq: 0, epoch: null, stamp: null, acknowledged: 0 },
    lastN: 0,
    waiting: new Map(),
    unreturned: new Map(),
    sent: new Map(),
    setAside: new Map(),
    records: new Map(),
    lost: new Map(),
  }
  const splitPlace = (place: string) => {
    const [entity = '', recordId = ''] = place.split('/')
    return { entity, id: recordId }
  }
  const inOrder = (some: Iterable<Operation>): Operation[] => [...some].toSorted((a, b) => a.n - b.n)

  const acknowledge = (n: number): void => {
    disk.mark = { ...disk.mark, acknowledged: Math.max(disk.mark.acknowledged, n) }
  }

  const storage: SyncStorage = {
    nextToSend: async (limit) => inOrder(disk.waiting.values()).slice(0, limit),
    unsent: async () => {
      const [first] = inOrder(disk.waiting.values())
      return { count: disk.waiting.size, since: first?.at ?? null }
    },
    unsentFiles: async () => ({ count: 0, since: null }),
    setAsideCount: async () => 0, // each is given up at once, as a person would
    async noteOutcomes(sent, outcomes) {
      for (const { kind, n } of outcomes) {
        const op = sent.find((one) => one.n === n)
        if (!op) continue
        acknowledge(n)
        const isWaiting = disk.waiting.delete(n)
        if (kind === 'set-aside') {
          disk.setAside.set(n, op)
          disk.sent.set(n, op)
        } else if (isWaiting) disk.unreturned.set(n, op)
      }
    },
    readMark: async () => disk.mark,
    ownUnreturned: async (numbers) =>
      numbers.flatMap((n) => disk.waiting.get(n) ?? disk.unreturned.get(n) ?? []),
    made: async () => ({ deviceId: id, n: disk.lastN }),
    async noteEpoch(epoch) {
      disk.mark = { ...disk.mark, epoch }
    },
    toWire: async (op) => op,
    // it has no key of the sealed realm
    fromWire: async (op) => (op.entity === sealedEntity ? null : op),
    isToReadAgain: async () => false,
    async storePulled(operations, { seq, stamp }) {
      for (const op of operations) {
        const place = `${op.entity}/${op.id}`
        const { record, lost } = foldNumbered(disk.records.get(place) ?? emptyRecord, [op], id, op)
        disk.records.set(place, record)
        for (const one of lost) disk.lost.set(one.key, one)
        if (op.deviceId !== id) continue
        acknowledge(op.n)
        const own = disk.waiting.get(op.n) ?? disk.unreturned.get(op.n)
        if (own) disk.sent.set(op.n, own)
        disk.waiting.delete(op.n)
        disk.unreturned.delete(op.n)
      }
      disk.mark = { ...disk.mark, seq, stamp }
    },
    sendableFrom: async () => 1,
    async enterEpoch(change) {
      const all = inOrder(
        new Map([...disk.sent, ...disk.unreturned, ...disk.waiting].map(([n, op]) => [n, op])).values(),
      )
      const first = Math.min(change.lastN + 1, ...disk.waiting.keys())
      const queue = all.filter(({ n }) => n >= first)
      const held = [...disk.records].map(([place, record]) => ({ ...splitPlace(place), record }))
      const plan = planEpoch(held, queue, {
        ...change,
        deviceId: id,
        madeN: disk.lastN,
        actor,
        now: now(),
        lostKeys: new Set(disk.lost.keys()),
      })
      for (const { entity, id: recordId, record } of plan.records)
        disk.records.set(`${entity}/${recordId}`, record)
      for (const one of plan.lost) disk.lost.set(one.key, one)
      for (const op of disk.unreturned.values()) disk.sent.set(op.n, op)
      for (const n of [...disk.sent.keys()]) if (n > change.lastN) disk.sent.delete(n)
      disk.unreturned.clear()
      disk.waiting = new Map(plan.queue.map((op) => [op.n, op]))
      disk.lastN = plan.madeN
      disk.mark = { epoch: change.epoch, seq: change.upTo, stamp: change.stamp, acknowledged: change.lastN }
    },
  }
  return {
    get id() {
      return id
    },
    storage,
    async write(recordId, kind, fields) {
      const place = `site/${recordId}`
      const before = disk.records.get(place) ?? emptyRecord
      const n = ++disk.lastN
      const at = now()
      const base = baseFor(before, { kind, fields })
      const op: Operation = { deviceId: id, n, entity: 'site', id: recordId, kind, fields, base, actor, at }
      disk.records.set(place, applyLocal(before, op))
      disk.waiting.set(n, op)
      return n
    },
    record: async (recordId) => disk.records.get(`site/${recordId}`) ?? emptyRecord,
    knownIds: async () => [...disk.records.keys()].map((place) => splitPlace(place).id),
    lost: async () => [...disk.lost.values()],
    copy() {
      const [copied, copiedId] = [structuredClone(disk), id]
      return () => {
        disk = structuredClone(copied)
        id = copiedId
      }
    },
    async renew(newId) {
      const open = inOrder(
        new Map([...disk.setAside, ...disk.unreturned, ...disk.waiting].map(([n, op]) => [n, op])).values(),
      )
      const numbers = new Map(open.map(({ n }, index) => [n, index + 1]))
      const renumbered = open.map((op, index) => ({ ...op, deviceId: newId, n: index + 1 }))
      disk.waiting = new Map(renumbered.map((op) => [op.n, op]))
      for (const map of [disk.unreturned, disk.sent, disk.setAside]) map.clear()
      for (const [place, record] of disk.records) {
        const pending = Object.entries(record.pending).flatMap(([field, mine]) => {
          const n = numbers.get(mine.n)
          return n === undefined ? [] : [[field, { ...mine, n }] as const]
        })
        const history = (record.history ?? []).map((entry) => {
          const n = entry.deviceId === id && entry.seq === null ? numbers.get(entry.n) : undefined
          return n === undefined ? entry : { ...entry, deviceId: newId, n }
        })
        disk.records.set(place, { ...record, pending: Object.fromEntries(pending), history })
      }
      disk.lastN = renumbered.length
      disk.mark = { ...disk.mark, acknowledged: 0 }
      id = newId
      return numbers
    },
    reopen: async () => undefined, // all that there is stands on its disk
    close: () => undefined,
  }
}
