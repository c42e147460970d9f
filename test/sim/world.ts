import { messagesForFile, takeAnswers } from '../../src-renderer/sync/by-file.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import type { Exchange } from '../../src-renderer/sync/pace.ts'
import type { SyncState } from '../../src-renderer/sync/sync-state.ts'
import { deletedField, isHidden, needsDecision } from '../../src-shared/sync/merge.ts'
import type { SyncRequest, SyncResponse } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'
import type { SimDevice } from './device.ts'
import { dishonestDevices } from './dishonest.ts'
import { type HubModel, hubModel } from './hub-model.ts'
import { memoryDevice } from './memory-device.ts'
import { randomOf } from './random.ts'

export type SimOptions = {
  readonly devices?: number
  readonly steps?: number
  /** Devices also meet the hub by files on a stick, which come late, twice, and after newer ones. */
  readonly withFiles?: boolean
  /** Folders of devices are put back from copies. */
  readonly withCopies?: boolean
  /** Others in the organisation do what they should not (`dishonest.ts`). */
  readonly withDishonest?: boolean
  readonly makeDevice?: (id: string, actor: string, now: () => string) => SimDevice | Promise<SimDevice>
}
export type SimResult = {
  readonly steps: number
  readonly operations: number
  readonly restores: number
  readonly kills: number
  readonly conflicts: number
  /** Files with answers that a device took in. */
  readonly files: number
  /** Folders that were put back from a copy. */
  readonly copies: number
  /** What dishonest devices tried. */
  readonly tricks: number
}

/**
 * Kinds of organisation by turns: many devices on bad networks, a few that also carry sticks around, and a few of which
 * some are put back from copies of their folders.
 */
export const climateOf = (seed: number): SimOptions => ({
  ...(seed % 2 === 0 ? {} : { devices: 4, steps: 200, withFiles: true, withCopies: seed % 4 === 1 }),
  withDishonest: true,
})

class Killed extends Error {}
const fields = ['name', 'defaultChannel', 'defaultSetting', 'defaultLanguage'] as const
const decadeMs = 10 * 365 * 86_400_000

/** A write as the person meant it, with what they saw when they made it: known to the simulation only. */
type Wrote = {
  deviceId: string
  n: number
  /** The disk that it was written on is gone: nobody can send it a second time. */
  isPast: boolean
  readonly recordId: string
  readonly kind: Operation['kind']
  readonly values: Readonly<Record<string, string>>
  /** Per field the value that stood on the screen. */
  readonly saw: Readonly<Record<string, unknown>>
  readonly sawDelete: boolean
  /** The hub's number up to which the device had read. */
  readonly mark: number
}
type Member = {
  device: SimDevice
  readonly isCutOff: { now: boolean }
  /** Speaks protocol 1 until it is brought up to date. */
  isOld: boolean
  isRevoked: boolean
  /** Values that it has had from the hub, on its disk. */
  held: Set<string>
  backup: { readonly putBack: () => void; readonly n: number; readonly held: ReadonlySet<string> } | null
  stale: { readonly message: SyncRequest; readonly of: string } | null
  /** Files that lie on sticks: what it would send, and what the hub answered. */
  readonly requests: (readonly SyncRequest[])[]
  readonly answers: (readonly SyncResponse[])[]
}

/**
 * One seeded run of an organisation: devices write, meet the hub over a network that loses, repeats and cuts, are killed in
 * the middle, are revoked; the hub is restored from old backups. Then all is healed, and what must hold is checked.
 * @throws Error naming the invariant that does not hold.
 */
export async function simulate(seed: number, options: SimOptions = {}): Promise<SimResult> {
  const {
    devices: count = 10,
    steps = 160,
    withFiles = false,
    withCopies = false,
    withDishonest = false,
    makeDevice = memoryDevice,
  } = options
  const random = randomOf(seed)
  const hub = hubModel(random.uuid, randomOf(seed + 0x10000000).uuid)
  const actor = random.uuid()
  const members: Member[] = []
  const join = async (): Promise<void> => {
    const skew = Math.round((random.next() * 2 - 1) * decadeMs)
    let tick = 0
    const now = (): string => new Date(Date.UTC(2026, 10, 25) + skew + ++tick * 1000).toISOString()
    const device = await makeDevice(random.uuid(), actor, now)
    hub.enrol(device.id)
    members.push({
      device,
      isCutOff: { now: random.chance(0.3) },
      isRevoked: false,
      stale: null,
      held: new Set(),
      requests: [],
      answers: [],
      backup: null,
      isOld: random.chance(0.1),
    })
  }
  for (let index = 0; index < count; index++) await join()
  // dice of their own: what honest devices do stays the same history
  const shady = randomOf(seed + 0x20000000)
  const dishonest = withDishonest ? await dishonestDevices(hub, shady) : null

  const wrote: Wrote[] = []
  let value = 0
  let [restores, kills, files, copies] = [0, 0, 0, 0]
  let backup = hub.backup()
  const all = (): string[] => [...new Set(wrote.map(({ recordId }) => recordId))]

  async function write({ device }: Member): Promise<void> {
    const known = await device.knownIds()
    const isNew = known.length === 0 || random.chance(0.1)
    const recordId = isNew ? random.uuid() : random.pick(known)
    const record = await device.record(recordId)
    const kind = isNew || random.chance(0.85) ? 'put' : random.pick(['delete', 'restore'] as const)
    const names = isNew ? fields : fields.filter(() => random.chance(0.4))
    if (kind === 'put' && names.length === 0) return
    const values = kind === 'put' ? Object.fromEntries(names.map((name) => [name, `v${++value}`])) : {}
    const saw = Object.fromEntries(fields.map((name) => [name, record.fields[name]]))
    const { seq: mark } = await device.storage.readMark()
    const n = await device.write(recordId, kind, values)
    wrote.push({
      deviceId: device.id,
      n,
      isPast: false,
      recordId,
      kind,
      values,
      saw,
      mark,
      sawDelete: record.fields[deletedField] === true,
    })
  }

  /** The network between a device and the hub, as bad as `trouble` says. */
  const exchangeOf = (member: Member, trouble: number): Exchange => {
    const lost = { kind: 'unreachable', reason: 'timeout' } as const
    const ask = (message: SyncRequest): SyncResponse =>
      member.isOld ? answerOld(hub, member.device.id, message) : hub.answer(member.device.id, message)
    return async ({ message }) => {
      if (member.isCutOff.now || random.chance(trouble)) return lost
      // a message of long ago that some proxy held back arrives once more, before this one
      if (member.stale?.of === member.device.id && random.chance(trouble * 2)) ask(member.stale.message)
      if (message.kind === 'push' && random.chance(0.2)) member.stale = { message, of: member.device.id }
      const response = ask(message)
      if (random.chance(trouble)) ask(message)
      if (random.chance(trouble)) return lost // done, but nobody hears of it
      return { kind: 'answer', response }
    }
  }

  /** What a device does with its disk; the process may die before or after any step on it. */
  async function onDisk<T>(
    member: Member,
    dying: number,
    work: (storage: SyncStorage) => Promise<T>,
  ): Promise<T | null> {
    const mayDie = <T>(step: () => Promise<T>): Promise<T> =>
      (async () => {
        if (random.chance(dying)) throw new Killed()
        const done = await step()
        if (random.chance(dying)) throw new Killed()
        return done
      })()
    const storage: SyncStorage = {
      ...member.device.storage,
      async storePulled(operations, mark) {
        await member.device.storage.storePulled(operations, mark)
        for (const op of operations) for (const one of Object.values(op.fields)) member.held.add(String(one))
      },
    }
    const mortal = Object.fromEntries(
      Object.entries(storage).map(([name, step]) => [
        name,
        (...args: unknown[]) => mayDie(() => (step as (...all: unknown[]) => Promise<unknown>)(...args)),
      ]),
    ) as SyncStorage // the same calls, each of which may be the last
    try {
      return await work(dying > 0 ? mortal : storage)
    } catch (error) {
      if (!(error instanceof Killed)) throw error
      kills++
      await member.device.reopen()
      return null
    }
  }

  async function sync(member: Member, trouble: number, dying: number): Promise<SyncState | null> {
    const state = await onDisk(member, dying, (storage) => syncOnce(storage, exchangeOf(member, trouble)))
    if (state?.kind === 'needs-you' && state.reason === 'copied') await renew(member)
    return state
  }

  const isAtHub = (one: Wrote): boolean => hub.operations().some((op) => isOf(op, one))
  async function renew(member: Member): Promise<void> {
    const [oldId, newId] = [member.device.id, random.uuid()]
    hub.renew(oldId, newId)
    const numbers = await member.device.renew?.(newId)
    for (const one of wrote) {
      const isOwn = one.deviceId === oldId && !one.isPast && !isAtHub(one)
      const n = isOwn ? numbers?.get(one.n) : undefined
      if (n !== undefined) Object.assign(one, { deviceId: newId, n })
      // what has arrived under the old name nobody could send again after a restore; it is written again by who holds it
      else if (one.deviceId === oldId) one.isPast = true
    }
    member.backup = null
    // what lies on sticks speaks in the old name
    member.requests.length = 0
    member.answers.length = 0
    member.stale = null
  }
  /** A copy of a folder is made, or put back: what was done since and has not been sent is gone, as people know. */
  async function copyOrPutBack(member: Member): Promise<void> {
    const { device, backup } = member
    if (!backup) {
      const putBack = device.copy?.()
      const own = wrote.filter(({ deviceId, isPast }) => deviceId === device.id && !isPast)
      const n = Math.max(0, ...own.map((one) => one.n))
      if (putBack) member.backup = { putBack, n, held: new Set(member.held) }
      return
    }
    copies++
    for (const one of wrote) if (one.deviceId === device.id && one.n > backup.n) one.isPast = true
    backup.putBack()
    member.held = new Set(backup.held)
    member.backup = null
    member.requests.length = 0
    member.answers.length = 0
    member.stale = null
  }

  /** A stick on its way: made, carried to the hub, carried back; each of them as often as somebody likes. */
  async function carry(member: Member): Promise<void> {
    const dice = random.next()
    if (dice < 0.35 && !member.isOld) {
      const messages = await messagesForFile(member.device.storage)
      if (messages) member.requests.push(messages)
    } else if (dice < 0.65 && member.requests.length > 0) {
      const messages = random.pick(member.requests)
      member.answers.push(messages.map((message) => hub.answer(member.device.id, message)))
    } else if (member.answers.length > 0) {
      const answers = random.pick(member.answers)
      files++
      await onDisk(member, random.chance(0.2) ? 0.04 : 0, (storage) => takeAnswers(storage, answers))
    }
  }

  for (let step = 0; step < steps; step++) {
    if (dishonest && shady.chance(0.15)) await dishonest.act()
    const member = random.pick(members)
    if (withFiles && random.chance(0.25)) {
      await carry(member)
      continue
    }
    if (withCopies && random.chance(0.04)) {
      await copyOrPutBack(member)
      continue
    }
    const dice = random.next()
    if (dice < 0.5) await write(member)
    else if (dice < 0.88) await sync(member, 0.08, random.chance(0.3) ? 0.04 : 0)
    else if (dice < 0.94) member.isCutOff.now = !member.isCutOff.now
    else if (dice < 0.955) for (const one of members) one.isOld = false
    else if (dice < 0.965 && members.filter(({ isRevoked }) => !isRevoked).length > 3) {
      member.isRevoked = true
      hub.revoke(member.device.id)
    } else if (dice < 0.975) backup = hub.backup()
    else if (dice < 0.982) {
      restores++
      // a device of protocol 1 sees only the epoch: a restore that leaves no trace is beyond it
      hub.restore(backup, random.chance(0.6) || members.some(({ isOld }) => isOld))
    } else if (dice < 0.99 && members.length < count + 3) await join()
    else await member.device.reopen()
  }

  // all is well again: everybody is online and up to date, and the network holds
  const living = members.filter(({ isRevoked }) => !isRevoked)
  for (const member of living) {
    member.isCutOff.now = false
    member.isOld = false
    member.stale = null
  }
  let states: (SyncState | null)[] = []
  for (let round = 0; round < 6; round++) {
    states = []
    for (const member of living) states.push(await sync(member, 0, 0))
  }
  await dishonest?.check()
  const conflicts = await check(states, living, members, hub, wrote, all(), restores)
  for (const { device } of members) device.close()
  return {
    steps,
    operations: hub.operations().length,
    restores,
    kills,
    conflicts,
    files,
    copies,
    tricks: dishonest?.acts ?? 0,
  }
}

/** Whether an operation is that write: a copy of a device may have used its number for something else. */
const isOf = (op: Operation, { deviceId, n, recordId, kind, values }: Wrote): boolean =>
  op.deviceId === deviceId &&
  op.n === n &&
  op.id === recordId &&
  op.kind === kind &&
  Object.entries(values).every(([field, value]) => op.fields[field] === value)

/** How a device of protocol 1 asks: it names no epoch, and knows no way back. */
function answerOld(hub: HubModel, deviceId: string, message: SyncRequest): SyncResponse {
  if (message.kind === 'resume') return { kind: 'refused', reason: 'malformed' }
  if (message.kind === 'push') {
    const { known: _, ...rest } = message
    return hub.answer(deviceId, { ...rest, protocol: 1 })
  }
  if (message.kind === 'pull') {
    const { known: _, ...rest } = message
    return hub.answer(deviceId, { ...rest, protocol: 1 })
  }
  return hub.answer(deviceId, { ...message, protocol: 1 })
}

const holds = (condition: boolean, invariant: string, detail: unknown): void => {
  if (!condition) throw new Error(`${invariant}: ${JSON.stringify(detail)}`)
}

async function check(
  states: readonly (SyncState | null)[],
  living: readonly Member[],
  members: readonly Member[],
  hub: HubModel,
  wrote: readonly Wrote[],
  ids: readonly string[],
  restores: number,
): Promise<number> {
  holds(
    states.every((state) => state?.kind === 'all-sent'),
    'no queue sticks (S3)',
    states,
  )
  const [first] = living
  if (!first) return 0
  const order = hub.operations()
  const revoked = new Set(members.filter(({ isRevoked }) => isRevoked).map(({ device }) => device.id))
  const stored = new Map(order.map((op) => [`${op.deviceId}/${op.n}`, op]))
  const written = new Set(order.flatMap((op) => Object.values(op.fields).map(String)))
  const keptBy = await Promise.all(
    living.map(async ({ device }) => new Set((await device.lost()).map(({ value }) => String(value)))),
  )
  const held = new Set(living.flatMap((member) => [...member.held]))
  const kept = new Set(keptBy.flatMap((values) => [...values]))

  // the dense order without which none of the rest means anything (S2)
  holds(
    order.every(({ seq }, index) => seq === index + 1),
    'numbers are dense (S2)',
    order.map(({ seq }) => seq),
  )
  holds(stored.size === order.length, 'nothing is stored twice (S2)', order.length - stored.size)

  // every write of those who could come back is in the hub, as it was meant (S1, S7)
  for (const { deviceId, n, values, recordId, isPast } of wrote) {
    if (revoked.has(deviceId) || isPast) continue
    const op = stored.get(`${deviceId}/${n}`)
    holds(op?.id === recordId, 'every write reaches the hub', { deviceId, n, recordId })
    for (const [field, value] of Object.entries(values))
      holds(op?.fields[field] === value, 'as it was meant', { deviceId, n, field })
  }

  let conflicts = 0
  for (const id of ids) {
    const records = await Promise.all(living.map(({ device }) => device.record(id)))
    const [one] = records
    if (!one) continue
    for (const [index, other] of records.entries())
      holds(
        JSON.stringify([sorted(other.fields), sorted(other.heads), other.pending, other.contested]) ===
          JSON.stringify([sorted(one.fields), sorted(one.heads), {}, one.contested]),
        'all converge (S4)',
        { seedRecord: id, device: index, one, other },
      )
    const ofRecord = wrote.filter(({ recordId }) => recordId === id)

    // no value vanishes silently: it stands, a person who saw it replaced it, or it is kept (S4)
    const isAccountedFor = (field: string, value: string): boolean =>
      one.fields[field] === value ||
      kept.has(value) ||
      ofRecord.some(({ saw, values: { [field]: next } }) => {
        if (saw[field] !== value || next === undefined) return false
        return written.has(next) || isAccountedFor(field, next)
      })
    // what no device that is left has had either, one that was shut out kept for itself
    for (const { deviceId, n, values } of ofRecord)
      for (const [field, value] of Object.entries(values))
        if (written.has(value) || held.has(value))
          holds(isAccountedFor(field, value), 'no value vanishes (S4)', { id, field, value, deviceId, n })

    // nothing resurrects: a delete that reached the hub was undone by a person who saw it, or is marked, or holds (S5)
    const deletes = order.filter((op) => op.id === id && op.kind === 'delete')
    if (deletes.length > 0) {
      holds(one.fields[deletedField] !== undefined, 'nothing resurrects (S5)', { id })
      const isRestored = order.some((op) => op.id === id && op.kind === 'restore')
      holds(isHidden(one) || needsDecision(one) || isRestored, 'nothing resurrects unmarked (S5)', { id })
    }

    // two writes of one field of which neither had seen the other: both are on every desk (S4)
    if (restores > 0) continue
    for (const field of fields) {
      const writes = order.filter((op) => op.id === id && op.fields[field] !== undefined)
      for (const [index, later] of writes.entries()) {
        const earlier = writes[index - 1]
        const mark = ofRecord.find((one) => isOf(later, one))?.mark ?? 0
        if (!earlier || earlier.deviceId === later.deviceId || earlier.seq <= mark) continue
        // a copy may send once more under its own name what had arrived under the old one
        if (earlier.fields[field] === later.fields[field]) continue
        conflicts++
        for (const [at, values] of keptBy.entries())
          holds(values.has(String(earlier.fields[field])), 'every conflict is on every desk (S4)', {
            id,
            field,
            device: at,
            value: earlier.fields[field],
          })
      }
    }
  }
  return conflicts
}

const sorted = (value: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
