import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listDevices, revokeDevice } from '../../src-hub/access/administration.ts'
import { tokenDays } from '../../src-hub/access/devices.ts'
import { inOrganisation } from '../../src-hub/database/database.ts'
import { describeRoutes } from '../../src-hub/http/description.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { protocol, protocols, SyncRequest, SyncResponse } from '../../src-shared/sync/messages.ts'
import { enrol, enrolCodeFor, post, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const push = (operations: unknown[]) => ({ kind: 'push', operations })
const pull = (after = 0) => ({ kind: 'pull', after, limit: 5000 })

describe('the hub', () => {
  it('[S1] takes a dense row of operations and asks for the missing one where there is a gap', async () => {
    const device = await enrol(hub)

    expect(await device.call(push([device.put(2)]))).toMatchObject({ kind: 'gap', expected: 1 })
    expect(await device.call(push([device.put(1), device.put(2)]))).toMatchObject({
      outcomes: [
        { kind: 'stored', n: 1, seq: 1 },
        { kind: 'stored', n: 2, seq: 2 },
      ],
    })
    expect(await device.call(push([device.put(4)]))).toMatchObject({ kind: 'gap', expected: 3 })
  })
  it('[S2] answers a replay with the numbers of the first time and stores nothing twice', async () => {
    const device = await enrol(hub)
    const first = await device.call(
      push([device.put(1), device.put(2, { fields: { name: 5 } }), device.put(3)]),
    )

    const again = await device.call(
      push([device.put(1), device.put(2, { fields: { name: 5 } }), device.put(3)]),
    )

    expect(again).toEqual(first)
    expect((await device.call(pull())).operations).toHaveLength(2)
  })
  it('[S2] numbers what many devices send at once without a gap, and no reader steps over one', async () => {
    const organisation = randomUUID()
    const devices = await Promise.all(Array.from({ length: 6 }, () => enrol(hub, organisation)))
    const reader = await enrol(hub, organisation)
    const seen: number[] = []
    let writing = true

    const reading = (async () => {
      while (writing || seen.length < 300) {
        const answer = await reader.call(pull(seen.at(-1) ?? 0))
        for (const { seq } of answer.operations) seen.push(seq)
      }
    })()
    await Promise.all(
      devices.map(async (device) => {
        for (let n = 1; n <= 50; n += 5)
          await device.call(push([0, 1, 2, 3, 4].map((i) => device.put(n + i))))
      }),
    )
    writing = false
    await reading

    expect(seen).toEqual(Array.from({ length: 300 }, (_, index) => index + 1))
  })
  it('[S3] hands out what comes after a number, page by page', async () => {
    const device = await enrol(hub)
    await device.call(push([1, 2, 3, 4, 5].map((n) => device.put(n))))

    const page = await device.call({ kind: 'pull', after: 1, limit: 2 })

    expect(page).toMatchObject({ upTo: 3, more: true })
    expect(page.operations.map((op: { seq: number }) => op.seq)).toEqual([2, 3])
    expect(SyncResponse.parse(page)).toEqual(page)
  })
  it('[S6] sets a bad operation aside with a reason and stores its neighbours', async () => {
    const device = await enrol(hub)

    const answer = await device.call(
      push([
        device.put(1),
        { ...device.put(2), kind: 'steal' },
        device.put(3, { deviceId: randomUUID() }),
        device.put(4, { entity: 'person', fields: { name: 'planted' } }),
        device.put(5, { fields: { name: 'half \ud83d' } }),
        device.put(6, { fields: { name: 'nul \u0000' } }),
        device.put(7),
      ]),
    )

    expect(answer.outcomes.map((outcome: { kind: string }) => outcome.kind)).toEqual([
      'stored',
      'set-aside',
      'set-aside',
      'set-aside',
      'set-aside',
      'set-aside',
      'stored',
    ])
    expect(JSON.stringify(await device.call(pull()))).not.toContain('planted')
  })
  it('[S6] sets aside what the role of its user, or of the device, does not allow', async () => {
    const organisation = randomUUID()
    const office = await enrol(hub, organisation)
    const [boss, anna, stranger] = [randomUUID(), randomUUID(), randomUUID()]
    const user = (n: number, id: string, role: string, actor: string, device = office) =>
      device.put(n, { entity: 'user', id, actor, fields: { displayName: 'X', role, active: true } })
    const code = (n: number, actor: string, device = office) =>
      device.put(n, { entity: 'codeValue', actor, fields: {} })
    const reasons = async (device: typeof office, operations: unknown[]) =>
      (await device.call(push(operations))).outcomes.map(({ reason = 'stored' }) => reason)

    expect(
      await reasons(office, [
        // before its first user an organisation takes what founds it; the first is who they say
        office.put(1, { entity: 'organisation', actor: boss, fields: { name: 'X' } }),
        user(2, boss, 'admin', boss),
        user(3, anna, 'adviser', boss),
        code(4, boss),
        // an adviser logs visits and no more, and nobody raises themselves
        code(5, anna),
        user(6, anna, 'admin', anna),
        office.put(7, { entity: 'visit', actor: anna, fields: {} }),
        // who has not been introduced may do what every worker may
        office.put(8, { entity: 'visit', actor: stranger, fields: {} }),
        code(9, stranger),
        // what a later version brings is taken from those who write nearly everything (D8); sealed are claims, which are not
        // an adviser's
        office.put(10, { entity: 'hologram', actor: anna, fields: {} }),
        office.put(11, { entity: 'sealed', actor: anna, fields: { box: 'x', key: 'y' } }),
        user(12, anna, 'viewer', boss),
        office.put(13, { entity: 'visit', actor: anna, fields: {} }),
        office.put(14, { entity: 'hologram', actor: anna, fields: {} }),
        office.put(15, { entity: 'sealed', actor: anna, fields: { box: 'x', key: 'y' } }),
      ]),
    ).toEqual([
      'stored',
      'stored',
      'stored',
      'stored',
      'role',
      'role',
      'stored',
      'stored',
      'role',
      'role',
      'role',
      'stored',
      'role',
      'role',
      'role',
    ])

    // on a device that was let in as an adviser's even the administrator is one
    const counter = await enrol(hub, organisation, 'adviser')
    const carl = randomUUID()
    expect(
      await reasons(counter, [
        code(1, boss, counter),
        user(2, carl, 'coordinator', carl, counter),
        user(3, carl, 'adviser', carl, counter),
        counter.put(4, { entity: 'visit', actor: boss, fields: {} }),
        user(5, randomUUID(), 'admin', boss, counter),
      ]),
    ).toEqual(['role', 'role', 'stored', 'stored', 'role'])
  })
  it('gives the first device of an organisation every role, and later ones the coordinator’s unless told', async () => {
    const organisation = randomUUID()
    const roleOf = async (role: 'viewer' | null) => {
      const code = await enrolCodeFor(hub.db, organisation, role)
      const deviceId = randomUUID()
      await post(`${hub.url}/v1/enrol`, {
        protocol,
        code,
        deviceId,
        deviceName: 'PC',
        organisationId: null,
      })
      return (await listDevices(hub.db)).find(({ id }) => id === deviceId)?.role
    }

    expect([await roleOf(null), await roleOf(null), await roleOf('viewer')]).toEqual([
      'admin',
      'coordinator',
      'viewer',
    ])
  })
  it('[S8] keeps fields and entities that it does not know and hands them on as they came', async () => {
    const device = await enrol(hub)
    const operations = [
      device.put(1, { fields: { name: 'Site', colourOfTheDoor: { of: ['2031'] } } }),
      device.put(2, { entity: 'holographicVisit', fields: { depth: 3 } }),
    ]

    await device.call(push(operations))

    expect((await device.call(pull())).operations).toEqual(operations.map((op, i) => ({ seq: i + 1, ...op })))
  })
  it('[S10] lists what it has durably stored of a device, with number and time', async () => {
    const device = await enrol(hub)
    await device.call(push([device.put(1), device.put(2)]))

    const { receipts } = await device.call({ kind: 'receipts', after: 1 })

    expect(receipts).toEqual([{ n: 2, seq: 2, storedAt: expect.stringMatching(/^\d{4}-/) }])
  })
  it('lets a device in on a code once, however it is typed', async () => {
    const code = await enrolCodeFor(hub.db, randomUUID())
    const request = () => ({
      protocol,
      code: ` ${code.toLowerCase().replaceAll('-', ' ')}`,
      deviceId: randomUUID(),
      deviceName: 'PC',
      organisationId: null,
    })

    expect(await post(`${hub.url}/v1/enrol`, request())).toMatchObject({ kind: 'enrolled' })
    expect(await post(`${hub.url}/v1/enrol`, request())).toEqual({ kind: 'refused', reason: 'code' })
  })
  it('does not mix the registers of two organisations', async () => {
    const organisation = randomUUID()
    const enrolWith = async (organisationId: string) =>
      post(`${hub.url}/v1/enrol`, {
        protocol,
        code: await enrolCodeFor(hub.db, organisation),
        deviceId: randomUUID(),
        deviceName: 'PC',
        organisationId,
      })

    expect(await enrolWith(randomUUID())).toMatchObject({ kind: 'enrolled' })
    expect(await enrolWith(randomUUID())).toEqual({ kind: 'refused', reason: 'other-organisation' })
  })
  it('does not know a device any more that stayed away for too long, until it is given a code', async () => {
    const organisation = randomUUID()
    const device = await enrol(hub, organisation)
    await device.call(push([device.put(1)]))
    const away = (days: number) =>
      hub.db.query('UPDATE devices SET seen_at = now() - make_interval(days => $2) WHERE id = $1', [
        device.id,
        days,
      ])
    const letIn = async (into: string) =>
      post(`${hub.url}/v1/enrol`, {
        protocol,
        code: await enrolCodeFor(hub.db, into),
        deviceId: device.id,
        deviceName: 'PC',
        organisationId: null,
      })

    await away(tokenDays - 1)
    expect(await device.call(pull())).toMatchObject({ kind: 'pulled' })
    // it has been seen now
    await hub.db.query(`UPDATE devices SET seen_at = seen_at - interval '2 days' WHERE id = $1`, [device.id])
    expect(await device.call(pull())).toMatchObject({ kind: 'pulled' })
    expect(await letIn(organisation)).toEqual({ kind: 'refused', reason: 'device' })
    await away(tokenDays + 1)
    expect(await device.call(pull())).toEqual({ kind: 'refused', reason: 'token' })
    expect(await letIn(randomUUID())).toEqual({ kind: 'refused', reason: 'device' })
    const { token } = await letIn(organisation)
    const again = (message: object) => post(`${hub.url}/v1/sync`, { protocol, ...message }, token)
    expect(await device.call(pull())).toEqual({ kind: 'refused', reason: 'token' })
    // its numbers go on where they were
    expect(await again(push([device.put(1), device.put(2)]))).toMatchObject({
      outcomes: [
        { n: 1, seq: 1 },
        { n: 2, seq: 2 },
      ],
    })
    await revokeDevice(hub.db, device.id)
    expect(await again(pull())).toEqual({ kind: 'refused', reason: 'revoked' })
    expect(await letIn(organisation)).toMatchObject({ kind: 'enrolled' })
  })
  it('ends soon when it is told to, whoever has a connection open on which nothing is asked', {
    timeout: 50_000, // what a silent connection would hold it up for is over a minute
  }, async () => {
    const server = await createHub({ db: hub.db, logLevel: 'silent' })
    const port = Number(new URL(await server.listen({ host: '127.0.0.1', port: 0 })).port)
    const silent = connect(port, '127.0.0.1')
    await new Promise((resolve) => silent.once('connect', resolve))
    silent.on('error', () => undefined) // it is cut off

    await server.close()
  })
  it('refuses a wrong token and a revoked device, and keeps tokens only hashed', async () => {
    const device = await enrol(hub)
    await revokeDevice(hub.db, device.id)

    expect(await device.call(pull())).toEqual({ kind: 'refused', reason: 'revoked' })
    expect(await post(`${hub.url}/v1/sync`, { protocol, ...pull() }, 'x'.repeat(43))).toEqual({
      kind: 'refused',
      reason: 'token',
    })
    const { rows } = await hub.db.query('SELECT * FROM devices')
    expect(JSON.stringify(rows)).not.toContain(device.token)
  })
  it('gives one organisation no row of another, even to a query without a condition', async () => {
    const [one, two] = [await enrol(hub), await enrol(hub)]
    await one.call(push([one.put(1)]))
    await two.call(push([two.put(1)]))
    const { rows } = await hub.db.query<{ org: string }>('SELECT org_id AS org FROM devices WHERE id = $1', [
      one.id,
    ])

    const seen = await inOrganisation(hub.db, rows[0]?.org ?? '', async (tx) => {
      const all = await tx.query<{ device_id: string }>('SELECT device_id FROM operations')
      return all.rows.map((row) => row.device_id)
    })

    expect(seen).toEqual([one.id])
    expect((await two.call(pull())).operations).toHaveLength(1)
  })
  it('tells another protocol version so', async () => {
    const device = await enrol(hub)

    expect(await device.call({ ...pull(), protocol: 0 })).toEqual({
      kind: 'refused',
      reason: 'client-too-old',
    })
    expect(await device.call({ ...pull(), protocol: protocol + 1 })).toEqual({
      kind: 'refused',
      reason: 'hub-too-old',
    })
  })
  it.each([
    ['{'],
    ['[]'],
    ['null'],
    ['{"protocol":1,"kind":"push","operations":[{}]}'],
    ['{"protocol":1,"kind":"pull","after":-1,"limit":1}'],
  ])('answers %s with a refusal', async (body) => {
    const device = await enrol(hub)

    expect(await post(`${hub.url}/v1/sync`, body, device.token)).toEqual({
      kind: 'refused',
      reason: 'malformed',
    })
  })
  it('logs what was asked and how it ended, and nothing that a client chose', async () => {
    const lines: string[] = []
    const logged = await createHub({ db: hub.db, logTo: { write: (line) => void lines.push(line) } })
    const url = await logged.listen({ host: '127.0.0.1', port: 0 })
    const device = await enrol({ db: hub.db, url })
    await device.call(push([device.put(1, { fields: { name: 'Tunnistettava' } })]))
    await fetch(`${url}/v1/Tunnistettava?name=Tunnistettava`)
    await logged.close()

    const log = lines.join('')
    expect(log).toContain('"route":"/v1/sync"')
    expect(log).toContain('"status":200')
    for (const planted of ['Tunnistettava', device.id, device.token, '127.0.0.1:5'])
      expect(log).not.toContain(planted)
  })
  it.each(protocols)('[S8] still reads and answers the messages of version %i', async (version) => {
    const kept = JSON.parse(readFileSync(`test/fixtures/sync/v${version}.json`, 'utf8')) as Record<
      string,
      Record<string, unknown>
    >
    const device = await enrol(hub)

    for (const message of Object.values(kept)) {
      expect(SyncRequest.parse(message)).toEqual(message)
      expect((await device.call(message)).kind).not.toBe('refused')
    }
  })
  it('shows health, metrics without names, and its interface', async () => {
    const device = await enrol(hub)
    await device.call(push([device.put(1)]))
    const text = async (path: string) => (await fetch(`${hub.url}${path}`)).text()

    expect(JSON.parse(await text('/health'))).toEqual({ status: 'alive', protocol })
    expect(JSON.parse(await text('/ready'))).toEqual({ status: 'ready' })
    const metrics = await text('/metrics')
    expect(metrics).toMatch(/alpo_hub_operations_total\{outcome="stored"\} [1-9]/)
    expect(metrics).not.toContain(device.id)
    const api = JSON.parse(await text('/openapi.json'))
    expect(JSON.stringify(api.paths['/v1/sync'].post.requestBody)).toContain('"const":"push"')
  })
  it('C5: describes every route that it answers, and no other', async () => {
    const api = (await (await fetch(`${hub.url}/openapi.json`)).json()) as {
      paths: Record<string, Record<string, { responses: object; security?: object }>>
    }
    const told = Object.entries(api.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )

    expect(told.toSorted()).toEqual([
      'DELETE /v1/blobs/{id}',
      'GET /health',
      'GET /metrics',
      'GET /openapi.json',
      'GET /ready',
      'GET /v1/blobs/{id}',
      'GET /v1/blobs/{id}/{index}',
      'POST /v1/blobs',
      'POST /v1/blobs/{id}/complete',
      'POST /v1/enrol',
      'POST /v1/relay',
      'POST /v1/renew',
      'POST /v1/sync',
      'PUT /v1/blobs/{id}/{index}',
    ])
    // each is answered: an unknown address is told with 404 and nothing else
    for (const [path, methods] of Object.entries(api.paths))
      for (const method of Object.keys(methods)) {
        const url = path.replace('{id}', 'a'.repeat(64)).replace('{index}', '0')
        expect(
          hub.hub.hasRoute({
            method: method.toUpperCase() as 'GET',
            url: path.replaceAll(/\{(\w+)\}/g, ':$1'),
          }),
        ).toBe(true)
        expect(url).not.toContain('{')
      }
  })
  it('C5: does not start with a route that says nothing of itself', async () => {
    const app = Fastify()
    await app.register(describeRoutes)
    app.get('/v1/new', () => null)

    await expect(app.ready()).rejects.toThrow(/GET \/v1\/new/)
  })
})
