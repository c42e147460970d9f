import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, inOrganisation, migrate, openDatabase } from '../../src-hub/database/database.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src-hub/database/embedded-database.ts'
import { setUpLogins } from '../../src-hub/database/embedded-logins.ts'
import { migrations } from '../../src-hub/database/migrations.ts'
import { setPassphrase } from '../../src-hub/web/passphrase.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
/** As the hub of an office opens it, and where somebody else's database is given with one login. */
let databases: Record<'its own' | 'given', Database>
beforeAll(async () => {
  hub = await setupHub()
  databases = {
    'its own': openDatabase(hub.logins.adminUrl, () => undefined, hub.logins.scopedUrl),
    given: openDatabase(hub.logins.ownerUrl, () => undefined),
  }
})
afterAll(async () => {
  for (const db of Object.values(databases ?? {})) await db.end()
  await hub?.stop()
})

/** What the statement answers to whoever has got into what is asked for a device. */
const inside = async (db: Database, orgId: string, ...statements: readonly string[]): Promise<unknown> =>
  inOrganisation(db, orgId, async (tx) => {
    let rows: unknown[] = []
    for (const statement of statements) rows = (await tx.query(statement)).rows
    return rows
  }).catch((error: Error) => error.message)

describe('the logins of the hub', () => {
  it.each(['its own', 'given'] as const)(
    'D16: what is asked for a device reads neither tokens nor the passphrase, and changes no roles (%s database)',
    async (which) => {
      const db = databases[which]
      const device = await enrol(hub)
      await setPassphrase(hub.db, 'kaksitoista merkkiä')
      const { rows } = await hub.db.query<{ id: string }>('SELECT org_id AS id FROM devices WHERE id = $1', [
        device.id,
      ])
      const orgId = rows[0]?.id ?? ''

      for (const statement of [
        'SELECT admin_passphrase FROM hub',
        'SELECT token_hash FROM devices',
        "UPDATE devices SET role = 'admin'",
        "UPDATE devices SET token_hash = 'x'",
        'UPDATE devices SET revoked_at = NULL',
        'UPDATE devices SET org_id = id',
        'UPDATE organisations SET operation_quota = 1e15',
        'UPDATE organisations SET name = name',
        'SELECT * FROM enrol_codes',
        'SELECT * FROM admin_sessions',
        'SELECT * FROM erased_boxes',
        'DELETE FROM operations',
        'UPDATE operations SET seq = seq + 1',
        'DROP POLICY own_organisation ON operations',
        'ALTER TABLE operations DISABLE ROW LEVEL SECURITY',
        'CREATE TABLE mine (id int)',
      ])
        expect([statement, await inside(db, orgId, statement)]).toEqual([
          statement,
          expect.stringMatching(/permission denied|must be owner/),
        ])
      // the statements of every day
      expect(await inside(db, orgId, 'SELECT id, role, last_n FROM devices')).toHaveLength(1)
    },
  )
  it.each(['its own', 'given'] as const)(
    'D16: RESET ROLE reveals nothing of another organisation (%s database)',
    async (which) => {
      const db = databases[which]
      const [one, two] = [await enrol(hub), await enrol(hub)]
      await two.call({ kind: 'push', operations: [two.put(1)] })
      const { rows } = await hub.db.query<{ id: string }>('SELECT org_id AS id FROM devices WHERE id = $1', [
        one.id,
      ])
      const orgId = rows[0]?.id ?? ''

      expect(await inside(db, orgId, 'RESET ROLE', 'SELECT * FROM operations')).toEqual([])
      expect(await inside(db, orgId, 'RESET ALL', 'SELECT admin_passphrase FROM hub')).toMatch(
        /permission denied/,
      )
      expect(
        await inside(db, orgId, 'RESET ROLE', 'SELECT rolsuper FROM pg_roles WHERE rolname = current_user'),
      ).toEqual([{ rolsuper: false }])
    },
  )
  it('D16: nobody but the embedded database itself is a superuser, and no login takes another’s role', async () => {
    for (const url of [hub.logins.ownerUrl, hub.logins.adminUrl, hub.logins.scopedUrl]) {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      const { rows } = await client.query<Record<string, boolean>>(
        'SELECT rolsuper, rolcreaterole, rolcreatedb, rolbypassrls FROM pg_roles WHERE rolname = session_user',
      )
      expect(Object.values(rows[0] ?? {})).toEqual([false, false, false, false])
      await expect(client.query('SET ROLE alpo')).rejects.toThrow(/permission denied/)
      if (url !== hub.logins.ownerUrl) {
        await expect(client.query('SET ROLE alpo_owner')).rejects.toThrow(/permission denied/)
        await expect(client.query('CREATE TABLE mine (id int)')).rejects.toThrow(/permission denied/)
      }
      if (url === hub.logins.scopedUrl)
        await expect(client.query('SET ROLE alpo_admin')).rejects.toThrow(/permission denied/)
      await client.end()
    }
    const { rows } = await hub.db.query<{ name: string }>(
      `SELECT DISTINCT usename AS name FROM pg_stat_activity WHERE datname = current_database() AND usename IS NOT NULL`,
    )
    expect(rows.map(({ name }) => name)).not.toContain('alpo')
  })
  it('D16: a database of before, whose tables the superuser owns, is handed over', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-hub-'))
    let embedded: EmbeddedDatabase | null = null
    try {
      embedded = await startEmbeddedDatabase(folder)
      const before = openDatabase(embedded.superuserUrl, () => undefined)
      await migrate(before, migrations.slice(0, 10))
      const organisation = randomUUID()
      await before.query('INSERT INTO organisations (name) VALUES ($1)', [organisation])
      await before.end()

      const password = decodeURIComponent(new URL(embedded.superuserUrl).password)
      const logins = await setUpLogins(embedded.superuserUrl, password)
      const owner = openDatabase(logins.ownerUrl, () => undefined)
      await migrate(owner)
      await owner.end()
      const db = openDatabase(logins.adminUrl, () => undefined, logins.scopedUrl)
      const { rows } = await db.query('SELECT name FROM organisations')
      await db.end()

      expect(rows).toEqual([{ name: organisation }])
    } finally {
      await embedded?.stop()
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
