import { limits, type SyncRequest } from '../../src-shared/sync/messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation } from '../database/database.ts'
import { epochOfOrder } from './epochs.ts'

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
