import type { Role } from '../../src-shared/kernel/role.ts'
import type { Database } from '../database/database.ts'
import { hashCode, newEnrolCode } from './secrets.ts'

export const codeHours = 24

/**
 * Makes a one-time code for a device of the organisation.
 * @param role beyond which nobody goes on that device; unless given, `admin` on the first one and `coordinator` on others.
 */
export async function createEnrolCode(
  db: Database,
  orgId: string,
  role: Role | null = null,
): Promise<string> {
  const code = newEnrolCode()
  const { rowCount } = await db.query(
    `INSERT INTO enrol_codes (code_hash, org_id, expires_at, role)
     SELECT $2, id, now() + make_interval(hours => $3),
       coalesce($4, CASE WHEN EXISTS (SELECT FROM devices WHERE org_id = org.id) THEN 'coordinator' ELSE 'admin' END)
     FROM organisations org WHERE id = $1`,
    [orgId, hashCode(code), codeHours, role],
  )
  if (rowCount !== 1) throw new Error('the organisation is not there any more')
  return code
}

export type DeviceRow = {
  readonly id: string
  readonly organisation: string
  readonly name: string
  readonly role: Role
  readonly lastN: number
  readonly seenAt: Date
  readonly revoked: boolean
}

/** The devices of one organisation, or all that the hub knows. */
export async function listDevices(db: Database, orgId: string | null = null): Promise<DeviceRow[]> {
  const { rows } = await db.query<DeviceRow>(
    `SELECT d.id, o.name AS organisation, d.name, d.role, d.last_n AS "lastN", d.seen_at AS "seenAt", d.revoked_at IS NOT NULL AS revoked
     FROM devices d JOIN organisations o ON o.id = d.org_id WHERE $1::uuid IS NULL OR o.id = $1
     ORDER BY o.name, d.enrolled_at`,
    [orgId],
  )
  return rows
}

export type UserRow = { readonly id: string; readonly name: string; readonly role: Role }

/** The users as the organisation's operations name them. */
export async function listUsers(db: Database, orgId: string): Promise<readonly UserRow[]> {
  const { rows } = await db.query<UserRow>(
    `SELECT u.id, u.role, coalesce(named.name, left(u.id::text, 8)) AS name
     FROM users u LEFT JOIN LATERAL (
       SELECT body::jsonb->'fields'->>'displayName' AS name FROM operations
       WHERE org_id = u.org_id AND body LIKE '%"entity":"user"%' AND body::jsonb->>'id' = u.id::text
         AND body::jsonb->'fields'->>'displayName' IS NOT NULL
       ORDER BY seq DESC LIMIT 1) named ON true
     WHERE u.org_id = $1 ORDER BY name`,
    [orgId],
  )
  return rows
}

/**
 * Takes away the access of a device, and of all that go on from it under other ids: whoever had its token may have made
 * them. What they had sent stays.
 * @returns the ids that were shut out by this, the device's own among them unless it was before.
 */
export async function revokeDevice(db: Database, deviceId: string): Promise<readonly string[]> {
  const { rows } = await db.query<{ id: string }>(
    `WITH RECURSIVE line AS (
       SELECT id FROM devices WHERE id = $1
       UNION SELECT d.id FROM devices d JOIN line ON d.renewed_from = line.id),
     gone AS (UPDATE devices SET revoked_at = now() WHERE id IN (SELECT id FROM line) AND revoked_at IS NULL RETURNING id, org_id),
     noted AS (INSERT INTO audit (org_id, device_id, action) SELECT org_id, id, 'revoke' FROM gone)
     SELECT id FROM gone`,
    [deviceId],
  )
  return rows.map(({ id }) => id)
}

/**
 * Room for the attached files of an organisation, or for its changes, in 10⁶ bytes; true where there is such an
 * organisation.
 */
export async function setQuota(
  db: Database,
  orgId: string,
  megabytes: number,
  of: 'files' | 'changes' = 'files',
): Promise<boolean> {
  const column = of === 'files' ? 'blob_quota' : 'operation_quota'
  const { rowCount } = await db.query(
    `WITH org AS (UPDATE organisations SET ${column} = $2 WHERE id = $1 RETURNING id)
     INSERT INTO audit (org_id, action) SELECT id, 'quota' FROM org`,
    [orgId, Math.round(megabytes * 1_000_000)],
  )
  return rowCount === 1
}

/** Notes what an administrator did, with who they are. */
export async function noteAct(
  db: Database,
  action: string,
  who: string,
  orgId: string | null,
): Promise<void> {
  await db.query('INSERT INTO audit (org_id, action, who) VALUES ($1, $2, $3)', [orgId, action, who])
}
