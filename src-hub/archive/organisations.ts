import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { Database } from '../database/database.ts'
import { type Counted, linesOf } from './backup-lines.ts'

export type OrganisationRow = {
  readonly id: string
  readonly name: string
  readonly devices: number
  readonly operations: number
  readonly blobBytes: number
  readonly blobQuota: number
}

/** All that the hub knows, by name. */
export const listOrganisations = (db: Database): Promise<readonly OrganisationRow[]> =>
  selectOrganisations(db, null)

export async function findOrganisation(db: Database, id: string): Promise<OrganisationRow | null> {
  const [organisation] = await selectOrganisations(db, id)
  return organisation ?? null
}

async function selectOrganisations(db: Database, id: string | null): Promise<readonly OrganisationRow[]> {
  const { rows } = await db.query<OrganisationRow>(
    `SELECT o.id, o.name, o.last_seq AS operations, o.blob_bytes AS "blobBytes", o.blob_quota AS "blobQuota",
            (SELECT count(*) FROM devices d WHERE d.org_id = o.id AND d.revoked_at IS NULL) AS devices
     FROM organisations o WHERE $1::uuid IS NULL OR o.id = $1 ORDER BY o.name`,
    [id],
  )
  return rows
}

/**
 * Writes all that the hub holds of one organisation into a packed file, a JSON line for each row: to be read elsewhere, or
 * kept before it is erased. What lets devices in is left out.
 * @returns the number of rows.
 */
export async function exportOrganisation(db: Database, orgId: string, file: string): Promise<number> {
  const part = `${file}.part`
  const counted: Counted = { rows: 0 }
  try {
    await pipeline(
      Readable.from(exportLines(db, orgId, counted)),
      createGzip({ level: 6 }),
      createWriteStream(part, { mode: 0o600 }),
    )
    await rename(part, file)
    return counted.rows
  } finally {
    await rm(part, { force: true })
  }
}

/** All rows of one organisation, as they were at one moment. */
export async function* exportLines(db: Database, orgId: string, counted: Counted): AsyncGenerator<string> {
  const client = await db.connect()
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    yield* linesOf(client, counted, { format: 'alpo-hub-organisation', orgId })
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // it has only read
    client.release()
  }
}

/**
 * Erases an organisation with its devices, operations and files: for good, all or nothing. That it was erased is noted
 * without its name.
 * @returns false where there is no such organisation.
 */
export async function eraseOrganisation(db: Database, orgId: string): Promise<boolean> {
  const client = await db.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query('SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE', [orgId])
    if (rows.length === 0) return false
    for (const table of [
      'blobs',
      'erased_boxes',
      'set_aside',
      'operations',
      'users',
      'audit',
      'enrol_codes',
      'devices',
    ])
      await client.query(`DELETE FROM ${table} WHERE org_id = $1`, [orgId])
    await client.query('DELETE FROM organisations WHERE id = $1', [orgId])
    await client.query(`INSERT INTO audit (action) VALUES ('erase-organisation')`)
    await client.query('COMMIT')
    return true
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // after COMMIT it does nothing
    client.release()
  }
}
