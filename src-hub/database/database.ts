import pg from 'pg'
import { migrations } from './migrations.ts'

/**
 * What the hub asks across organisations (who a token belongs to, the administration) and what it does for a device inside
 * one go by logins of their own: what is asked for a device could not read another organisation's rows if it tried.
 */
export type Database = Pick<pg.Pool, 'query' | 'connect'> & { readonly scoped: pg.Pool; end(): Promise<void> }
export type Transaction = pg.PoolClient

// seq and n are bigint in the database and stay far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/**
 * @param scopedUrl a login that is nothing but a member of `alpo_app`. Without one the other login takes that role on
 * connecting: `RESET ROLE` comes back to it then.
 */
export function openDatabase(
  url: string,
  onIdleError: (error: Error) => void,
  scopedUrl: string | null = null,
): Database {
  const open = (connectionString: string, max: number, role: string | null): pg.Pool => {
    const pool = new pg.Pool({
      connectionString,
      max,
      connectionTimeoutMillis: 10_000,
      ...(role === null ? {} : { options: `-c role=${role}` }),
    })
    return pool.on('error', onIdleError)
  }
  const wide = open(url, 8, null)
  const scoped = scopedUrl === null ? open(url, 16, 'alpo_app') : open(scopedUrl, 16, null)
  return {
    query: wide.query.bind(wide) as pg.Pool['query'], // its many forms, as they are
    connect: wide.connect.bind(wide) as pg.Pool['connect'],
    scoped,
    async end() {
      await Promise.all([wide.end(), scoped.end()])
    },
  }
}

/** PostgreSQL's code for a lock that was not had in time (lock_not_available). */
const lockTimeout = '55P03'
/**
 * Whoever comes after a step that waits for a table waits behind it: so long as the step's patience, and no longer. It grows,
 * so that a table that is never free for long is had in the end.
 */
const [firstWaitMs, longestWaitMs] = [25, 200]
/** After a try in vain everybody else has the table for so many times as long as it held them up. */
const pauseFactor = 14
/** A backup reads every table for as long as it takes; the step outlasts it. */
const patienceMs = 30 * 60_000

/**
 * Brings the schema up to date, while other processes of the hub work on it; several may call it at once. A step that needs
 * a table for itself does not queue for it, with everybody else behind it: it gives up soon, and tries again.
 * @throws Error naming the step, where the table was not free for {@link patienceMs}.
 */
export async function migrate(db: Database, steps: readonly string[] = migrations): Promise<void> {
  const client = await db.connect()
  try {
    await client.query('SELECT pg_advisory_lock(7462001)')
    await client.query(
      'CREATE TABLE IF NOT EXISTS schema_versions (version integer PRIMARY KEY, at timestamptz DEFAULT now())',
    )
    const { rows } = await client.query<{ version: number }>('SELECT version FROM schema_versions')
    const done = new Set(rows.map((row) => row.version))
    for (const [index, sql] of steps.entries()) if (!done.has(index + 1)) await step(client, index + 1, sql)
  } finally {
    await client.query('SELECT pg_advisory_unlock(7462001)').catch(() => undefined) // the session's end frees it too
    client.release()
  }
}

async function step(client: Transaction, version: number, sql: string): Promise<void> {
  const began = performance.now()
  for (let waitMs = firstWaitMs; ; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
    const tried = performance.now()
    try {
      await client.query(
        `BEGIN; SET LOCAL lock_timeout = ${waitMs}; ${sql}; INSERT INTO schema_versions (version) VALUES (${version}); COMMIT`,
      )
      return
    } catch (error) {
      await client.query('ROLLBACK')
      const isLocked = error instanceof Error && 'code' in error && error.code === lockTimeout
      if (!isLocked) throw error
      if (performance.now() - began > patienceMs)
        throw new Error(`step ${version} of the schema needs a table that somebody has read for half an hour`)
      // measured, not reckoned: on a busy machine a try holds the others up for longer than it was to wait
      const tookMs = performance.now() - tried
      await new Promise((resolve) => setTimeout(resolve, pauseFactor * tookMs))
    }
  }
}

/**
 * Runs `work` in a transaction that sees the rows of one organisation only (row-level security).
 * The commit is durable before the promise resolves.
 */
export async function inOrganisation<T>(
  db: Database,
  orgId: string,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  if (!/^[0-9a-f-]{36}$/.test(orgId)) throw new Error('not an organisation id')
  const client = await db.scoped.connect()
  let broken: Error | undefined
  try {
    await client.query(`BEGIN; SET LOCAL alpo.org = '${orgId}'; SET LOCAL synchronous_commit = on`)
    const result = await work(client)
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch((failure: Error) => {
      broken = failure // the connection is gone: the pool must not hand it out again
    })
    throw error
  } finally {
    client.release(broken)
  }
}
