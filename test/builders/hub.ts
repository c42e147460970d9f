import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { createEnrolCode } from '../../src-hub/access/administration.ts'
import { ensureOrganisation } from '../../src-hub/access/organisation-names.ts'
import { type Database, migrate, openDatabase } from '../../src-hub/database/database.ts'
import { startEmbeddedDatabase } from '../../src-hub/database/embedded-database.ts'
import type { Logins } from '../../src-hub/database/embedded-logins.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { noteDatabasePlace } from '../../src-hub/order/epochs.ts'
import type { WebOptions } from '../../src-hub/web/routes.ts'
import type { Role } from '../../src-shared/kernel/role.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'

export type TestHub = {
  /** As the owner of the tables; the hub itself has the logins of an office's. */
  readonly db: Database
  readonly hub: FastifyInstance
  readonly url: string
  readonly logins: Logins
  stop(): Promise<void>
}

/** A real hub on a real PostgreSQL in a folder that goes away with it. */
export async function setupHub(web?: Omit<WebOptions, 'db'>): Promise<TestHub> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-hub-'))
  const embedded = await startEmbeddedDatabase(folder)
  const hub = await setupHubOn(embedded, web)
  return {
    ...hub,
    async stop() {
      await hub.stop()
      await embedded.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Another hub, on a database of its own in the same PostgreSQL. */
export async function setupHubBeside({ logins }: TestHub): Promise<TestHub> {
  const name = `beside_${randomUUID().replaceAll('-', '')}`
  const superuser = new pg.Client({ connectionString: logins.superuserUrl })
  await superuser.connect()
  await superuser.query(`CREATE DATABASE ${name} OWNER alpo_owner`)
  await superuser.end()
  const there = (address: string): string => {
    const url = new URL(address)
    url.pathname = `/${name}`
    return url.href
  }
  return setupHubOn({
    superuserUrl: there(logins.superuserUrl),
    ownerUrl: there(logins.ownerUrl),
    adminUrl: there(logins.adminUrl),
    scopedUrl: there(logins.scopedUrl),
  })
}

async function setupHubOn(logins: Logins, web?: Omit<WebOptions, 'db'>): Promise<TestHub> {
  const db = openDatabase(logins.ownerUrl, () => undefined)
  const ofHub = openDatabase(logins.adminUrl, () => undefined, logins.scopedUrl)
  await migrate(db)
  await noteDatabasePlace(db)
  // a test enrols in a second what an office does in a year
  const perMinute = { device: 1_000_000, enrol: 1_000_000 }
  const hub = await createHub({ db: ofHub, logLevel: 'silent', perMinute, ...(web ? { web } : {}) })
  const url = await hub.listen({ host: '127.0.0.1', port: 0 })
  return {
    db,
    hub,
    url,
    logins,
    async stop() {
      await hub.close()
      await ofHub.end()
      await db.end()
    },
  }
}

/** An answer as JSON gives it: a test reads what it expects. */
type Answer = Record<string, ReturnType<typeof JSON.parse>>

export type HubDevice = {
  readonly id: string
  readonly token: string
  call(message: Record<string, unknown>): Promise<Answer>
  put(n: number, over?: Partial<Operation>): Operation
}

/** A one-time code for the organisation of that name, which is created when it is new. */
export const enrolCodeFor = async (
  db: Database,
  organisation: string,
  role: Role | null = null,
): Promise<string> => createEnrolCode(db, await ensureOrganisation(db, organisation), role)

export async function enrol(
  { db, url }: Pick<TestHub, 'db' | 'url'>,
  organisation = randomUUID(),
  role: Role = 'admin',
): Promise<HubDevice> {
  const code = await enrolCodeFor(db, organisation, role)
  const id = randomUUID()
  const answer = await post(`${url}/v1/enrol`, {
    protocol,
    code,
    deviceId: id,
    deviceName: 'Laptop',
    organisationId: null,
  })
  const token = String(answer.token)
  return {
    id,
    token,
    call: (message) => post(`${url}/v1/sync`, { protocol, ...message }, token),
    put: (n, over = {}) => ({
      deviceId: id,
      n,
      entity: 'site',
      id: '11111111-1111-4111-8111-111111111111',
      kind: 'put',
      fields: { name: `Site ${n}` },
      base: {},
      actor: '22222222-2222-4222-8222-222222222222',
      at: '2026-03-03T10:00:00Z',
      ...over,
    }),
  }
}

export async function post(url: string, body: unknown, token = ''): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return (await response.json()) as Record<string, unknown>
}
