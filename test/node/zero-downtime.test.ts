import { randomBytes, randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDevices, listUsers, revokeDevice, setQuota } from '../../src-hub/access/administration.ts'
import { ensureOrganisation } from '../../src-hub/access/organisation-names.ts'
import { type Database, migrate } from '../../src-hub/database/database.ts'
import { migrations } from '../../src-hub/database/migrations.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { sha256 } from '../../src-main/stored-files/store.ts'
import { eraseFile, fetchFile, sendFile } from '../../src-main/sync/files.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import { enrol, enrolCodeFor, post, setupHub, setupHubBeside, type TestHub } from '../builders/hub.ts'

/**
 * While a hub of several processes is brought up to date, old ones work on the new schema. What each version asks of its
 * database is kept, and asked again of the schema of today.
 */
const folder = path.join(import.meta.dirname, '..', 'fixtures', 'hub')
const fileOf = (version: number): string => path.join(folder, `statements-v${version}.json`)
type Statement = { readonly text: string; readonly values: readonly unknown[] }

let hub: TestHub
let disturbed: TestHub
let undisturbed: TestHub
beforeAll(async () => {
  hub = await setupHub()
  disturbed = await setupHubBeside(hub)
  undisturbed = await setupHubBeside(hub)
})
afterAll(async () => {
  await disturbed?.stop()
  await undisturbed?.stop()
  await hub?.stop()
})

/** A database that writes down what it is asked, once for each wording. */
function recorded(db: Database, into: Map<string, readonly unknown[]>): Database {
  const note = (text: unknown, values: unknown): void => {
    if (typeof text !== 'string' || /^(BEGIN|COMMIT|ROLLBACK|LISTEN|UNLISTEN)/.test(text)) return
    if (!into.has(text)) into.set(text, Array.isArray(values) ? values : [])
  }
  const watch = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const found: unknown = Reflect.get(of, name, of)
        if (name === 'scoped' && typeof found === 'object' && found !== null) return watch(found)
        if (typeof found !== 'function') return found
        return (...args: unknown[]) => {
          if (name === 'query') note(args[0], args[1])
          const answer: unknown = Reflect.apply(found, of, args)
          return name === 'connect' && answer instanceof Promise
            ? answer.then((client: pg.PoolClient) => watch(client))
            : answer
        }
      },
    })
  return watch(db)
}

/** A day of a hub: everything that a device or an operator asks of it. */
async function aDay(db: Database): Promise<void> {
  const server = await createHub({ db, logLevel: 'silent' })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const organisation = randomUUID()
  const [one, two] = [await enrol({ db, url }, organisation), await enrol({ db, url }, organisation)]
  const known = async () => {
    const { epoch, upTo: mark, stamp } = await one.call({ kind: 'pull', after: 0, limit: 100 })
    return { epoch, mark, stamp, acknowledged: 1 }
  }
  await one.call({
    kind: 'push',
    operations: [
      one.put(1, { entity: 'user', id: one.id, actor: one.id, fields: { role: 'admin', displayName: 'X' } }),
      { n: 2, bad: true },
      one.put(3, { entity: 'sealed', id: two.id, fields: { box: 'x', key: 'k' } }),
      one.put(4, { entity: 'sealed', id: two.id, kind: 'delete', fields: { box: 'x', key: 'k' } }),
    ],
  })
  await one.call({ kind: 'push', operations: [one.put(4), one.put(5)], known: await known() })
  await one.call({ kind: 'pull', after: 0, limit: 10, known: await known() })
  await one.call({ kind: 'resume', known: await known(), sendableFrom: 9 })
  await one.call({ kind: 'receipts', after: 0 })
  await one.call({ kind: 'wait', after: 0 })
  await one.call({ kind: 'pull', after: 0, limit: 10, known: { ...(await known()), mark: 99 } })
  const renewed = await post(`${url}/v1/renew`, { protocol, deviceId: randomUUID() }, two.token)
  await post(`${url}/v1/sync`, { protocol, kind: 'receipts', after: 0 }, String(renewed.token))
  const bytes = randomBytes(100)
  const at = { send: fetch, address: url, token: one.token }
  const realmKey = randomBytes(32)
  const store = { putAs: async () => true } as unknown as Parameters<typeof fetchFile>[3] // nothing is kept of it
  await sendFile(at, realmKey, sha256(bytes), bytes)
  await fetchFile(at, realmKey, sha256(bytes), store, realmKey)
  await eraseFile(at, [realmKey], sha256(bytes))
  await enrolCodeFor(db, organisation)
  const [device] = await listDevices(db)
  await listUsers(db, randomUUID())
  await setQuota(db, await ensureOrganisation(db, organisation), 7)
  await revokeDevice(db, device?.id ?? '')
  await server.close()
}

describe('while a hub is brought up to date', () => {
  it('what this version asks of its database is on record', async () => {
    const asked = new Map<string, readonly unknown[]>()
    await aDay(recorded(hub.db, asked))
    const statements = [...asked].map(([text, values]): Statement => ({ text, values }))
    const file = fileOf(migrations.length)
    if (process.env.ALPO_KEEP) {
      mkdirSync(folder, { recursive: true })
      writeFileSync(file, `${JSON.stringify(statements, null, 1)}\n`)
    }
    const kept = JSON.parse(readFileSync(file, 'utf8')) as readonly Statement[] // written above

    // otherwise: ALPO_KEEP=1 npx vitest run test/node/zero-downtime.test.ts
    expect(statements.map(({ text }) => text).toSorted()).toEqual(kept.map(({ text }) => text).toSorted())
    expect(kept.length).toBeGreaterThan(30)
  })

  it('what earlier versions ask is still answered by the schema of today', async () => {
    const versions = readdirSync(folder)
    expect(versions).toContain(path.basename(fileOf(migrations.length)))
    for (const version of versions) {
      const kept = JSON.parse(readFileSync(path.join(folder, version), 'utf8')) as readonly Statement[] // kept by us
      const client = await hub.db.connect()
      for (const { text, values } of kept) {
        await client.query('BEGIN')
        const read = values.map(toValue)
        const failure = await client.query(text, read).then(
          () => null,
          (error: { code?: string; message: string }) => error,
        )
        await client.query('ROLLBACK')
        // a row that is not there any more is no matter; a column, a table or a value that is asked for is
        const isOfData = failure?.code === '23503' || failure?.code === '23505'
        expect([version, text, isOfData ? null : (failure?.message ?? null)]).toEqual([version, text, null])
      }
      client.release()
    }
  })

  it('C6: devices go on sending at no less than half their pace while a step waits, and none is refused', async () => {
    // both at once: what keeps the machine busy slows both
    const [busy, free] = [await startPushing(disturbed), await startPushing(undisturbed)]
    // a reader that takes its time holds the table against whoever wants it alone
    const reader = await disturbed.db.connect()
    await reader.query('BEGIN; SELECT count(*) FROM operations')
    const later = [
      ...migrations,
      'ALTER TABLE operations ADD COLUMN later text',
      'CREATE TABLE even_later (id int)',
    ]
    const [busyBefore, freeBefore] = [busy.count(), free.count()]
    let isMigrated = false
    const migrating = Promise.all([migrate(disturbed.db, later), migrate(disturbed.db, later)]).then(() => {
      isMigrated = true
    })
    // long enough for many pushes, however slow the machine is
    while (free.count() - freeBefore < 60) await new Promise((resolve) => setTimeout(resolve, 50))
    const [sent, usual] = [busy.count() - busyBefore, free.count() - freeBefore]
    const wasWaiting = !isMigrated
    await reader.query('COMMIT')
    reader.release()
    await migrating
    const [all] = await Promise.all([busy.stop(), free.stop()])

    expect(wasWaiting).toBe(true)
    expect(sent / usual).toBeGreaterThan(0.5)
    const { rows } = await disturbed.db.query(
      'SELECT count(*)::int AS count FROM operations WHERE later IS NULL',
    )
    expect(rows).toEqual([{ count: all }])
  })
})

/** Two devices that push one operation after the other until they are told to stop; one that is refused throws. */
async function startPushing(to: TestHub): Promise<{ count(): number; stop(): Promise<number> }> {
  const organisation = randomUUID()
  const devices = [await enrol(to, organisation), await enrol(to, organisation)]
  let [isOn, sent] = [true, 0]
  const pushing = devices.map(async (device) => {
    for (let n = 1; isOn; n++) {
      const answer = await device.call({ kind: 'push', operations: [device.put(n)] })
      if (answer.kind !== 'pushed') throw new Error(JSON.stringify(answer))
      sent++
    }
  })
  return {
    count: () => sent,
    async stop() {
      isOn = false
      await Promise.all(pushing)
      return sent
    },
  }
}

/** Buffers come from JSON as what they were written as. */
const toValue = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer'
    ? Buffer.from((value as unknown as { data: number[] }).data)
    : value
