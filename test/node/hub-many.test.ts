import { type ChildProcess, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Database, migrate, openDatabase } from '../../src-hub/database/database.ts'
import { type EmbeddedDatabase, startEmbeddedDatabase } from '../../src-hub/database/embedded-database.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { limits, protocol } from '../../src-shared/sync/messages.ts'
import { enrol, post } from '../builders/hub.ts'
import { roundRobin } from '../builders/round-robin.ts'

type HubProcess = { readonly child: ChildProcess; readonly url: string }

let folder: string
let embedded: EmbeddedDatabase
let db: Database
beforeAll(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-many-'))
  embedded = await startEmbeddedDatabase(folder)
  db = openDatabase(embedded.ownerUrl, () => undefined)
  await migrate(db)
})
afterAll(async () => {
  await db?.end()
  await embedded?.stop()
  rmSync(folder, { recursive: true, force: true })
})

/** A hub as an operator starts it, on a database of their own. */
async function startHubProcess(): Promise<HubProcess> {
  const child = spawn(process.execPath, ['src-hub/command/cli.ts'], {
    env: {
      ...process.env,
      DATABASE_URL: embedded.ownerUrl,
      ALPO_HUB_PORT: '0',
      ALPO_HUB_DATA: mkdtempSync(path.join(os.tmpdir(), 'alpo-hub-run-')),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the hub ended with ${code}`)))
    createInterface(child.stdout as NonNullable<typeof child.stdout>).on('line', (line) => {
      const found = /listens at (\S+)/.exec(line)?.[1]
      if (found) resolve(found)
    })
  })
  return { child, url }
}

describe('several hub processes on one database', () => {
  it('[S2] keep one order behind a round-robin proxy, also when one of them is killed', async () => {
    const hubs = await Promise.all([startHubProcess(), startHubProcess(), startHubProcess()])
    const balancer = await roundRobin(hubs.map(({ url }) => url))
    try {
      const organisation = randomUUID()
      const at = { db, url: balancer.url }
      const devices = []
      for (let index = 0; index < 6; index++) devices.push(await enrol(at, organisation))
      const untilAnswered = async <T extends { kind?: string }>(work: () => Promise<T>): Promise<T> => {
        for (let tries = 0; ; tries++) {
          const answer = await work().catch(() => null)
          if (answer?.kind && answer.kind !== 'refused') return answer
          if (tries > 50) throw new Error(`no answer: ${JSON.stringify(answer)}`)
          await new Promise((resolve) => setTimeout(resolve, 50))
        }
      }
      const writing = devices.map(async (device) => {
        for (let n = 1; n <= 100; n += 5) {
          const operations = [0, 1, 2, 3, 4].map((i) => device.put(n + i))
          const answer = await untilAnswered(() => device.call({ kind: 'push', operations }))
          expect(answer.kind).toBe('pushed')
        }
      })
      setTimeout(() => hubs[1]?.child.kill('SIGKILL'), 200)
      await Promise.all(writing)

      const [reader] = devices
      const answer = await untilAnswered(() =>
        reader
          ? reader.call({ kind: 'pull', after: 0, limit: 5000 })
          : Promise.reject(new Error('no device')),
      )
      const operations = answer.operations as { seq: number; deviceId: string; n: number }[]
      expect(operations.map(({ seq }) => seq)).toEqual(Array.from({ length: 600 }, (_, index) => index + 1))
      expect(new Set(operations.map(({ deviceId, n }) => `${deviceId}/${n}`)).size).toBe(600)
    } finally {
      await balancer.close()
      for (const { child } of hubs) child.kill('SIGTERM')
    }
  })
  it('wake a device that waits at one of them when another takes something in', async () => {
    const [near, far] = await Promise.all([startHubProcess(), startHubProcess()])
    try {
      const organisation = randomUUID()
      const [waiter, writer] = [
        await enrol({ db, url: near.url }, organisation),
        await enrol({ db, url: far.url }, organisation),
      ]
      const stranger = await enrol({ db, url: far.url })

      expect(await waiter.call({ kind: 'wait', after: -1 })).toMatchObject({ kind: 'refused' })
      const waiting = waiter.call({ kind: 'wait', after: 0 })
      await stranger.call({ kind: 'push', operations: [stranger.put(1)] })
      const early = await Promise.race([
        waiting,
        new Promise((resolve) => setTimeout(() => resolve('still waiting'), 400)),
      ])
      expect(early).toBe('still waiting')
      await writer.call({ kind: 'push', operations: [writer.put(1)] })

      expect(await waiting).toMatchObject({ kind: 'news' })
      // what is there already is told at once
      expect(await waiter.call({ kind: 'wait', after: 0 })).toMatchObject({ kind: 'news' })
      // a wait that takes the place of another hears as well
      const second = waiter.call({ kind: 'wait', after: 1 })
      await new Promise((resolve) => setTimeout(resolve, 200))
      await writer.call({ kind: 'push', operations: [writer.put(2)] })
      expect(await second).toMatchObject({ kind: 'news' })
      const from = performance.now()
      const last = waiter.call({ kind: 'wait', after: 2 })
      await new Promise((resolve) => setTimeout(resolve, 200))
      near.child.kill('SIGTERM')
      expect(await last).toMatchObject({ kind: 'quiet' })
      // told, and not only come to the end of its time
      expect(performance.now() - from).toBeLessThan(limits.waitMs)
    } finally {
      for (const { child } of [near, far]) child.kill('SIGTERM')
    }
  })
})

describe('what the hub lets in', () => {
  const send = (url: string, token: string, body: Uint8Array, headers = {}) =>
    fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      body: new Uint8Array(body),
    })

  it('takes packed messages, answers packed, and does not unpack a bomb', async () => {
    const hub = await createHub({ db, logLevel: 'silent' })
    const url = await hub.listen({ host: '127.0.0.1', port: 0 })
    const device = await enrol({ db, url })
    const operations = Array.from({ length: 500 }, (_, index) => device.put(index + 1))
    const packed = gzipSync(JSON.stringify({ protocol, kind: 'push', operations }))
    const zipped = { 'content-encoding': 'gzip' }

    const answer = await send(`${url}/v1/sync`, device.token, packed, zipped)
    expect(await answer.json()).toMatchObject({ kind: 'pushed' })
    expect(answer.headers.get('content-encoding')).toBe('gzip')

    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 32))
    const before = process.memoryUsage().rss
    const refused = await send(`${url}/v1/sync`, device.token, bomb, zipped).catch(() => null)
    if (refused) expect(await refused.json()).toMatchObject({ kind: 'refused' })
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024)
    const broken = await send(`${url}/v1/sync`, device.token, packed.subarray(0, 100), zipped)
    expect(await broken.json()).toMatchObject({ kind: 'refused' })
    expect((await device.call({ kind: 'pull', after: 0, limit: 10 })).kind).toBe('pulled')
    await hub.close()
  })
  it('asks a device that is too busy to come back later, and nobody else', async () => {
    const hub = await createHub({ db, logLevel: 'silent', perMinute: { device: 20, enrol: 4 } })
    const url = await hub.listen({ host: '127.0.0.1', port: 0 })
    const [one, two] = [await enrol({ db, url }), await enrol({ db, url })]
    const answers = []
    for (let index = 0; index < 25; index++)
      answers.push(await one.call({ kind: 'pull', after: 0, limit: 1 }))

    expect(answers.filter(({ kind }) => kind === 'pulled')).toHaveLength(20)
    expect(answers.at(-1)).toEqual({ kind: 'refused', reason: 'busy' })
    expect((await two.call({ kind: 'pull', after: 0, limit: 1 })).kind).toBe('pulled')
    // codes cannot be tried without end
    const tries = []
    for (let index = 0; index < 6; index++)
      tries.push(
        await post(`${url}/v1/enrol`, {
          protocol,
          code: 'AAAAA-AAAAA-AAAAA',
          deviceId: randomUUID(),
          deviceName: 'x',
          organisationId: null,
        }),
      )
    expect(tries.map(({ reason }) => reason)).toEqual(['code', 'code', 'busy', 'busy', 'busy', 'busy'])
    await hub.close()
  })
})
