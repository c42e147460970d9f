import { randomUUID } from 'node:crypto'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { enrol, setupHub } from '../builders/hub.ts'
import { aVisit } from '../builders/store.ts'
import { clocked, perSecond, type Result } from './report.ts'

const require = createRequire(import.meta.url)
const batch = 1000

/** Push and pull through the hub on real PostgreSQL, beside PouchDB replicating to express-pouchdb in memory. */
export async function hubBench(count: number): Promise<Result[]> {
  const hub = await setupHub()
  try {
    const organisation = randomUUID()
    const [writer, reader] = [await enrol(hub, organisation), await enrol(hub, organisation)]
    const operations = Array.from({ length: count }, (_, i) =>
      writer.put(i + 1, { entity: 'visit', id: randomUUID(), fields: aVisit() }),
    )
    const push = await clocked(async () => {
      for (let from = 0; from < count; from += batch)
        await writer.call({ kind: 'push', operations: operations.slice(from, from + batch) })
    })
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
    return [line('push', push.millis, peer.push), line('pull', pull.millis, peer.pull)]
  } finally {
    await hub.stop()
  }
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
