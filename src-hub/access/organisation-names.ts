import type { Database } from '../database/database.ts'

/** What a person has typed may name one organisation, none, or several; everything else knows them by id. */
export type Named =
  | { readonly kind: 'one'; readonly id: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly ids: readonly string[] }

/** @param typed the name of an organisation, or its id. */
export async function findByName(db: Database, typed: string): Promise<Named> {
  const { rows } = await db.query<{ id: string }>(
    'SELECT id FROM organisations WHERE name = $1 OR id::text = lower($1) ORDER BY created_at, id',
    [typed],
  )
  const [one] = rows
  if (!one) return { kind: 'none' }
  return rows.length === 1 ? { kind: 'one', id: one.id } : { kind: 'several', ids: rows.map(({ id }) => id) }
}

/** The id of the organisation of that name, which is created when it is new. */
export async function ensureOrganisation(db: Database, name: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `INSERT INTO organisations (name) VALUES ($1)
     ON CONFLICT (name) DO UPDATE SET name = EXCLUDED.name RETURNING id`,
    [name],
  )
  const [organisation] = rows
  if (!organisation) throw new Error('an organisation was neither found nor created')
  return organisation.id
}
