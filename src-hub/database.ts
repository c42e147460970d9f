import pg from 'pg'
import { migrations } from './migrations.ts'

export type Database = pg.Pool
export type Transaction = pg.PoolClient

// seq and n are bigint in the database and stay far below 2^53
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

export function openDatabase(url: string, onIdleError: (error: Error) => void): Database {
  const pool = new pg.Pool({ connectionString: url, max: 16, connectionTimeoutMillis: 10_000 })
  pool.on('error', onIdleError)
  return pool
}

const lockTimeout = '55P03'
const [lockMs, mostTries] = [2000, 30]

/**
 * Brings the schema up to date, while other processes of the hub work on it; several may call it at once. A step that needs
 * a table for itself does not queue for it, with everybody else behind it: it gives up soon, and tries again.
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
  for (let tries = 1; ; tries++)
    try {
      await client.query(
        `BEGIN; SET LOCAL lock_timeout = ${lockMs}; ${sql}; INSERT INTO schema_versions (version) VALUES (${version}); COMMIT`,
      )
      return
    } catch (error) {
      await client.query('ROLLBACK')
      const isLocked = error instanceof Error && 'code' in error && error.code === lockTimeout
      if (!isLocked || tries === mostTries) throw error
      await new Promise((resolve) => setTimeout(resolve, lockMs * Math.random()))
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
  const client = await db.connect()
  let broken: Error | undefined
  try {
    await client.query(
      `BEGIN; SET LOCAL ROLE alpo_app; SET LOCAL alpo.org = '${orgId}'; SET LOCAL synchronous_commit = on`,
    )
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
