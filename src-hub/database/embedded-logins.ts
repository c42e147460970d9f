import { createHmac } from 'node:crypto'
import pg from 'pg'

/** The addresses of the embedded database, each with a login that may do one thing. */
export type Logins = {
  /** Makes databases and logins: at the start, and for nothing else. */
  readonly superuserUrl: string
  /** Owns the tables: brings the schema up to date, and puts backups back. */
  readonly ownerUrl: string
  /** What the hub does across organisations. */
  readonly adminUrl: string
  /** What the hub does for a device, in one organisation. */
  readonly scopedUrl: string
}
const [owner, admin, scoped] = ['alpo_owner', 'alpo_hub_admin', 'alpo_hub'] as const

/**
 * Makes the logins where they are missing, and hands the tables of an earlier version over to their owner. Their passwords
 * follow from that of the superuser, which stands in one file.
 */
export async function setUpLogins(superuserUrl: string, password: string): Promise<Logins> {
  const passwordOf = (name: string): string =>
    createHmac('sha256', password).update(`alpo-hub/${name}`).digest('base64url')
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock(7462002)')
    for (const role of ['alpo_app', 'alpo_admin']) await makeRole(client, role, 'NOLOGIN')
    for (const name of [owner, admin, scoped])
      await makeRole(
        client,
        name,
        `LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD '${passwordOf(name)}'`,
      )
    await client.query(`
      GRANT alpo_app, alpo_admin TO ${owner} WITH ADMIN OPTION;
      GRANT alpo_admin TO ${admin};
      GRANT alpo_app TO ${scoped};
      DO $$ DECLARE one regclass; BEGIN
        EXECUTE format('ALTER DATABASE %I OWNER TO ${owner}', current_database());
        FOR one IN SELECT oid FROM pg_class
                   WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relowner <> '${owner}'::regrole LOOP
          EXECUTE format('ALTER TABLE %s OWNER TO ${owner}', one);
        END LOOP;
      END $$`)
  } finally {
    await client.end()
  }
  const urlOf = (name: string): string => {
    const url = new URL(superuserUrl)
    url.username = name
    url.password = passwordOf(name)
    return url.href
  }
  return { superuserUrl, ownerUrl: urlOf(owner), adminUrl: urlOf(admin), scopedUrl: urlOf(scoped) }
}

/** @param options ours, with a password of letters, digits, hyphens and underscores. */
async function makeRole(client: pg.Client, name: string, options: string): Promise<void> {
  const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name])
  await client.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${name} ${options}`)
}
