import type { Known, SyncRequest, SyncResponse } from '../../src-shared/sync/messages.ts'
import type { KnownDevice } from '../access/devices.ts'
import { type Database, inOrganisation, type Transaction } from '../database/database.ts'

/**
 * A database that stands in another place than when the hub last looked was restored from a backup: every organisation
 * begins a new epoch, and its devices send again what the backup lacks (S7a). The place is the cluster, its timeline and
 * the database in it, which pg_dump, a copy of the base and point-in-time recovery each change.
 * @returns how many organisations began a new epoch.
 */
export async function noteDatabasePlace(db: Database): Promise<number> {
  const client = await db.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{ known: string | null; now: string }>(
      `SELECT hub.place AS known,
              concat_ws('/', s.system_identifier, c.timeline_id, (SELECT oid FROM pg_database WHERE datname = current_database())) AS now
       FROM hub, pg_control_system() s, pg_control_checkpoint() c FOR UPDATE OF hub`,
    )
    const [place] = rows
    if (!place) throw new Error('the hub database has no row that names it')
    let begun = 0
    if (place.known !== null && place.known !== place.now) begun = await beginEpochs(client)
    if (place.known !== place.now) await client.query('UPDATE hub SET place = $1', [place.now])
    await client.query('COMMIT')
    return begun
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // after COMMIT it does nothing
    client.release()
  }
}

/** For whoever has restored the files of the database themselves, which leaves no trace in it. */
export async function beginEpochs(db: Pick<Transaction, 'query'>): Promise<number> {
  const { rowCount } = await db.query(
    `WITH org AS (UPDATE organisations SET epoch = gen_random_uuid() RETURNING id)
     INSERT INTO audit (org_id, action) SELECT id, 'epoch' FROM org`,
  )
  return rowCount ?? 0
}

/**
 * The epoch to answer in: another one than before where something is missing that the device has read or seen
 * acknowledged. Called under the lock on the organisation's order, or for a reader that stores nothing.
 */
export async function epochOfOrder(
  tx: Transaction,
  device: KnownDevice,
  known: Known | null,
): Promise<string> {
  const { rows } = await tx.query<{
    epoch: string
    lastN: number
    lastSeq: number
    stamp: string | null
  }>(
    `SELECT org.epoch, org.last_seq AS "lastSeq", d.last_n AS "lastN", o.stamp
     FROM devices d JOIN organisations org ON org.id = d.org_id
     LEFT JOIN operations o ON o.org_id = d.org_id AND o.seq = $2 WHERE d.id = $1`,
    [device.id, known?.mark ?? 0],
  )
  const [here] = rows
  if (!here) throw new Error('the device is not in its organisation')
  if (!known || known.epoch !== here.epoch) return here.epoch
  const { stamp, mark, acknowledged } = known
  const isThere = stamp === null || mark === 0 || here.stamp === stamp
  if (isThere && mark <= here.lastSeq && acknowledged <= here.lastN) return here.epoch
  const begun = await tx.query<{ epoch: string }>(
    // two that find it at once begin one
    'UPDATE organisations SET epoch = gen_random_uuid() WHERE id = $1 AND epoch = $2 RETURNING epoch',
    [device.orgId, known.epoch],
  )
  const [org] = begun.rows
  if (!org) return epochOfOrder(tx, device, null)
  await tx.query(`INSERT INTO audit (org_id, device_id, action) VALUES ($1, $2, 'epoch')`, [
    device.orgId,
    device.id,
  ])
  return org.epoch
}

export type Resumed = Omit<Extract<SyncResponse, { kind: 'resumed' }>, 'kind'>

/** Tells a device from where on to send again; what it has seen acknowledged and is not here proves a loss (S7b). */
export async function resumeDevice(
  db: Database,
  device: KnownDevice,
  message: Extract<SyncRequest, { kind: 'resume' }>,
): Promise<Resumed> {
  return inOrganisation(db, device.orgId, async (tx) => {
    const { lastN: before } = await lockOrder(tx, device)
    const epoch = await epochOfOrder(tx, device, message.known)
    // what the device cannot send again as it was comes as new writes: the hub waits for nothing before it
    const lastN = Math.max(before, message.sendableFrom - 1)
    if (lastN !== before) await tx.query('UPDATE devices SET last_n = $2 WHERE id = $1', [device.id, lastN])
    return { epoch, lastN }
  })
}

export type Order = {
  readonly lastSeq: number
  readonly lastN: number
  /** How much more of its operations the organisation may send. */
  readonly roomBytes: number
  /** What the device has sent today. */
  readonly dayBytes: number
}

/** Takes the lock on the organisation's order, which is held to the commit (S2). */
export async function lockOrder(tx: Transaction, device: KnownDevice): Promise<Order> {
  const { rows } = await tx.query<Order>(
    `SELECT o.last_seq AS "lastSeq", d.last_n AS "lastN", o.operation_quota - o.operation_bytes AS "roomBytes",
            CASE WHEN d.day = current_date THEN d.day_bytes ELSE 0 END AS "dayBytes"
     FROM organisations o JOIN devices d ON d.org_id = o.id WHERE d.id = $1 FOR UPDATE`,
    [device.id],
  )
  const [state] = rows
  if (!state) throw new Error('the device is not in its organisation')
  return state
}
