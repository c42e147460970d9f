import { hash, verify } from '@node-rs/argon2'
import type { Database } from '../database/database.ts'

/** RFC 9106, second recommended option, as the application itself uses it. */
const options = { memoryCost: 65_536, timeCost: 3, parallelism: 1 } as const
export const shortestPassphrase = 12

export async function setPassphrase(db: Database, passphrase: string): Promise<void> {
  await db.query('UPDATE hub SET admin_passphrase = $1', [await hash(passphrase.normalize('NFKC'), options)])
  // whoever had signed in with the old one has to know the new one
  await db.query(`DELETE FROM admin_sessions WHERE who = 'passphrase'`)
}

export async function hasPassphrase(db: Database): Promise<boolean> {
  const { rows } = await db.query<{ has: boolean }>('SELECT admin_passphrase IS NOT NULL AS has FROM hub')
  return rows[0]?.has ?? false
}

export async function isPassphrase(db: Database, typed: string): Promise<boolean> {
  const { rows } = await db.query<{ hashed: string | null }>('SELECT admin_passphrase AS hashed FROM hub')
  const hashed = rows[0]?.hashed
  return hashed ? verify(hashed, typed.normalize('NFKC')) : false
}
