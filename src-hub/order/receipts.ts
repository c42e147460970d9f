import type { Receipt } from '../../src-shared/sync/messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation } from '../database/database.ts'

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
