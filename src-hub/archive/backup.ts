import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import type { Database, Transaction } from '../database/database.ts'
import { migrations } from '../database/migrations.ts'
import { beginEpochs } from '../order/epochs.ts'
import { type Counted, linesOf, rowsAtOnce, type TableName, tables } from './backup-lines.ts'
import { packedLines } from './packed-lines.ts'

const Head = z.object({
  format: z.literal('alpo-hub-backup'),
  version: z.literal(1),
  schema: z.int(),
  at: z.string(),
})
const Line = z.union([
  z.object({ table: z.enum(tables), row: z.record(z.string(), z.unknown()) }),
  z.object({ end: z.literal(true), rows: z.int(), sha256: z.string() }),
])

/**
 * Writes all that the hub holds, as it was at one moment, into one packed file, while the hub goes on working. For a hub
 * with its embedded database; a managed PostgreSQL has its own, better ways.
 * @returns the number of rows. @throws the system's error; a half-written file is not left under the name.
 */
export async function backup(db: Database, file: string): Promise<number> {
  const client = await db.connect()
  const part = `${file}.part`
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const counted: Counted = { rows: 0 }
    await pipeline(
      Readable.from(linesOf(client, counted, { format: 'alpo-hub-backup' })),
      createGzip({ level: 6 }),
      createWriteStream(part, { mode: 0o600 }),
    )
    await rename(part, file)
    return counted.rows
  } finally {
    await rm(part, { force: true })
    await client.query('ROLLBACK').catch(() => undefined) // it has only read
    client.release()
  }
}

/** A backup that cannot be put back, in words for whoever runs the hub. */
export class BadBackup extends Error {}

/**
 * Puts a backup into an empty hub, all or nothing, and begins a new epoch: devices then send again what came after it (S7a).
 * @throws BadBackup where the file is cut, changed, or of another version, or the hub is not empty.
 */
export async function restore(db: Database, file: string): Promise<number> {
  const client = await db.connect()
  try {
    await client.query('BEGIN')
    const { rows } = await client.query('SELECT 1 FROM organisations LIMIT 1')
    if (rows.length > 0)
      throw new BadBackup(
        'this hub holds organisations already: restore into an empty folder (ALPO_HUB_DATA)',
      )
    await client.query('DELETE FROM hub')
    const count = await putBack(client, file)
    await client.query(
      `SELECT setval(pg_get_serial_sequence('audit', 'id'), coalesce(max(id), 0) + 1, false) FROM audit`,
    )
    await beginEpochs(client)
    await client.query('UPDATE hub SET place = NULL')
    await client.query('COMMIT')
    return count
  } finally {
    await client.query('ROLLBACK').catch(() => undefined) // after COMMIT it does nothing
    client.release()
  }
}

async function putBack(client: Transaction, file: string): Promise<number> {
  const hash = createHash('sha256')
  let pending: { table: TableName; rows: unknown[] } | null = null
  let [count, isFirst] = [0, true]
  const flush = async (): Promise<void> => {
    if (!pending || pending.rows.length === 0) return
    await client.query(
      `INSERT INTO ${pending.table} OVERRIDING SYSTEM VALUE SELECT * FROM jsonb_populate_recordset(NULL::${pending.table}, $1::jsonb)`,
      [JSON.stringify(pending.rows)],
    )
    pending = null
  }
  try {
    for await (const text of packedLines(file)) {
      if (isFirst) {
        const head = Head.safeParse(asJson(text))
        if (!head.success) throw new BadBackup('this is no backup of a hub')
        if (head.data.schema !== migrations.length)
          throw new BadBackup(
            `the backup is of schema ${head.data.schema}, this hub of ${migrations.length}: restore it with its own version, and then update`,
          )
        isFirst = false
        hash.update(`${text}\n`)
        continue
      }
      const line = Line.safeParse(asJson(text))
      if (!line.success) throw new BadBackup('the file is damaged')
      if ('end' in line.data) {
        await flush()
        if (line.data.rows !== count || line.data.sha256 !== hash.digest('hex'))
          throw new BadBackup('the file was changed')
        return count
      }
      hash.update(`${text}\n`)
      const { table, row } = line.data
      if (pending && (pending.table !== table || pending.rows.length === rowsAtOnce)) await flush()
      pending ??= { table, rows: [] }
      pending.rows.push(row)
      count++
    }
  } catch (error) {
    const isUnpacking =
      error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_')
    throw isUnpacking ? new BadBackup('the file is cut or damaged') : error
  }
  throw new BadBackup('the file is cut')
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
