import type { Role } from '../src-shared/domain/role.ts'
import type { EnrolRequest, EnrolResponse } from '../src-shared/sync/messages.ts'
import type { Database } from './database.ts'
import { hashSecret, newToken, normaliseCode } from './secrets.ts'

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

/** The device that a token belongs to, before its organisation is known: the one read that no organisation bounds. */
export async function deviceByToken(db: Database, token: string): Promise<KnownDevice | null> {
  const { rows } = await db.query<KnownDevice>(
    `SELECT d.id, d.org_id AS "orgId", d.revoked_at IS NOT NULL AS revoked, o.epoch,
            d.enrolled_epoch AS "enrolledEpoch", d.role
     FROM devices d JOIN organisations o ON o.id = d.org_id WHERE d.token_hash = $1`,
    [hashSecret(token)],
  )
  return rows[0] ?? null
}

/** Lets a device in on a one-time code. The code is spent by it, and by nothing else. */
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
      [hashSecret(normaliseCode(request.code))],
    )
    const [org] = rows
    if (!org) return { kind: 'refused', reason: 'code' }
    if (org.recordId !== null && request.organisationId !== null && org.recordId !== request.organisationId)
      return { kind: 'refused', reason: 'other-organisation' }
    const token = newToken()
    const { rowCount } = await client.query(
      `INSERT INTO devices (id, org_id, name, token_hash, enrolled_epoch, role) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (id) DO NOTHING`,
      [request.deviceId, org.orgId, request.deviceName, hashSecret(token), org.epoch, org.role],
    )
    if (rowCount !== 1) return { kind: 'refused', reason: 'device' }
    await client.query('UPDATE enrol_codes SET used_at = now() WHERE code_hash = $1', [
      hashSecret(normaliseCode(request.code)),
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
