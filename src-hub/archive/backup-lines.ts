import { createHash } from 'node:crypto'
import type { Transaction } from '../database/database.ts'
import { migrations } from '../database/migrations.ts'

/** In the order in which their rows can be put back. */
export const tables = [
  'hub',
  'organisations',
  'devices',
  'enrol_codes',
  'operations',
  'set_aside',
  'audit',
  'blobs',
  'blob_pieces',
  'users',
  'erased_boxes',
  // the sessions of administrators are of no use in another hub
] as const
export type TableName = (typeof tables)[number]
export const rowsAtOnce = 500
export type Counted = { rows: number }

type What =
  /** All that there is, as it is. */
  | { readonly format: 'alpo-hub-backup' }
  /** The rows of one organisation, without what lets devices in. */
  | { readonly format: 'alpo-hub-organisation'; readonly orgId: string }

/** All rows as JSON lines, with a head that says what they are, and an end that proves that none is missing. */
export async function* linesOf(client: Transaction, counted: Counted, what: What): AsyncGenerator<string> {
  const hash = createHash('sha256')
  const line = (value: unknown): string => {
    const text = `${JSON.stringify(value)}\n`
    hash.update(text)
    return text
  }
  yield line({
    format: what.format,
    version: 1,
    schema: migrations.length,
    at: new Date().toISOString(),
  })
  for (const table of tables) {
    const query = queryOf(table, what)
    if (query === null) continue
    await client.query(`DECLARE backup_rows CURSOR FOR ${query}`)
    for (;;) {
      const { rows } = await client.query<{ row: unknown }>(`FETCH ${rowsAtOnce} FROM backup_rows`)
      for (const { row } of rows) yield line({ table, row })
      counted.rows += rows.length
      if (rows.length < rowsAtOnce) break
    }
    await client.query('CLOSE backup_rows')
  }
  yield `${JSON.stringify({ end: true, rows: counted.rows, sha256: hash.digest('hex') })}\n`
}

function queryOf(table: TableName, what: What): string | null {
  if (what.format === 'alpo-hub-backup') return `SELECT to_jsonb(t) AS row FROM ${table} t`
  if (table === 'hub' || table === 'enrol_codes') return null
  if (!/^[0-9a-f-]{36}$/.test(what.orgId)) throw new Error('not an organisation id')
  const key = table === 'organisations' ? 'id' : 'org_id'
  return `SELECT to_jsonb(t) - 'token_hash' AS row FROM ${table} t WHERE ${key} = '${what.orgId}'`
}
