import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { createEnrolCode } from '../../src-hub/administration.ts'
import { openDatabase } from '../../src-hub/database.ts'
import { commit } from '../../src-renderer/data/commit.ts'
import { unsent } from '../../src-renderer/data/outbox.ts'
import { listRows } from '../../src-renderer/data/records.ts'
import type { Store } from '../../src-renderer/data/store.ts'
import { syncStorageOf } from '../../src-renderer/data/sync-storage.ts'
import { type Exchange, syncOnce } from '../../src-renderer/sync/engine.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { post } from '../builders/hub.ts'
import { aSite, aVisit, setupStore } from '../builders/store.ts'
import { randomOf } from './random.ts'

/** A hundred runs are asked for with `ALPO_RUNS=100 npx vitest run test/sim/faults.test.ts`. */
const runs = Number(process.env.ALPO_RUNS ?? 4)

type Running = { readonly child: ChildProcess; readonly url: string; readonly databaseUrl: string }

/** The hub as an office starts it, with its embedded database. */
async function startHub(folder: string, port: number): Promise<Running> {
  const child = spawn(process.execPath, ['src-hub/cli.ts'], {
    env: { ...process.env, ALPO_HUB_DATA: folder, ALPO_HUB_PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += String(chunk)
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}: ${said}`)))
    createInterface(child.stdout as NonNullable<typeof child.stdout>).on('line', (line) => {
      const found = /listens at (\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  child.removeAllListeners('exit')
  const running = JSON.parse(readFileSync(path.join(folder, 'running.json'), 'utf8')) as { url: string }
  return { child, url, databaseUrl: running.url }
}

const ended = (child: ChildProcess): Promise<void> =>
  child.exitCode !== null || child.signalCode !== null
    ? Promise.resolve()
    : new Promise((resolve) => child.once('exit', () => resolve()))

/** The processes of PostgreSQL that work on a folder, the first of them the postmaster. */
function postgresPids(folder: string): number[] {
  const listed = execFileSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
  return listed
    .split('\n')
    .filter((line) => line.includes(folder) && /postgres/.test(line) && !line.includes('cli.ts'))
    .map((line) => Number(line.trim().split(' ')[0]))
}

it(`loses nothing that was acknowledged when the hub or its database is killed (${runs} runs)`, {
  timeout: 60_000 + runs * 20_000,
}, async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-faults-'))
  const random = randomOf(11)
  let hub = await startHub(folder, 0)
  const port = Number(new URL(hub.url).port)
  const db = openDatabase(hub.databaseUrl, () => undefined)
  const organisation = randomUUID()
  const devices: { store: Store; exchange: Exchange }[] = []
  for (let index = 0; index < 3; index++) {
    const store = await setupStore()
    const { token } = await post(`${hub.url}/v1/enrol`, {
      ...{ protocol, code: await createEnrolCode(db, organisation), deviceId: store.deviceId },
      ...{ deviceName: 'PC', organisationId: null },
    })
    const exchange: Exchange = async ({ message }) => {
      try {
        return {
          kind: 'answer',
          response: SyncResponse.parse(await post(`${hub.url}/v1/sync`, message, token)),
        }
      } catch {
        return { kind: 'unreachable', reason: 'offline' }
      }
    }
    devices.push({ store, exchange })
  }
  await db.end()
  const written = new Set<string>()
  const siteId = randomUUID()
  for (let run = 0; run < runs; run++) {
    let isUp = true
    const working = devices.map(async ({ store, exchange }) => {
      while (isUp) {
        const id = randomUUID()
        await commit(store, [
          { entity: 'visit', id, kind: 'put', fields: aVisit(), isNew: true },
          { entity: 'site', id: siteId, kind: 'put', fields: { ...aSite(), name: `Nimi ${id}` } },
        ])
        written.add(id)
        await syncOnce(syncStorageOf(store), exchange)
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 30 + random.below(500)))
    const isDatabase = random.chance(0.5)
    if (isDatabase) for (const pid of postgresPids(folder)) process.kill(pid, 'SIGKILL')
    if (isDatabase) await new Promise((resolve) => setTimeout(resolve, 100))
    hub.child.kill('SIGKILL')
    await ended(hub.child)
    isUp = false
    await Promise.all(working)
    hub = await startHub(folder, port)
  }
  for (const { store, exchange } of [...devices, ...devices])
    expect(await syncOnce(syncStorageOf(store), exchange)).toEqual({ kind: 'all-sent' })

  expect(written.size).toBeGreaterThan(runs * 3)
  const names = new Set<string>()
  for (const { store } of devices) {
    expect((await unsent(store)).count).toBe(0)
    expect(new Set((await listRows(store, 'visit')).map(({ id }) => id))).toEqual(written)
    names.add((await listRows(store, 'site'))[0]?.fields.name ?? '')
  }
  expect(names.size).toBe(1)
  hub.child.kill('SIGTERM')
  await ended(hub.child)
  rmSync(folder, { recursive: true, force: true })
})
