import type { Role } from '../../src-shared/kernel/role.ts'
import {
  type Known,
  limits,
  type PushOutcome,
  type Receipt,
  type SyncRequest,
} from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation, type Transaction } from '../database/database.ts'
import { checkOperation } from './check-operation.ts'
import { epochOfOrder, lockOrder } from './epochs.ts'
import { type Erasing, eraseBoxes, locksOf } from './erased-boxes.ts'
import { mayWrite, noteRole, type RoleBook } from './roles.ts'
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
  const checked = raw.map((item) => checkOperation(item, device.id))
  if (checked.includes(null)) return { kind: 'malformed' }
  const items = checked
    .filter((item) => item !== null)
    .map((item) => ({ n: item.ok ? item.operation.n : item.n, item }))
  if (items.some(({ n }, index) => index > 0 && n !== (items[index - 1]?.n ?? 0) + 1))
    return { kind: 'malformed' }

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
    let seq = state.lastSeq
    const stored: StoredRow[] = []
    const aside: { n: number; reason: string }[] = []
    for (const { n, item } of fresh) {
      if (!item.ok) aside.push({ n, reason: item.reason })
      else if (!mayWrite(item.operation, roles, device.role)) aside.push({ n, reason: 'role' })
      else {
        noteRole(item.operation, roles)
        stored.push(toRow(item.operation, ++seq, device))
      }
    }
    await insertAll(tx, device, stored, aside)
    await noteRoles(tx, device, before, roles)
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
        lastSeq: seq,
        count: stored.length,
        freshBytes,
        storedBytes: bytesOf(stored),
      })
    for (const row of stored) outcomes.push({ kind: 'stored', n: row.n, seq: row.seq })
    for (const row of aside) outcomes.push({ kind: 'set-aside', n: row.n, reason: row.reason })
    return { kind: 'pushed', epoch, outcomes: outcomes.toSorted((a, b) => a.n - b.n) }
  })
}

/** The roles of those who made the operations, as they were before them. */
async function readRoles(
  tx: Transaction,
  device: KnownDevice,
  operations: readonly Operation[],
): Promise<RoleBook> {
  const { rows } = await tx.query<{ id: string | null; role: Role; hasUsers: boolean }>(
    `SELECT u.id, u.role, EXISTS (SELECT FROM users WHERE org_id = $1) AS "hasUsers"
     FROM (SELECT) one LEFT JOIN users u ON u.org_id = $1 AND u.id = ANY($2)`,
    [device.orgId, [...new Set(operations.map(({ actor }) => actor))]],
  )
  return {
    roles: new Map(rows.flatMap(({ id, role }) => (id === null ? [] : [[id, role] as const]))),
    hasUsers: rows[0]?.hasUsers ?? false,
  }
}

async function noteRoles(
  tx: Transaction,
  device: KnownDevice,
  before: ReadonlyMap<string, Role>,
  { roles }: RoleBook,
): Promise<void> {
  const changed = [...roles].filter(([id, role]) => before.get(id) !== role)
  if (changed.length === 0) return
  await tx.query(
    `INSERT INTO users (org_id, id, role) SELECT $1, id, role FROM unnest($2::uuid[], $3::text[]) AS row (id, role)
     ON CONFLICT (org_id, id) DO UPDATE SET role = EXCLUDED.role`,
    [device.orgId, changed.map(([id]) => id), changed.map(([, role]) => role)],
  )
}

/**
 * What became of operations that came before; `forked` where another one had come under one of these numbers: a device
 * whose folder was copied, or put back from a backup, has used them a second time.
 */
async function outcomesAgain(
  tx: Transaction,
  device: KnownDevice,
  repeated: readonly { readonly n: number; readonly operation: Operation | null }[],
): Promise<PushOutcome[] | 'forked'> {
  if (repeated.length === 0) return []
  const { rows } = await tx.query<{
    n: number
    seq: number | null
    reason: string | null
    id: string | null
    at: string | null
  }>(
    `SELECT n, seq, NULL AS reason, body::jsonb->>'id' AS id, body::jsonb->>'at' AS at
     FROM operations WHERE device_id = $1 AND n = ANY($2)
     UNION ALL SELECT n, NULL, reason, NULL, NULL FROM set_aside WHERE device_id = $1 AND n = ANY($2)`,
    [device.id, repeated.map(({ n }) => n)],
  )
  const before = new Map(rows.map((row) => [row.n, row]))
  // of a sealed one the box is another each time: who wrote what when is the same
  const isOther = repeated.some(({ n, operation }) => {
    const { id, at } = before.get(n) ?? { id: null, at: null }
    return operation !== null && id !== null && (operation.id !== id || operation.at !== at)
  })
  if (isOther) return 'forked'
  return rows.map(({ n, seq, reason }) =>
    seq === null ? { kind: 'set-aside', n, reason: reason ?? '' } : { kind: 'stored', n, seq },
  )
}

type StoredRow = {
  readonly n: number
  readonly seq: number
  readonly body: string
  /** The record, where it is sealed. */
  readonly sealedId: string | null
  readonly erasing: Omit<Erasing, 'seq'> | null
}
function toRow(op: Operation, seq: number, device: KnownDevice): StoredRow {
  if (op.entity !== sealedEntity)
    return { n: op.n, seq, body: JSON.stringify(op), sealedId: null, erasing: null }
  const { proofs, ...fields } = op.fields
  return {
    n: op.n,
    seq,
    sealedId: op.id,
    body: JSON.stringify({ ...op, fields }),
    erasing:
      op.kind === 'delete' ? { id: op.id, locks: locksOf(proofs), isAdmin: device.role === 'admin' } : null,
  }
}

async function insertAll(
  tx: Transaction,
  device: KnownDevice,
  stored: readonly StoredRow[],
  aside: readonly { n: number; reason: string }[],
): Promise<void> {
  if (stored.length > 0)
    await tx.query(
      // one stamp for all that is stored together
      `INSERT INTO operations (org_id, device_id, stamp, n, seq, body, sealed_id)
       SELECT $1, $2, drawn.stamp, n, seq, body, sealed_id
       FROM (SELECT gen_random_uuid() AS stamp OFFSET 0) drawn, unnest($3::bigint[], $4::bigint[], $5::text[], $6::uuid[]) AS row (n, seq, body, sealed_id)`,
      [
        device.orgId,
        device.id,
        stored.map((row) => row.n),
        stored.map((row) => row.seq),
        stored.map((row) => row.body),
        stored.map((row) => row.sealedId),
      ],
    )
  if (aside.length > 0)
    await tx.query(
      `INSERT INTO set_aside (org_id, device_id, n, reason)
       SELECT $1, $2, n, reason FROM unnest($3::bigint[], $4::text[]) AS row (n, reason)`,
      [device.orgId, device.id, aside.map((row) => row.n), aside.map((row) => row.reason)],
    )
}

const bytesOf = (rows: readonly StoredRow[]): number =>
  rows.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0)

type Pushed = {
  readonly lastN: number
  readonly lastSeq: number
  /** How many were stored. */
  readonly count: number
  /** Of all that came, and of what was stored. */
  readonly freshBytes: number
  readonly storedBytes: number
}
const closeOrder = (tx: Transaction, device: KnownDevice, pushed: Pushed) =>
  tx.query(
    `WITH org AS (UPDATE organisations SET last_seq = $3, operation_bytes = operation_bytes + $6 WHERE id = $1),
          dev AS (UPDATE devices SET last_n = $4, day = current_date,
                    day_bytes = CASE WHEN day = current_date THEN day_bytes ELSE 0 END + $7 WHERE id = $2)
     INSERT INTO audit (org_id, device_id, action, count) VALUES ($1, $2, 'push', $5)`,
    [
      device.orgId,
      device.id,
      pushed.lastSeq,
      pushed.lastN,
      pushed.count,
      pushed.storedBytes,
      pushed.freshBytes,
    ],
  )

/** The number of the organisation's last operation. */
export const lastNumber = (db: Database, device: KnownDevice): Promise<number> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ seq: number }>(
      'SELECT last_seq AS seq FROM organisations WHERE id = $1',
      [device.orgId],
    )
    return rows[0]?.seq ?? 0
  })

export type Pulled = {
  readonly epoch: string
  readonly operationsJson: string
  readonly count: number
  readonly upTo: number
  readonly stamp: string | null
  readonly stampBefore: string | null
  readonly more: boolean
}

/**
 * The operations after a number, as JSON text ready to send (S3). Where the order is no longer the one that the device has
 * read, its organisation begins a new epoch, and the answer names it (S7b).
 */
export async function pullOperations(
  db: Database,
  device: KnownDevice,
  { after, limit, known }: Pick<Extract<SyncRequest, { kind: 'pull' }>, 'after' | 'limit' | 'known'>,
): Promise<Pulled> {
  const most = Math.min(limit, limits.pullOperations)
  const { epoch, found } = await inOrganisation(db, device.orgId, async (tx) => {
    const epoch = await epochOfOrder(tx, device, known ?? null)
    if (known && epoch !== known.epoch) return { epoch, found: [] }
    // with the one before them, for its stamp
    // the sizes are known without reading the texts; the first is always handed out
    const { rows } = await tx.query<{ seq: number; body: string; stamp: string | null; inPage: number }>(
      `SELECT seq, body, stamp, "inPage" FROM (
         SELECT seq, body, stamp, count(*) OVER () AS "inPage",
                sum(CASE WHEN seq > $2 THEN octet_length(body) ELSE 0 END) OVER (ORDER BY seq) - octet_length(body) AS before
         FROM (SELECT seq, body, stamp FROM operations WHERE org_id = $1 AND seq >= $2 ORDER BY seq LIMIT $3) page
       ) sized WHERE before < $4 ORDER BY seq`,
      [device.orgId, after, after > 0 ? most + 1 : most, limits.pullBytes],
    )
    return { epoch, found: rows }
  })
  const isCut = (found[0]?.inPage ?? 0) > found.length
  const rows = found.filter(({ seq }) => seq > after).slice(0, most)
  const parts = rows.map((row) => `{"seq":${row.seq},${row.body.slice(1)}`)
  return {
    epoch,
    operationsJson: `[${parts.join(',')}]`,
    count: rows.length,
    upTo: rows.at(-1)?.seq ?? after,
    stamp: rows.at(-1)?.stamp ?? null,
    stampBefore: found.find(({ seq }) => seq === after)?.stamp ?? null,
    more: isCut || rows.length === most,
  }
}

const receiptPage = 1000

/** What the hub has durably stored of a device's operations, with number and time (S10). */
export async function listReceipts(
  db: Database,
  device: KnownDevice,
  after: number,
): Promise<{ receipts: Receipt[]; more: boolean }> {
  return inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ n: number; seq: number; at: Date }>(
      'SELECT n, seq, stored_at AS at FROM operations WHERE device_id = $1 AND n > $2 ORDER BY n LIMIT $3',
      [device.id, after, receiptPage],
    )
    return {
      receipts: rows.map(({ n, seq, at }) => ({ n, seq, storedAt: at.toISOString() })),
      more: rows.length === receiptPage,
    }
  })
}
