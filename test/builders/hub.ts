import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createEnrolCode } from '../../src-hub/administration.ts'
import { type Database, migrate, openDatabase } from '../../src-hub/database.ts'
import { startEmbeddedDatabase } from '../../src-hub/embedded-database.ts'
import { noteDatabasePlace } from '../../src-hub/epochs.ts'
import { createHub } from '../../src-hub/server.ts'
import type { WebOptions } from '../../src-hub/web/routes.ts'
import type { Role } from '../../src-shared/domain/role.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'

export type TestHub = {
  readonly db: Database
  readonly hub: FastifyInstance
  readonly url: string
  readonly databaseUrl: string
  stop(): Promise<void>
}

/** A real hub on a real PostgreSQL in a folder that goes away with it. */
export async function setupHub(web?: Omit<WebOptions, 'db'>): Promise<TestHub> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-hub-'))
  const embedded = await startEmbeddedDatabase(folder)
  const hub = await setupHubOn(embedded.url, web)
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
export async function setupHubBeside({ db, databaseUrl }: TestHub): Promise<TestHub> {
  const name = `beside_${randomUUID().replaceAll('-', '')}`
  await db.query(`CREATE DATABASE ${name}`)
  const url = new URL(databaseUrl)
  url.pathname = `/${name}`
  return setupHubOn(url.href)
}

async function setupHubOn(databaseUrl: string, web?: Omit<WebOptions, 'db'>): Promise<TestHub> {
  const db = openDatabase(databaseUrl, () => undefined)
  await migrate(db)
  await noteDatabasePlace(db)
  // a test enrols in a second what an office does in a year
  const perMinute = { device: 1_000_000, enrol: 1_000_000 }
  const hub = await createHub({ db, logLevel: 'silent', perMinute, ...(web ? { web } : {}) })
  const url = await hub.listen({ host: '127.0.0.1', port: 0 })
  return {
    db,
    hub,
    url,
    databaseUrl,
    async stop() {
      await hub.close()
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

export async function enrol(
  { db, url }: Pick<TestHub, 'db' | 'url'>,
  organisation = randomUUID(),
  role: Role = 'admin',
): Promise<HubDevice> {
  const code = await createEnrolCode(db, organisation, role)
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
