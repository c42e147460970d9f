import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHub, type HubOptions } from '../../src-hub/http/server.ts'
import { setPassphrase } from '../../src-hub/web/passphrase.ts'
import { protocol } from '../../src-shared/sync/messages.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

let hub: TestHub
const passphrase = 'kaksitoista merkkiä'
beforeAll(async () => {
  hub = await setupHub()
  await setPassphrase(hub.db, passphrase)
})
afterAll(() => hub?.stop())

async function withHub<T>(
  options: Partial<HubOptions>,
  work: (strict: Awaited<ReturnType<typeof createHub>>) => Promise<T>,
): Promise<T> {
  const strict = await createHub({ db: hub.db, logLevel: 'silent', ...options })
  return work(strict).finally(() => strict.close())
}
const many = async (count: number, make: (index: number) => Promise<{ statusCode: number }>) => {
  const codes: number[] = []
  for (let index = 0; index < count; index++) codes.push((await make(index)).statusCode)
  return codes
}
const aToken = () => `Bearer ${randomBytes(32).toString('base64url')}`

describe('limits before anybody is known', () => {
  it('D15: enrolments are counted by address, whatever token they show', () =>
    withHub({}, async (strict) => {
      const codes = await many(60, () =>
        strict.inject({
          method: 'POST',
          url: '/v1/enrol',
          headers: { authorization: aToken() },
          payload: {
            protocol,
            code: 'AAAAA-AAAAA-AAAAA',
            deviceId: randomUUID(),
            deviceName: 'x',
            organisationId: null,
          },
        }),
      )

      expect(codes.filter((code) => code !== 429)).toHaveLength(30)
    }))
  it('D15: who tries tokens is not looked at any more, and devices at the same address go on', () =>
    withHub({}, async (strict) => {
      const device = await enrol(hub)
      const pull = (authorization: string) =>
        strict.inject({
          method: 'POST',
          url: '/v1/sync',
          headers: { authorization },
          payload: { protocol, kind: 'pull', after: 0, limit: 1 },
        })
      await pull(`Bearer ${device.token}`)
      const codes = await many(150, () => pull(aToken()))

      expect(codes.filter((code) => code === 429)).toHaveLength(30)
      expect((await pull(`Bearer ${device.token}`)).json()).toMatchObject({ kind: 'pulled' })
    }))
  it('D15: all of an address are counted together, unknown pages too', () =>
    withHub({ perMinute: { device: 1000, enrol: 30, address: 50 } }, async (strict) => {
      const codes = await many(60, (index) =>
        strict.inject({ url: index % 2 ? '/ready' : '/health', headers: { authorization: aToken() } }),
      )

      expect(codes.filter((code) => code === 429)).toHaveLength(10)
    }))
  it('D15: a proxy is believed where it is named, and nobody else who says for whom they ask', async () => {
    const options = { perMinute: { device: 1000, enrol: 2 } }
    const enrolFrom = (strict: Awaited<ReturnType<typeof createHub>>) => (index: number) =>
      strict.inject({
        method: 'POST',
        url: '/v1/enrol',
        headers: { 'x-forwarded-for': `192.0.2.${index + 1}` },
        payload: {},
      })
    const believed = await withHub({ ...options, trustedProxies: ['127.0.0.1'] }, (strict) =>
      many(8, enrolFrom(strict)),
    )
    const others = await withHub(options, (strict) => many(8, enrolFrom(strict)))

    expect(believed.filter((code) => code === 429)).toHaveLength(0)
    expect(others.filter((code) => code === 429)).toHaveLength(6)
  })
})

describe('signing in as an administrator', () => {
  const web = { openId: null, isSecure: false, signInsPerMinute: 3 }
  const signIn = (strict: Awaited<ReturnType<typeof createHub>>, typed: string, headers = {}) =>
    strict.inject({
      method: 'POST',
      url: '/admin/sign-in',
      payload: new URLSearchParams({ passphrase: typed }).toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    })

  it('D15: guesses behind a proxy lock out no browser that has signed in before', () =>
    withHub({ web }, async (strict) => {
      const cookie = [(await signIn(strict, passphrase)).headers['set-cookie']]
        .flat()
        .map((one) => String(one).split(';')[0])
        .filter((one) => one?.startsWith('alpo_browser='))
        .join('')
      const guesses = await many(5, () => signIn(strict, 'arvaus'))

      expect(guesses.filter((code) => code === 429).length).toBeGreaterThan(1)
      expect((await signIn(strict, passphrase)).statusCode).toBe(429)
      expect((await signIn(strict, passphrase, { cookie })).statusCode).toBe(303)
      // a cookie that was made up is nobody's
      expect((await signIn(strict, passphrase, { cookie: 'alpo_browser=x' })).statusCode).toBe(429)
      // and a known browser guesses no quicker than others
      const again = await many(5, () => signIn(strict, 'arvaus', { cookie }))
      expect(again.filter((code) => code === 429).length).toBeGreaterThan(1)
    }))
  it('D15: nor anybody elsewhere, where the proxy is named', () =>
    withHub({ web, trustedProxies: ['127.0.0.1'] }, async (strict) => {
      await many(5, () => signIn(strict, 'arvaus', { 'x-forwarded-for': '192.0.2.1' }))

      expect((await signIn(strict, passphrase, { 'x-forwarded-for': '192.0.2.2' })).statusCode).toBe(303)
    }))
})
