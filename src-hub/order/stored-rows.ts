import type { Operation } from '../../src-shared/sync/operation.ts'
import { sealedEntity } from '../../src-shared/sync/sealed-operation.ts'
import type { KnownDevice } from '../access/devices.ts'
import type { Transaction } from '../database/database.ts'
import { type Erasing, locksOf } from './erased-boxes.ts'

/** An operation as it lies in the order. */
export type StoredRow = {
  readonly n: number
  readonly seq: number
  readonly body: string
  /** The record, where it is sealed. */
  readonly sealedId: string | null
  readonly erasing: Omit<Erasing, 'seq'> | null
}

export function toRow(op: Operation, seq: number, device: KnownDevice): StoredRow {
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

/** Stores what is in the order now, and what was set aside. */
export async function insertAll(
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

export const bytesOf = (rows: readonly StoredRow[]): number =>
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

/** Moves the ends of the order and of the device's numbers on, with what came and what was stored of it. */
export const closeOrder = (tx: Transaction, device: KnownDevice, pushed: Pushed) =>
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
