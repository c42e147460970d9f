import { X509Certificate } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import type { Database } from '../database/database.ts'
import { migrations } from '../database/migrations.ts'

export type Finding = { readonly isOk: boolean; readonly text: string }

const minFreeBytes = 2_000_000_000
const soonDays = 30

/** What an operator should look at before they are called: the database, its promises, its order, room, and the certificate. */
export async function examine(
  db: Database,
  {
    folder,
    certificate,
    today,
  }: { readonly folder: string; readonly certificate: string | null; readonly today: Date },
): Promise<readonly Finding[]> {
  const found: Finding[] = []
  const say = (isOk: boolean, text: string): void => void found.push({ isOk, text })
  const setting = async (name: string): Promise<string> =>
    (await db.query<{ value: string }>('SELECT current_setting($1) AS value', [name])).rows[0]?.value ?? ''

  const version = Number(await setting('server_version_num'))
  say(version >= 150_000, `PostgreSQL ${Math.floor(version / 10_000)} (15 or later is needed)`)
  for (const name of ['fsync', 'full_page_writes', 'synchronous_commit'])
    say(
      (await setting(name)) !== 'off',
      `${name} is ${await setting(name)} (off loses what devices were told is stored)`,
    )
  const { rows: versions } = await db.query<{ version: number }>(
    'SELECT max(version) AS version FROM schema_versions',
  )
  say(
    versions[0]?.version === migrations.length,
    `schema ${versions[0]?.version ?? 0} of ${migrations.length}`,
  )
  const { rows: open } = await db.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND NOT relrowsecurity
     AND relname IN ('organisations', 'devices', 'operations', 'set_aside', 'audit', 'blobs', 'blob_pieces', 'users', 'erased_boxes')`,
  )
  say(
    open.length === 0,
    `row-level security ${open.length === 0 ? 'is on' : `is off: ${open.map(({ name }) => name).join(', ')}`}`,
  )
  const { rows: torn } = await db.query<{ name: string }>(
    `SELECT o.name FROM organisations o LEFT JOIN LATERAL (
       SELECT count(*) AS count, coalesce(max(seq), 0) AS highest FROM operations WHERE org_id = o.id) n ON true
     WHERE n.count <> o.last_seq OR n.highest <> o.last_seq`,
  )
  say(
    torn.length === 0,
    torn.length === 0
      ? 'the order of every organisation is dense'
      : `the order has gaps: ${torn.map(({ name }) => name).join(', ')}`,
  )
  const { rows: full } = await db.query<{ name: string }>(
    'SELECT name FROM organisations WHERE blob_bytes > 0.9 * blob_quota OR operation_bytes > 0.9 * operation_quota',
  )
  say(
    full.length === 0,
    full.length === 0
      ? 'no quota is nearly used up'
      : `quota nearly used up: ${full.map(({ name }) => name).join(', ')}`,
  )
  const disk = await statfs(folder).catch(() => null)
  if (disk) {
    const free = disk.bavail * disk.bsize
    say(free > minFreeBytes, `${(free / 1e9).toFixed(1)} GB free in ${folder}`)
  }
  if (certificate) {
    const until = new Date(new X509Certificate(certificate).validTo)
    const days = Math.floor((until.getTime() - today.getTime()) / 86_400_000)
    say(days > soonDays, `the certificate is valid for ${days} more days`)
  }
  return found
}
