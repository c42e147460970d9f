import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { maxPieceBytes } from '../../src-shared/sync/blob-messages.ts'
import { limits, protocol } from '../../src-shared/sync/messages.ts'
import { enrol, type HubDevice, setupHub, type TestHub } from '../builders/hub.ts'

// what each route answers, word for word: devices of every version that is out there read it
let hub: TestHub
let admin: HubDevice
let adviser: HubDevice
beforeAll(async () => {
  hub = await setupHub()
  const organisation = randomUUID()
  admin = await enrol(hub, organisation)
  adviser = await enrol(hub, organisation, 'adviser')
})
afterAll(() => hub?.stop())

const file = 'a'.repeat(64)
const nobody = 'x'.repeat(43)
const json = 'application/json'
const octets = 'application/octet-stream'
const refused = (reason: string) => ({ kind: 'refused', reason })

type Asked = { token?: string; type?: string; body?: unknown }
async function ask(route: string, { token, type, body }: Asked): Promise<readonly [number, unknown]> {
  const [method = '', path = ''] = route.split(' ')
  const sent = body instanceof Uint8Array || typeof body === 'string' ? body : JSON.stringify(body)
  const response = await fetch(`${hub.url}${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': type ?? json }),
    },
    ...(body === undefined ? {} : { body: sent as BodyInit }),
  })
  return [response.status, await response.json()]
}

const guarded: readonly (readonly [string, unknown])[] = [
  ['POST /v1/sync', { protocol, kind: 'pull', after: 0, limit: 1 }],
  ['POST /v1/renew', { protocol, deviceId: randomUUID() }],
  ['POST /v1/relay', { deviceId: randomUUID(), box: 'AAAA' }],
  ['POST /v1/blobs', { ids: [file] }],
  [`GET /v1/blobs/${file}`, undefined],
  [`GET /v1/blobs/${file}/0`, undefined],
  [`POST /v1/blobs/${file}/complete`, { pieces: 1 }],
  [`DELETE /v1/blobs/${file}`, undefined],
]

it.each(guarded)(
  '[S8] %s tells strangers and devices that were shut out, before it reads on',
  async (route, body) => {
    const gone = await enrol(hub)
    await hub.db.query('UPDATE devices SET revoked_at = now() WHERE id = $1', [gone.id])

    expect(await ask(route, { body })).toEqual([200, refused('token')])
    expect(await ask(route, { token: nobody, body })).toEqual([200, refused('token')])
    expect(await ask(route, { token: gone.token, body })).toEqual([200, refused('revoked')])
    if (body === undefined) return
    expect(await ask(route, { token: nobody, body: { other: 1 } })).toEqual([200, refused('token')])
    expect(await ask(route, { token: admin.token, body: { other: 1 } })).toEqual([200, refused('malformed')])
  },
)

it.each([
  ['POST /v1/enrol', 0, 'client-too-old'],
  ['POST /v1/enrol', protocol + 1, 'hub-too-old'],
  ['POST /v1/sync', 0, 'client-too-old'],
  ['POST /v1/sync', protocol + 1, 'hub-too-old'],
  ['POST /v1/renew', protocol + 1, 'hub-too-old'],
])('[S8] %s tells protocol %d so, before it asks who it is', async (route, other, reason) => {
  expect(await ask(route, { body: { protocol: other } })).toEqual([200, refused(reason)])
})

it('[S8] answers what it can read and does not understand, and refuses what it cannot read', async () => {
  const { token } = admin
  const asked: readonly (readonly [string, Asked, number, unknown])[] = [
    ['POST /v1/enrol', { body: { protocol } }, 200, refused('malformed')],
    ['POST /v1/enrol', { body: '{' }, 400, refused('malformed')],
    ['POST /v1/sync', { token }, 200, refused('malformed')],
    ['POST /v1/sync', { token, body: '{' }, 400, refused('malformed')],
    ['POST /v1/sync', { token, type: 'text/html', body: '{}' }, 415, refused('malformed')],
    ['POST /v1/sync', { token, body: ' '.repeat(limits.bodyBytes + 1) }, 413, refused('malformed')],
    ['POST /v1/relay', { token, body: { deviceId: admin.id, box: 'no box' } }, 200, refused('malformed')],
    ['POST /v1/relay', { token, body: { deviceId: admin.id, box: 'AAAA' } }, 200, refused('unknown')],
    ['POST /v1/relay', { token, body: ' '.repeat(limits.bodyBytes + 1) }, 400, refused('malformed')],
    ['GET /v1/blobs/no-id', { token }, 200, refused('malformed')],
    [`GET /v1/blobs/${file}/x`, { token }, 200, refused('malformed')],
    [`GET /v1/blobs/${file}/0`, { token }, 404, refused('malformed')],
    [`PUT /v1/blobs/${file}/0`, { token, body: {} }, 200, refused('malformed')],
    [`PUT /v1/blobs/${file}/0`, { token, type: octets, body: new Uint8Array(0) }, 200, refused('malformed')],
    [
      `PUT /v1/blobs/${file}/0`,
      { token, type: octets, body: new Uint8Array(maxPieceBytes + 1) },
      413,
      refused('malformed'),
    ],
    [`PUT /v1/blobs/${file}/0`, { token: nobody, type: octets, body: 'piece' }, 200, refused('token')],
    [`POST /v1/blobs/${file}/complete`, { token, body: { pieces: 0 } }, 200, refused('malformed')],
    [`DELETE /v1/blobs/no-id`, { token: adviser.token }, 200, refused('malformed')],
    [`DELETE /v1/blobs/${file}`, { token: adviser.token }, 200, refused('role')],
    ['GET /v1/nothing', { token }, 404, refused('malformed')],
  ]
  for (const [route, what, status, answer] of asked)
    expect([route, what.type, await ask(route, what)]).toEqual([route, what.type, [status, answer]])
})

it('answers what it understands with all that its messages name', async () => {
  const { token } = admin
  const put = { token, type: octets, body: Buffer.from('a sealed piece') }

  expect(await ask(`PUT /v1/blobs/${file}/0`, put)).toEqual([200, { kind: 'taken' }])
  expect(await ask(`GET /v1/blobs/${file}`, { token })).toEqual([200, { kind: 'pieces', have: [0] }])
  const complete = (pieces: number) => ask(`POST /v1/blobs/${file}/complete`, { token, body: { pieces } })
  expect(await complete(2)).toEqual([200, { kind: 'incomplete' }])
  expect(await complete(1)).toEqual([200, { kind: 'complete' }])
  const room = { usedBytes: 14, quotaBytes: 5_368_709_120 }
  expect(await ask('POST /v1/blobs', { token, body: { ids: [file, 'b'.repeat(64)] } })).toEqual([
    200,
    { kind: 'blobs', whole: [file], ...room },
  ])
  const piece = await fetch(`${hub.url}/v1/blobs/${file}/0`, {
    headers: { authorization: `Bearer ${token}` },
  })
  expect([piece.status, piece.headers.get('x-alpo-pieces'), piece.headers.get('content-type')]).toEqual([
    200,
    '1',
    octets,
  ])
  expect(await piece.text()).toBe('a sealed piece')
  expect(await ask(`DELETE /v1/blobs/${file}`, { token })).toEqual([200, { kind: 'erased' }])
  const renew = await ask('POST /v1/renew', { token, body: { protocol, deviceId: randomUUID() } })
  expect(renew).toEqual([200, { kind: 'renewed', token: expect.stringMatching(/^[\w-]{43}$/) }])
})

it.each([
  ['zlib', [0x78, 0x9c]],
  ['gzip', [0x1f, 0x8b, 0x08]],
  ['nothing known', [0, 0]],
])('hands out a piece as it came, also one that begins like %s', async (_, head) => {
  const id = randomBytes(32).toString('hex')
  const sealed = Buffer.concat([Buffer.from(head), randomBytes(5000)])
  const { token } = admin
  await ask(`PUT /v1/blobs/${id}/0`, { token, type: octets, body: sealed })
  await ask(`POST /v1/blobs/${id}/complete`, { token, body: { pieces: 1 } })

  const response = await fetch(`${hub.url}/v1/blobs/${id}/0`, {
    headers: { authorization: `Bearer ${token}` },
  })

  expect(response.headers.get('content-encoding')).toBeNull()
  expect(sealed.equals(Buffer.from(await response.arrayBuffer()))).toBe(true)
})
