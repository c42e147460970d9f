import { randomBytes } from 'node:crypto'
import { hashSecret } from '../access/secrets.ts'
import type { Database } from '../database/database.ts'

/** An administrator who has signed in. */
export type Session = {
  /** Who, for the audit: `passphrase`, or issuer and subject. */
  readonly who: string
  /** Sent back by every form: a page of another site cannot know it. */
  readonly csrf: string
}
const sessionHours = 8

/** @returns the value of the cookie; the database holds its hash. */
export async function openSession(db: Database, who: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query('DELETE FROM admin_sessions WHERE expires_at < now()')
  await db.query(
    `INSERT INTO admin_sessions (token_hash, who, csrf, expires_at)
     VALUES ($1, $2, $3, now() + make_interval(hours => $4))`,
    [hashSecret(token), who, randomBytes(18).toString('base64url'), sessionHours],
  )
  return token
}

export async function readSession(db: Database, token: string | undefined): Promise<Session | null> {
  if (!token) return null
  const { rows } = await db.query<Session>(
    'SELECT who, csrf FROM admin_sessions WHERE token_hash = $1 AND expires_at > now()',
    [hashSecret(token)],
  )
  return rows[0] ?? null
}

export async function closeSession(db: Database, token: string | undefined): Promise<void> {
  if (token) await db.query('DELETE FROM admin_sessions WHERE token_hash = $1', [hashSecret(token)])
}

export const browserDays = 180

/** Remembers the browser beyond the session. @returns the value of its cookie; it lets nobody in, it only counts guesses apart. */
export async function rememberBrowser(db: Database): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await db.query('DELETE FROM admin_browsers WHERE expires_at < now()')
  await db.query(
    'INSERT INTO admin_browsers (token_hash, expires_at) VALUES ($1, now() + make_interval(days => $2))',
    [hashSecret(token), browserDays],
  )
  return token
}

export async function isKnownBrowser(db: Database, token: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'SELECT 1 FROM admin_browsers WHERE token_hash = $1 AND expires_at > now()',
    [hashSecret(token)],
  )
  return rowCount === 1
}
