import type { Readiness } from '../../src-shared/sync/blob-messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation } from '../database/database.ts'

/** Which of some files the hub holds whole: one that was sent by half does not count. */
export const wholeBlobs = (
  db: Database,
  device: KnownDevice,
  ids: readonly string[],
): Promise<readonly string[]> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ id: string }>(
      'SELECT id FROM blobs WHERE id = ANY($1) AND completed_at IS NOT NULL',
      [ids],
    )
    return rows.map(({ id }) => id)
  })

/** The pieces that are there already, so that a cut upload goes on where it stopped. */
export const piecesOf = (db: Database, device: KnownDevice, id: string): Promise<readonly number[]> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ index: number }>(
      'SELECT index FROM blob_pieces WHERE blob_id = $1 ORDER BY index',
      [id],
    )
    return rows.map(({ index }) => index)
  })

/** Takes a piece, once; `quota` when the organisation's room does not hold it. */
export const putPiece = (
  db: Database,
  device: KnownDevice,
  { id, index, body }: { readonly id: string; readonly index: number; readonly body: Buffer },
): Promise<'taken' | 'quota'> =>
  inOrganisation(db, device.orgId, async (tx) => {
    // the row's lock lets two devices not overrun the quota together
    const { rows } = await tx.query<{ used: number; quota: number }>(
      'SELECT blob_bytes AS used, blob_quota AS quota FROM organisations WHERE id = $1 FOR UPDATE',
      [device.orgId],
    )
    const [room] = rows
    if (!room || room.used + body.length > room.quota) return 'quota'
    await tx.query('INSERT INTO blobs (org_id, id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      device.orgId,
      id,
    ])
    const { rowCount } = await tx.query(
      'INSERT INTO blob_pieces (org_id, blob_id, index, body) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
      [device.orgId, id, index, body],
    )
    if (rowCount === 1)
      await tx.query('UPDATE organisations SET blob_bytes = blob_bytes + $2 WHERE id = $1', [
        device.orgId,
        body.length,
      ])
    return 'taken'
  })

/** Counts the file as there, if all its pieces are. */
export const completeBlob = (
  db: Database,
  device: KnownDevice,
  id: string,
  pieces: number,
): Promise<Readiness> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ count: number; highest: number | null }>(
      'SELECT count(*) AS count, max(index) AS highest FROM blob_pieces WHERE blob_id = $1',
      [id],
    )
    const [found] = rows
    if (found?.count !== pieces || (found.highest ?? -1) !== pieces - 1) return 'incomplete'
    await tx.query(
      'UPDATE blobs SET pieces = $2, completed_at = coalesce(completed_at, now()) WHERE id = $1',
      [id, pieces],
    )
    return 'complete'
  })

/** A piece of a whole file, with how many it has; null where the file is not whole. */
export const readPiece = (
  db: Database,
  device: KnownDevice,
  id: string,
  index: number,
): Promise<{ readonly body: Buffer; readonly pieces: number } | null> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ body: Buffer; pieces: number }>(
      `SELECT p.body, b.pieces FROM blobs b JOIN blob_pieces p ON p.org_id = b.org_id AND p.blob_id = b.id
       WHERE b.id = $1 AND p.index = $2 AND b.completed_at IS NOT NULL`,
      [id, index],
    )
    return rows[0] ?? null
  })

/** Lets go of a file whose records were erased, and of the room it took. */
export const eraseBlob = (db: Database, device: KnownDevice, id: string): Promise<void> =>
  inOrganisation(db, device.orgId, async (tx) => {
    await tx.query('SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE', [device.orgId])
    await tx.query(
      `UPDATE organisations SET blob_bytes = blob_bytes - coalesce(
         (SELECT sum(length(body)) FROM blob_pieces WHERE blob_id = $2), 0) WHERE id = $1`,
      [device.orgId, id],
    )
    const { rowCount } = await tx.query('DELETE FROM blobs WHERE id = $1', [id])
    if (rowCount === 1)
      await tx.query(`INSERT INTO audit (org_id, device_id, action) VALUES ($1, $2, 'erase-file')`, [
        device.orgId,
        device.id,
      ])
  })

/** How much room the organisation's files take, in bytes. */
export const blobRoom = (
  db: Database,
  device: KnownDevice,
): Promise<{ readonly usedBytes: number; readonly quotaBytes: number }> =>
  inOrganisation(db, device.orgId, async (tx) => {
    const { rows } = await tx.query<{ usedBytes: number; quotaBytes: number }>(
      'SELECT blob_bytes AS "usedBytes", blob_quota AS "quotaBytes" FROM organisations WHERE id = $1',
      [device.orgId],
    )
    return rows[0] ?? { usedBytes: 0, quotaBytes: 0 }
  })
