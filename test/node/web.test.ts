import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocket } from 'node:net'
import { gunzipSync } from 'node:zlib'
import Provider from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHub } from '../../src-hub/http/server.ts'
import { openIdFromEnvironment } from '../../src-hub/web/open-id.ts'
import { setPassphrase } from '../../src-hub/web/passphrase.ts'
import { langOf } from '../../src-hub/web/texts.ts'
import { enrol, setupHub, type TestHub } from '../builders/hub.ts'

const passphrase = 'pitkä ylläpidon salalause'
let hub: TestHub
/** The same database behind a second server, whose administrators have their accounts at a provider. */
let withOpenId: Awaited<ReturnType<typeof createHub>>
let providerServer: Server
let base = ''

beforeAll(async () => {
  hub = await setupHub({ openId: null, isSecure: false, signInsPerMinute: 1000 })
  const [port, providerPort] = [await freePort(), await freePort()]
  base = `http://127.0.0.1:${port}`
  const issuer = `http://127.0.0.1:${providerPort}`
  const redirectUri = `${base}/admin/oidc/callback`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'alpo-hub',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => ({ sub: id, email: `${id}@example.fi`, email_verified: id !== 'unverified' }),
    }),
    cookies: { keys: ['a key of the test'] },
  })
  providerServer = createServer(provider.callback())
  await new Promise<void>((resolve) => providerServer.listen(providerPort, '127.0.0.1', resolve))
  withOpenId = await createHub({
    db: hub.db,
    logLevel: 'silent',
    web: {
      openId: {
        issuer,
        clientId: 'alpo-hub',
        clientSecret: null,
        redirectUri,
        admins: ['by-subject', 'by-mail@example.fi', 'unverified@example.fi'],
      },
      isSecure: false,
      signInsPerMinute: 1000,
    },
  })
  await withOpenId.listen({ host: '127.0.0.1', port })
})
afterAll(async () => {
  await withOpenId?.close()
  providerServer?.close()
  providerServer?.closeAllConnections()
  await hub?.stop()
})

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const socket = createSocket().listen(0, '127.0.0.1', () => {
      const { port } = socket.address() as AddressInfo
      socket.close(() => resolve(port))
    })
  })

/** A browser without scripts: it keeps cookies by their path, follows links, and sends forms. */
function aBrowser() {
  const jar = new Map<string, { value: string; path: string; host: string }>()
  async function go(
    url: string,
    form?: Record<string, string>,
  ): Promise<{ url: string; status: number; text: string; response: Response }> {
    const at = new URL(url)
    const cookies = [...jar.values()]
      .filter(({ path, host }) => host === at.host && at.pathname.startsWith(path))
      .map(({ value }) => value)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
      ...(form ? { method: 'POST', body: new URLSearchParams(form) } : {}),
    })
    for (const cookie of response.headers.getSetCookie()) {
      const value = cookie.split(';')[0] ?? ''
      const path = /path=([^;]+)/i.exec(cookie)?.[1] ?? '/'
      const isGone = /expires=Thu, 01 Jan 1970/i.test(cookie)
      const key = `${at.host}${path}${value.split('=')[0]}`
      if (isGone) jar.delete(key)
      else jar.set(key, { value, path, host: at.host })
    }
    const to = response.headers.get('location')
    if (to) return go(new URL(to, url).href)
    return {
      url,
      status: response.status,
      text:
        response.status === 200 && response.headers.get('content-type') === 'application/gzip'
          ? ''
          : await response.clone().text(),
      response,
    }
  }
  return { go, jar }
}
type Browser = ReturnType<typeof aBrowser>
const csrfIn = (text: string): string => /name="csrf" value="([^"]+)"/.exec(text)?.[1] ?? ''
const signIn = (browser: Browser, typed = passphrase) =>
  browser.go(`${hub.url}/admin/sign-in`, { passphrase: typed })

describe('the web administration', () => {
  it('lets in with the passphrase, once there is one, and with no other', async () => {
    const browser = aBrowser()
    await hub.db.query('UPDATE hub SET admin_passphrase = NULL')
    expect((await browser.go(`${hub.url}/admin`)).text).toContain('npm run hub -- admin-passphrase')
    expect((await signIn(browser, '')).status).toBe(403)
    await setPassphrase(hub.db, passphrase)

    const refused = await signIn(browser, 'arvaus')
    expect([refused.status, refused.text]).toEqual([403, expect.stringContaining('ei kelpaa')])
    expect(browser.jar.size).toBe(0)
    expect((await signIn(browser)).text).toContain('Organisaatiot')

    // a new passphrase puts those out who came in with the old one
    await setPassphrase(hub.db, `${passphrase}!`)
    expect((await browser.go(`${hub.url}/admin`)).text).toContain('Ylläpidon salalause')
    await setPassphrase(hub.db, passphrase)
    const { rows } = await hub.db.query('SELECT admin_passphrase AS hash FROM hub')
    expect(rows[0]?.hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/)
  })

  it('makes codes, shuts devices out, sets room, hands out and erases; each is noted with who did it', async () => {
    const browser = aBrowser()
    const name = `Kunta <b>"${Date.now()}"</b> & Co`
    let { text } = await signIn(browser)
    const made = await browser.go(`${hub.url}/admin/codes`, {
      csrf: csrfIn(text),
      organisation: name,
      role: 'adviser',
    })
    expect(made.text).toMatch(/<p class="code">[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}<\/p>/)
    const device = await enrol(hub, name as ReturnType<typeof crypto.randomUUID>)
    await device.call({
      kind: 'push',
      operations: [
        device.put(1, {
          entity: 'user',
          id: device.id,
          actor: device.id,
          fields: { displayName: '<script>alert(1)</script>', role: 'admin', active: true },
        }),
      ],
    })
    text = (await browser.go(`${hub.url}/admin`)).text
    expect(text).toContain('Kunta &lt;b&gt;&quot;')
    const href = new RegExp(
      `href="(/admin/organisations/[^"]+)">Kunta &lt;b&gt;&quot;${/\d+/.exec(name)?.[0]}`,
    ).exec(text)?.[1]
    const path = `${hub.url}${href}`
    text = (await browser.go(path)).text
    const csrf = csrfIn(text)
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(text).not.toContain('<script')

    // of an organisation that is there, by its id
    const another = await browser.go(`${path}/codes`, { csrf, role: 'viewer' })
    expect(another.text).toContain(`Kertakoodi: Kunta &lt;b&gt;`)
    expect(
      (await hub.db.query('SELECT role FROM enrol_codes WHERE org_id = $1', [path.split('/').at(-1)])).rows,
    ).toContainEqual({ role: 'viewer' })
    expect((await browser.go(`${path}/codes`, { csrf, role: 'boss' })).text).toContain('Organisaatiot')
    expect((await browser.go(`${path}/quota`, { csrf, megabytes: '7' })).text).toContain('Tallennettu')
    expect((await browser.go(`${path}/quota`, { csrf, megabytes: '-1' })).text).not.toContain('Tallennettu')
    expect((await hub.db.query('SELECT blob_quota FROM organisations WHERE name = $1', [name])).rows).toEqual(
      [{ blob_quota: 7_000_000 }],
    )
    const { response } = await browser.go(`${path}/export`, { csrf })
    const lines = gunzipSync(Buffer.from(await response.arrayBuffer())).toString('utf8')
    expect(lines).toContain('"format":"alpo-hub-organisation"')
    expect(lines).toContain('displayName')

    expect((await browser.go(`${path}/devices/${device.id}`)).text).toContain(
      'Suljetaanko laite Laptop pois?',
    )
    expect((await device.call({ kind: 'pull', after: 0, limit: 1 })).kind).toBe('pulled')
    expect((await browser.go(`${path}/devices/${device.id}`, { csrf })).text).toContain('suljettu pois')
    expect(await device.call({ kind: 'pull', after: 0, limit: 1 })).toEqual({
      kind: 'refused',
      reason: 'revoked',
    })
    expect((await browser.go(`${path}/erase`, { csrf, name: 'jokin muu' })).text).toContain(
      'Mitään ei poistettu',
    )
    expect((await browser.go(`${path}/erase`, { csrf, name })).text).toContain('Organisaatio on poistettu')
    expect((await hub.db.query('SELECT 1 FROM organisations WHERE name = $1', [name])).rows).toEqual([])
    const { rows } = await hub.db.query(
      `SELECT DISTINCT action, who FROM audit WHERE who IS NOT NULL ORDER BY action`,
    )
    expect(rows).toEqual([
      { action: 'erase-by', who: 'passphrase' },
      { action: 'sign-in', who: 'passphrase' },
    ])
    // nothing but a way to sign in is left after signing out
    await browser.go(`${hub.url}/admin/sign-out`, { csrf })
    expect((await browser.go(`${hub.url}/admin`)).text).toContain('Ylläpidon salalause')
  })

  it('does nothing for a form that is not its own, a stranger, or an address that names nothing', async () => {
    const [browser, stranger] = [aBrowser(), aBrowser()]
    const { text } = await signIn(browser)
    const { id: orgId } = (
      await hub.db.query<{ id: string }>(`INSERT INTO organisations (name) VALUES ('Jää') RETURNING id`)
    ).rows[0] ?? { id: '' }
    const path = `${hub.url}/admin/organisations/${orgId}`
    for (const [who, csrf] of [
      [browser, ''],
      [browser, 'x'],
      [stranger, csrfIn(text)],
    ] as const)
      for (const [url, form] of [
        [`${path}/erase`, { name: 'Jää' }],
        [`${path}/quota`, { megabytes: '1' }],
        [`${path}/export`, {}],
        [`${path}/codes`, { role: 'admin' }],
        [`${hub.url}/admin/codes`, { organisation: 'Uusi', role: 'admin' }],
      ] as const)
        expect((await who.go(url, { csrf, ...form })).status).toBe(403)
    expect((await hub.db.query('SELECT 1 FROM organisations WHERE id = $1', [orgId])).rows).toHaveLength(1)
    expect((await hub.db.query(`SELECT 1 FROM organisations WHERE name = 'Uusi'`)).rows).toHaveLength(0)

    for (const odd of ['x', crypto.randomUUID(), '..%2f..', `${orgId}/devices/x`])
      expect((await browser.go(`${hub.url}/admin/organisations/${odd}`)).text).toContain('Organisaatiot')
    expect((await stranger.go(path)).status).toBe(403)
    const { response } = await browser.go(path)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('slows down whoever guesses, and keeps its cookies for TLS and away from scripts', async () => {
    const strict = await createHub({
      db: hub.db,
      logLevel: 'silent',
      web: { openId: null, isSecure: true, signInsPerMinute: 3 },
    })
    const guess = (typed: string) =>
      strict.inject({
        method: 'POST',
        url: '/admin/sign-in',
        payload: new URLSearchParams({ passphrase: typed }).toString(),
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      })
    const entered = await guess(passphrase)
    for (const one of [entered.headers['set-cookie']].flat())
      expect(one).toMatch(/; Path=\/admin; HttpOnly; Secure; SameSite=Lax$/)
    const answers = [await guess('a'), await guess('b'), await guess('c'), await guess(passphrase)]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([403, 403, 429, 429])
    await strict.close()
  })

  it('speaks the first of the languages that a browser asks for', () => {
    expect(['sv-FI,fi;q=0.8', 'de, en-GB', 'de', undefined].map(langOf)).toEqual(['sv', 'en', 'fi', 'fi'])
  })
})

describe('signing in with OpenID Connect', () => {
  /** Through the forms of the provider, as a person goes; ends where the hub shows something. */
  async function through(browser: Browser, login: string) {
    let at = await browser.go(`${base}/admin/oidc`)
    for (const form of [{ prompt: 'login', login, password: 'x' }, { prompt: 'consent' }] as const) {
      expect(at.text).toContain('<form')
      const action = /action="([^"]+)"/.exec(at.text)?.[1] ?? ''
      at = await browser.go(new URL(action, at.url).href, form as Record<string, string>)
    }
    return at
  }

  it.each(['by-subject', 'by-mail'])('lets in who is named as an administrator (%s)', async (login) => {
    const browser = aBrowser()
    const { text, url } = await through(browser, login)

    expect([new URL(url).pathname, text]).toEqual(['/admin', expect.stringContaining('Organisaatiot')])
    const { rows } = await hub.db.query('SELECT who FROM audit WHERE who LIKE $1', [`% ${login}`])
    expect(rows.length).toBeGreaterThan(0)
  })

  it.each(['stranger', 'unverified'])(
    'and nobody else, however well they are known there (%s)',
    async (login) => {
      const { status, text } = await through(aBrowser(), login)

      expect([status, text]).toEqual([403, expect.stringContaining('ei ole merkitty ylläpitäjäksi')])
    },
  )

  it('takes no answer but the one to its own question', async () => {
    const [browser, thief] = [aBrowser(), aBrowser()]
    const callback = `${base}/admin/oidc/callback`
    expect((await browser.go(`${callback}?code=x&state=y`)).status).toBe(403)
    // a state of another journey
    await fetch(`${base}/admin/oidc`, { redirect: 'manual' })
    const begun = await fetch(`${base}/admin/oidc`, { redirect: 'manual' })
    const to = new URL(begun.headers.get('location') ?? '')
    expect(to.searchParams.get('code_challenge_method')).toBe('S256')
    expect(to.searchParams.get('nonce')).toBeTruthy()
    const cookie = begun.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const answer = (state: string) =>
      fetch(`${callback}?code=x&state=${state}&iss=${encodeURIComponent(to.origin)}`, {
        headers: { cookie },
        redirect: 'manual',
      })
    for (const state of ['', 'y', to.searchParams.get('state') ?? ''])
      expect((await answer(state)).status).toBe(403)
    // an answer that was caught on its way opens nothing in another browser
    await through(browser, 'by-subject')
    expect((await thief.go(`${base}/admin`)).text).toContain('Kirjaudu organisaation tunnuksella')
  })

  it('says so where the provider is not there', async () => {
    const lonely = await createHub({
      db: hub.db,
      logLevel: 'silent',
      web: {
        openId: {
          issuer: `http://127.0.0.1:${await freePort()}`,
          clientId: 'x',
          clientSecret: null,
          redirectUri: 'http://127.0.0.1/admin/oidc/callback',
          admins: [],
        },
        isSecure: false,
      },
    })
    const answer = await lonely.inject({ url: '/admin/oidc' })
    expect([answer.statusCode, answer.payload]).toEqual([502, expect.stringContaining('ei onnistunut')])
    await lonely.close()
  })

  it('is set up by the environment, and names what is missing', () => {
    expect(openIdFromEnvironment({})).toBeNull()
    const some = { ALPO_HUB_OIDC_ISSUER: 'https://id.example.fi', ALPO_HUB_OIDC_CLIENT_ID: 'hub' }
    expect(() => openIdFromEnvironment(some)).toThrow('ALPO_HUB_PUBLIC_URL is needed')
    expect(
      openIdFromEnvironment({
        ...some,
        ALPO_HUB_PUBLIC_URL: 'https://hub.example.fi',
        ALPO_HUB_OIDC_ADMINS: 'a, b@c.fi',
      }),
    ).toEqual({
      issuer: 'https://id.example.fi',
      clientId: 'hub',
      clientSecret: null,
      admins: ['a', 'b@c.fi'],
      redirectUri: 'https://hub.example.fi/admin/oidc/callback',
    })
  })
})
