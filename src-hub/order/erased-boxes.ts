import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { KnownDevice } from '../access/devices.ts'
import type { Database, Transaction } from '../database/database.ts'

/** For so long what was erased by mistake, or by somebody who should not have, can be put back. */
export const keptDays = 30

/** The erasing of a sealed record, as far as the hub sees it. */
export type Erasing = {
  /** The record. */
  readonly id: string
  /** Its boxes before this number go. */
  readonly seq: number
  /** The locks that whoever erases has opened: boxes with others stay. */
  readonly locks: readonly string[]
  /** An administrator's device takes boxes without a proof. */
  readonly isAdmin: boolean
}

/** The locks that these proofs open (`SealedFields`). */
export const locksOf = (proofs: unknown): string[] => {
  const read = z.array(z.base64()).safeParse(proofs)
  if (!read.success) return []
  return read.data.map((proof) => createHash('sha256').update(Buffer.from(proof, 'base64')).digest('base64'))
}

/**
 * Of a sealed record that was erased the order keeps who wrote when, and no box. The boxes are laid aside for
 * {@link keptDays}, where no device reads them.
 */
export async function eraseBoxes(
  tx: Transaction,
  device: KnownDevice,
  erasings: readonly Erasing[],
): Promise<void> {
  if (erasings.length === 0) return
  const { rowCount } = await tx.query(
    `WITH gone AS (
       SELECT * FROM jsonb_to_recordset($3::jsonb) AS row (id uuid, seq bigint, locks jsonb, "isAdmin" boolean)),
     hit AS (
       SELECT o.org_id, o.seq, o.body FROM operations o JOIN gone ON o.sealed_id = gone.id AND o.seq < gone.seq
       WHERE o.org_id = $1 AND o.body::jsonb->'fields' ? 'box'
         AND (gone."isAdmin" OR gone.locks ? (o.body::jsonb->'fields'->>'lock'))),
     kept AS (
       INSERT INTO erased_boxes (org_id, seq, body, erased_by) SELECT DISTINCT org_id, seq, body, $2::uuid FROM hit)
     UPDATE operations o SET body = jsonb_set(o.body::jsonb, '{fields}', '{}')::text
     FROM hit WHERE o.org_id = hit.org_id AND o.seq = hit.seq`,
    [device.orgId, device.id, JSON.stringify(erasings)],
  )
  await tx.query(`INSERT INTO audit (org_id, device_id, action, count) VALUES ($1, $2, 'erase-boxes', $3)`, [
    device.orgId,
    device.id,
    rowCount,
  ])
}

/** What was erased longer than {@link keptDays} ago goes for good. @returns how many boxes went. */
export async function dropErasedBoxes(db: Database): Promise<number> {
  const { rowCount } = await db.query(
    'DELETE FROM erased_boxes WHERE erased_at < now() - make_interval(days => $1)',
    [keptDays],
  )
  return rowCount ?? 0
}

/**
 * Puts back the boxes that a device has erased in the last {@link keptDays} days, where they stood in the order. Devices
 * that passed them before have them still; others read them with their next new start.
 * @returns how many.
 */
export async function putBackBoxes(db: Database, deviceId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `WITH back AS (DELETE FROM erased_boxes WHERE erased_by = $1 RETURNING org_id, seq, body),
     put AS (UPDATE operations o SET body = back.body FROM back
             WHERE o.org_id = back.org_id AND o.seq = back.seq RETURNING o.org_id),
     noted AS (INSERT INTO audit (org_id, device_id, action, count)
               SELECT org_id, $1::uuid, 'put-back-boxes', count(*) FROM put GROUP BY org_id)
     SELECT count(*) AS count FROM put`,
    [deviceId],
  )
  return rows[0]?.count ?? 0
}
