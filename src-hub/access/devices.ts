import type { Role } from '../../src-shared/kernel/role.ts'
import type { EnrolRequest, EnrolResponse } from '../../src-shared/sync/messages.ts'
import type { Database } from '../database/database.ts'
import { hashCode, hashSecret, newToken } from './secrets.ts'

export type KnownDevice = {
  readonly id: string
  readonly orgId: string
  readonly revoked: boolean
  /** The epoch of its organisation. */
  readonly epoch: string
  readonly enrolledEpoch: string
  /** Beyond it nobody goes on that device. */
  readonly role: Role
}

/** For so long a device may stay away: longer than any leave, shorter than a laptop lies forgotten in a drawer. */
export const tokenDays = 400

/** What is known of a device, from `devices d` and `organisations o`. */
const knownColumns = `d.id, d.org_id AS "orgId", d.revoked_at IS NOT NULL AS revoked, o.epoch,
  d.enrolled_epoch AS "enrolledEpoch", d.role`

/**
 * The device that a token belongs to, before its organisation is known: the one read that no organisation bounds.
 * @returns null for a token that nobody has, or that has not been used for {@link tokenDays}.
 */
export async function deviceByToken(db: Database, token: string): Promise<KnownDevice | null> {
  const { rows } = await db.query<KnownDevice & { days: number; isUnused: boolean }>(
    `SELECT ${knownColumns}, d.used_at IS NULL AS "isUnused",
            extract(epoch FROM now() - d.seen_at)::float8 / 86400 AS days
     FROM devices d JOIN organisations o ON o.id = d.org_id WHERE d.token_hash = $1`,
    [hashSecret(token)],
  )
  const [found] = rows
  if (!found || found.days > tokenDays) return null
  const { days, isUnused, ...device } = found
  if (isUnused && !device.revoked) await noteFirstUse(db, device)
  // once a day is enough to know, and costs nothing beside what a device sends
  if (days > 1) await db.query('UPDATE devices SET seen_at = now() WHERE id = $1', [device.id])
  return device
}

/** A device of the organisation that may send, with the hash of its token; null where there is none. */
export async function sendingDevice(
  db: Database,
  orgId: string,
  deviceId: string,
): Promise<(KnownDevice & { readonly tokenHash: Buffer }) | null> {
  const { rows } = await db.query<KnownDevice & { tokenHash: Buffer }>(
    `SELECT ${knownColumns}, d.token_hash AS "tokenHash"
     FROM devices d JOIN organisations o ON o.id = d.org_id WHERE d.id = $1 AND d.org_id = $2`,
    [deviceId, orgId],
  )
  const [device] = rows
  return device && !device.revoked ? device : null
}

/**
 * A token that came in exchange for another one is used for the first time: the other one is worth nothing from now on,
 * whoever holds it. Until then it still is, for the answer may have been lost on its way.
 */
export async function noteFirstUse(db: Database, device: Pick<KnownDevice, 'id' | 'orgId'>): Promise<void> {
  await db.query(
    `WITH used AS (UPDATE devices SET used_at = now() WHERE id = $1 AND used_at IS NULL RETURNING renewed_from),
          gone AS (UPDATE devices SET revoked_at = now()
                   WHERE id IN (SELECT renewed_from FROM used) AND id <> $1 AND revoked_at IS NULL RETURNING id, org_id)
     INSERT INTO audit (org_id, device_id, action) SELECT org_id, id, 'replaced' FROM gone`,
    [device.id],
  )
}

/**
 * Lets a device in on a one-time code. The code is spent by it, and by nothing else. One that was shut out, or stayed away
 * for too long, comes back with all that it had not sent.
 */
export async function enrolDevice(db: Database, request: EnrolRequest): Promise<EnrolResponse> {
  const client = await db.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query<{
      orgId: string
      name: string
      recordId: string | null
      epoch: string
      role: Role
    }>(
      `SELECT o.id AS "orgId", o.name, o.epoch, c.role, o.record_id AS "recordId"
       FROM enrol_codes c JOIN organisations o ON o.id = c.org_id
       WHERE c.code_hash = $1 AND c.used_at IS NULL AND c.expires_at > now() FOR UPDATE`,
      [hashCode(request.code)],
    )
    const [org] = rows
    if (!org) return { kind: 'refused', reason: 'code' }
    if (org.recordId !== null && request.organisationId !== null && org.recordId !== request.organisationId)
      return { kind: 'refused', reason: 'other-organisation' }
    const token = newToken()
    const { rowCount } = await client.query(
      `INSERT INTO devices (id, org_id, name, token_hash, enrolled_epoch, role) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, token_hash = EXCLUDED.token_hash, role = EXCLUDED.role,
         revoked_at = NULL, seen_at = now(), used_at = now(), renewed_from = NULL
       WHERE devices.org_id = EXCLUDED.org_id
         AND (devices.revoked_at IS NOT NULL OR devices.seen_at < now() - make_interval(days => $7))`,
      [request.deviceId, org.orgId, request.deviceName, hashSecret(token), org.epoch, org.role, tokenDays],
    )
    if (rowCount !== 1) return { kind: 'refused', reason: 'device' }
    await client.query('UPDATE enrol_codes SET used_at = now() WHERE code_hash = $1', [
      hashCode(request.code),
    ])
    if (org.recordId === null && request.organisationId !== null)
      await client.query('UPDATE organisations SET record_id = $2 WHERE id = $1', [
        org.orgId,
        request.organisationId,
      ])
    await client.query(`INSERT INTO audit (org_id, device_id, action) VALUES ($1, $2, 'enrol')`, [
      org.orgId,
      request.deviceId,
    ])
    await client.query('COMMIT')
    return { kind: 'enrolled', epoch: org.epoch, token, organisation: org.name }
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // after COMMIT it does nothing
    client.release()
  }
}

/**
 * Lets a device go on under another id, because it is a copy of the one whose token it holds (S7d). Asked again,
 * by either token, it is given another one. A token has one living descendant: one that was made before and never used
 * dies with this one.
 * @returns the new token, or null where the id belongs to another device.
 */
export async function renewDevice(db: Database, device: KnownDevice, newId: string): Promise<string | null> {
  const token = newToken()
  const client = await db.connect()
  try {
    await client.query('BEGIN')
    // of two that ask at once the second sees what the first has made
    const { rows } = await client.query<{ revoked: boolean }>(
      'SELECT revoked_at IS NOT NULL AS revoked FROM devices WHERE id = $1 FOR UPDATE',
      [device.id],
    )
    if (rows[0]?.revoked !== false) return null
    const { rowCount } = await client.query(
      `INSERT INTO devices (id, org_id, name, token_hash, enrolled_epoch, role, renewed_from, used_at)
       SELECT $2, d.org_id, d.name, $3, o.epoch, d.role, d.id, NULL
       FROM devices d JOIN organisations o ON o.id = d.org_id WHERE d.id = $1
       ON CONFLICT (id) DO UPDATE SET token_hash = EXCLUDED.token_hash
       WHERE devices.org_id = EXCLUDED.org_id AND devices.revoked_at IS NULL
         AND (devices.id = $1 OR devices.renewed_from = $1)`,
      [device.id, newId, hashSecret(token)],
    )
    if (rowCount !== 1) return null
    await client.query(
      `WITH gone AS (UPDATE devices SET revoked_at = now()
                     WHERE renewed_from = $1 AND id <> $2 AND revoked_at IS NULL RETURNING id, org_id)
       INSERT INTO audit (org_id, device_id, action)
       SELECT org_id, id, 'replaced' FROM gone UNION ALL SELECT org_id, id, 'renew' FROM devices WHERE id = $2`,
      [device.id, newId],
    )
    await client.query('COMMIT')
    return token
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // after COMMIT it does nothing
    client.release()
  }
}
