import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { uuidV7 } from '../../src-shared/kernel/uuid-v7.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'
import { aVisit } from '../builders/visits.ts'
import { clocked, perSecond, quantile, type Result, times } from './report.ts'

const require = createRequire(import.meta.url)
const batch = 1000

/** Push and pull through the hub on real PostgreSQL, beside PouchDB replicating to express-pouchdb in memory. */
export async function hubBench(count: number): Promise<Result[]> {
  const hub = await setupHub()
  try {
    const organisation = randomUUID()
    const [writer, reader] = [await enrol(hub, organisation), await enrol(hub, organisation)]
    const operations = Array.from({ length: count }, (_, i) =>
      writer.put(i + 1, {
        entity: 'visit',
        id: uuidV7(Date.now() + i, randomBytes(10)),
        fields: someVisit(),
      }),
    )
    // as a device sends: with what it knows, so that the hub proves its order before it stores
    const { epoch } = await writer.call({ kind: 'pull', after: 0, limit: 1 })
    const push = await clocked(async () => {
      for (let from = 0; from < count; from += batch)
        await writer.call({
          kind: 'push',
          operations: operations.slice(from, from + batch),
          known: { epoch, mark: 0, stamp: null, acknowledged: from },
        })
    })
    const wire = operations.slice(0, batch)
    const packed = gzipSync(JSON.stringify({ protocol, kind: 'push', operations: wire })).length / batch
    const plain = JSON.stringify(wire).length / batch
    const exchanges = await manyDevices(hub)
    const limit = await insertAndSelect(hub, operations)
    const pull = await clocked(async () => {
      let after = 0
      for (let more = true; more; ) {
        const answer = await reader.call({ kind: 'pull', after, limit: 5000 })
        after = answer.upTo
        more = answer.more
      }
      if (after !== count) throw new Error(`pulled ${after} of ${count}`)
    })
    const peer = await pouchPeer(count)
    const line = (name: string, ours: number, theirs: number): Result => ({
      name: `${name} of ${count} operations beside PouchDB with express-pouchdb in memory`,
      ours: `${perSecond(count, ours)} ops/s`,
      peer: `${perSecond(count, theirs)} docs/s`,
      ratio: theirs / ours,
    })
    return [
      line('push', push.millis, peer.push),
      line('pull', pull.millis, peer.pull),
      {
        name: `push of ${count} operations beside a plain multi-row INSERT of the same rows`,
        ours: `${perSecond(count, push.millis)} ops/s`,
        peer: `${perSecond(count, limit.insert)} rows/s`,
        ratio: limit.insert / push.millis,
      },
      {
        name: `pull of ${count} operations beside a plain SELECT of the same rows`,
        ours: `${perSecond(count, pull.millis)} ops/s`,
        peer: `${perSecond(count, limit.select)} rows/s`,
        ratio: limit.select / pull.millis,
      },
      {
        name: 'bytes of an operation on the wire, packed, beside its JSON',
        ours: `${packed.toFixed(0)} B`,
        peer: `${plain.toFixed(0)} B`,
        ratio: plain / packed,
      },
      {
        name: `an exchange of 10 operations (push and pull) of ${connected} devices in ${roundMs / 1000} s, while all wait for news, beside one alone`,
        ours: times(exchanges.many),
        peer: times(exchanges.alone),
        ratio: quantile(exchanges.alone, 0.5) / quantile(exchanges.many, 0.5),
      },
    ]
  } finally {
    await hub.stop()
  }
}

const oneOf = <T>(some: readonly T[]): T => some[randomInt(some.length)] as T

/** As visits differ: a batch of the same would pack to nothing. */
export const someVisit = () =>
  aVisit({
    date: `2026-${String(1 + randomInt(12)).padStart(2, '0')}-${String(1 + randomInt(28)).padStart(2, '0')}`,
    startTime: `${String(8 + randomInt(9)).padStart(2, '0')}:${String(randomInt(60)).padStart(2, '0')}`,
    serviceLanguage: oneOf(['ar', 'so', 'fa', 'ru', 'uk', 'en', 'fi', 'ku']),
    topics: [oneOf(['T01', 'T02', 'T05', 'T09']), oneOf(['T11', 'T12', 'T14'])],
    measures: [oneOf(['M01', 'M02', 'M05'])],
    outcome: oneOf(['resolved', 'continues', 'referred']),
    channel: oneOf(['in-person', 'phone', 'email']),
    partySize: 1 + randomInt(4),
  })

const connected = 500
/** In which each of them comes once: 50 a second, as often as a device looks by itself. */
const roundMs = 10_000

/** 500 enrolled devices of 50 organisations that each hold a wait, and exchange 10 operations in turn. */
async function manyDevices(hub: TestHub): Promise<{ readonly many: number[]; readonly alone: number[] }> {
  const organisations = Array.from({ length: 50 }, () => randomUUID())
  const devices: HubDevice[] = []
  for (let index = 0; index < connected; index++)
    devices.push(await enrol(hub, organisations[index % organisations.length]))
  const exchange = async (device: HubDevice, n: number): Promise<number> => {
    const took = await clocked(async () => {
      const operations = Array.from({ length: 10 }, (_, i) =>
        device.put(n + i, { entity: 'visit', id: randomUUID(), fields: aVisit() }),
      )
      await device.call({ kind: 'push', operations })
      await device.call({ kind: 'pull', after: 0, limit: 10 })
    })
    return took.millis
  }
  const alone: number[] = []
  const [first] = devices
  if (first) for (let n = 1; n <= 300; n += 10) alone.push(await exchange(first, n))
  const waits = devices.map((device) => device.call({ kind: 'wait', after: 1_000_000 }).catch(() => null))
  // all of them came at once, which is another thing than to be there
  await new Promise((resolve) => setTimeout(resolve, 4000))
  const many: number[] = []
  await Promise.all(
    devices.slice(1).map(async (device) => {
      await new Promise((resolve) => setTimeout(resolve, randomInt(roundMs)))
      many.push(await exchange(device, 1))
    }),
  )
  void waits // they end with the hub
  return { many, alone }
}

/** The same rows without a hub: what PostgreSQL itself takes and gives. */
async function insertAndSelect(
  { db }: TestHub,
  operations: readonly Operation[],
): Promise<{ readonly insert: number; readonly select: number }> {
  await db.query(
    'CREATE TABLE plain (org text, seq bigint, device text, n bigint, body text, PRIMARY KEY (org, seq))',
  )
  const insert = await clocked(async () => {
    for (let from = 0; from < operations.length; from += batch) {
      const some = operations.slice(from, from + batch)
      await db.query(
        `INSERT INTO plain SELECT 'o', n, 'd', n, body FROM unnest($1::bigint[], $2::text[]) AS row (n, body)`,
        [some.map(({ n }) => n), some.map((op) => JSON.stringify(op))],
      )
    }
  })
  const select = await clocked(async () => {
    for (let from = 0; from < operations.length; from += 5000)
      await db.query('SELECT seq, body FROM plain WHERE org = $1 AND seq > $2 ORDER BY seq LIMIT 5000', [
        'o',
        from,
      ])
  })
  return { insert: insert.millis, select: select.millis }
}

async function pouchPeer(count: number): Promise<{ readonly push: number; readonly pull: number }> {
  const PouchDB = require('pouchdb')
  PouchDB.plugin(require('pouchdb-adapter-memory'))
  const express = require('express')
  const InMemory = PouchDB.defaults({ adapter: 'memory' })
  const app = express()
  app.use(
    '/',
    require('express-pouchdb')(InMemory, {
      inMemoryConfig: true,
      logPath: '/dev/null',
      mode: 'minimumForPouchDB',
    }),
  )
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/visits`
  const source = new PouchDB('bench-source', { adapter: 'memory' })
  const target = new PouchDB('bench-target', { adapter: 'memory' })
  for (let from = 0; from < count; from += batch)
    await source.bulkDocs(Array.from({ length: batch }, () => ({ _id: randomUUID(), ...aVisit() })))
  const options = { batch_size: batch }
  const push = await clocked(() => source.replicate.to(url, options))
  const pull = await clocked(() => target.replicate.from(url, options))
  server.close()
  return { push: push.millis, pull: pull.millis }
}
