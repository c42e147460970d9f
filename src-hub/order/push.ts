import type { Known, PushOutcome } from '../../src-shared/sync/messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation } from '../database/database.ts'
import { type CheckedOperation, checkOperation } from './check-operation.ts'
import { outcomesAgain } from './earlier-outcomes.ts'
import { epochOfOrder, lockOrder } from './epochs.ts'
import { eraseBoxes } from './erased-boxes.ts'
import { mayWrite, noteRole, type RoleBook } from './roles.ts'
import { readRoles, storeRoles } from './stored-roles.ts'
import { bytesOf, closeOrder, insertAll, type StoredRow, toRow } from './stored-rows.ts'
import { wakeDevices } from './wake-ups.ts'

export type PushResult =
  | { readonly kind: 'pushed'; readonly epoch: string; readonly outcomes: readonly PushOutcome[] }
  | { readonly kind: 'gap'; readonly epoch: string; readonly expected: number }
  | { readonly kind: 'forked'; readonly epoch: string }
  | { readonly kind: 'malformed' }
  /** The organisation, or the device for today, has sent as much as it may. */
  | { readonly kind: 'quota' }

/** What a device may send on a day: more than any office writes in a year, less than fills a disk. */
export const deviceBytesADay = 500_000_000

/**
 * Stores operations in the organisation's order (S1, S2, S6). Numbers are given under a lock on the organisation's row that is
 * held to the commit, so no reader can see a number before all smaller ones. What was stored before is answered again, not stored again.
 * @param known what the device has read; where the hub does not have it nothing is stored, and the answer names the epoch
 * that holds (S7b). Null for a device that has read nothing yet.
 */
export async function pushOperations(
  db: Database,
  device: KnownDevice,
  raw: readonly unknown[],
  known: Known | null,
  maxPerDay = deviceBytesADay,
): Promise<PushResult> {
  const items = inSequence(raw, device.id)
  if (items === null) return { kind: 'malformed' }

  return inOrganisation(db, device.orgId, async (tx) => {
    const state = await lockOrder(tx, device)
    const [first] = items
    const epoch = await epochOfOrder(tx, device, known)
    if (known && known.epoch !== epoch) return { kind: 'pushed', epoch, outcomes: [] }
    if (first && first.n > state.lastN + 1) return { kind: 'gap', epoch, expected: state.lastN + 1 }
    const repeated = items.filter(({ n }) => n <= state.lastN)
    const fresh = items.filter(({ n }) => n > state.lastN)
    const outcomes = await outcomesAgain(
      tx,
      device,
      repeated.map(({ item, n }) => ({ n, operation: item.ok ? item.operation : null })),
    )
    if (outcomes === 'forked') return { kind: 'forked', epoch }

    const freshBytes = fresh.reduce((sum, { item }) => sum + item.bytes, 0)
    if (freshBytes > state.roomBytes || state.dayBytes + freshBytes > maxPerDay) return { kind: 'quota' }

    const roles = await readRoles(
      tx,
      device,
      fresh.flatMap(({ item }) => (item.ok ? [item.operation] : [])),
    )
    const before = new Map(roles.roles)
    const { stored, aside } = judge(fresh, roles, device, state.lastSeq)
    await insertAll(tx, device, stored, aside)
    await storeRoles(tx, device, before, roles)
    await eraseBoxes(
      tx,
      device,
      stored.flatMap(({ seq, erasing }) => (erasing ? [{ ...erasing, seq }] : [])),
    )
    const lastN = fresh.at(-1)?.n
    if (stored.length > 0) await wakeDevices(tx, device.orgId)
    if (lastN !== undefined)
      await closeOrder(tx, device, {
        lastN,
        lastSeq: stored.at(-1)?.seq ?? state.lastSeq,
        count: stored.length,
        freshBytes,
        storedBytes: bytesOf(stored),
      })
    for (const row of stored) outcomes.push({ kind: 'stored', n: row.n, seq: row.seq })
    for (const row of aside) outcomes.push({ kind: 'set-aside', n: row.n, reason: row.reason })
    return { kind: 'pushed', epoch, outcomes: outcomes.toSorted((a, b) => a.n - b.n) }
  })
}

type Item = { readonly n: number; readonly item: CheckedOperation }

/** What came, checked one by one; null where there is no number, or one that does not follow the one before. */
function inSequence(raw: readonly unknown[], deviceId: string): readonly Item[] | null {
  const checked = raw.map((item) => checkOperation(item, deviceId))
  if (checked.includes(null)) return null
  const items = checked
    .filter((item) => item !== null)
    .map((item) => ({ n: item.ok ? item.operation.n : item.n, item }))
  const isBroken = items.some(({ n }, index) => index > 0 && n !== (items[index - 1]?.n ?? 0) + 1)
  return isBroken ? null : items
}

/** Parts what goes into the order after `lastSeq` from what is set aside; the roles of stored users go into the book. */
function judge(fresh: readonly Item[], roles: RoleBook, device: KnownDevice, lastSeq: number) {
  const stored: StoredRow[] = []
  const aside: { n: number; reason: string }[] = []
  for (const { n, item } of fresh) {
    if (!item.ok) aside.push({ n, reason: item.reason })
    else if (!mayWrite(item.operation, roles, device.role)) aside.push({ n, reason: 'role' })
    else {
      noteRole(item.operation, roles)
      stored.push(toRow(item.operation, lastSeq + stored.length + 1, device))
    }
  }
  return { stored, aside }
}
