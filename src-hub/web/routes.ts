import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isRole } from '../../src-shared/kernel/role.ts'
import {
  createEnrolCode,
  type DeviceRow,
  listDevices,
  listUsers,
  revokeDevice,
  setQuota,
} from '../access/administration.ts'
import { ensureOrganisation } from '../access/organisation-names.ts'
import {
  eraseOrganisation,
  exportLines,
  listOrganisations,
  type OrganisationRow,
} from '../archive/organisations.ts'
import type { Database } from '../database/database.ts'
import { createOpenId, Journey, type OpenIdOptions } from './open-id.ts'
import { codePage, organisationPage, organisationsPage, revokePage, signInPage, type View } from './pages.ts'
import { hasPassphrase, isPassphrase } from './passphrase.ts'
import {
  browserDays,
  closeSession,
  isKnownBrowser,
  openSession,
  readSession,
  rememberBrowser,
  type Session,
} from './sessions.ts'
import { langOf, type Texts, textsOf } from './texts.ts'

export type WebOptions = {
  readonly db: Database
  readonly openId: OpenIdOptions | null
  /** Whether browsers come over TLS, here or at a proxy: cookies are for that alone then. */
  readonly isSecure: boolean
  readonly signInsPerMinute?: number
}

const [sessionCookie, journeyCookie, browserCookie] = ['alpo_admin', 'alpo_journey', 'alpo_browser']
const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const OrgParams = z.object({ id: z.uuid() })
const DeviceParams = OrgParams.extend({ deviceId: z.uuid() })
const said = ['saved', 'erased', 'revoked'] as const satisfies readonly (keyof Texts)[]

/** The administration of the hub as a few pages without scripts, under `/admin`. */
export async function addWeb(
  hub: FastifyInstance,
  { db, openId: openIdOptions, isSecure, signInsPerMinute = 10 }: WebOptions,
): Promise<void> {
  const openId = openIdOptions && createOpenId(openIdOptions)
  const cookies = { path: '/admin', httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  const slowly = {
    config: {
      rateLimit: {
        max: signInsPerMinute,
        // behind a proxy that nobody named all have one address: whoever guesses there locks out strangers, not those who
        // have signed in before
        keyGenerator: async ({ ip, cookies: shown }: FastifyRequest) => {
          const browser = shown[browserCookie]
          return browser && (await isKnownBrowser(db, browser)) ? `browser ${browser}` : ip
        },
      },
    },
  }

  const viewOf = async (request: FastifyRequest): Promise<View> => {
    const { said: key } = request.query as { said?: string } // whatever was typed
    const lang = langOf(request.headers['accept-language'])
    const word = said.find((one) => one === key)
    return {
      lang,
      session: await readSession(db, request.cookies[sessionCookie]),
      said: word ? textsOf(lang)[word] : null,
    }
  }
  const show = (reply: FastifyReply, text: string, status = 200) =>
    reply.code(status).type('text/html; charset=utf-8').send(text)
  const showSignIn = async (reply: FastifyReply, view: View, problem: string | null, status = 200) =>
    show(
      reply,
      signInPage(view, { passphrase: await hasPassphrase(db), openId: openId !== null }, problem),
      status,
    )
  const note = (session: Session, action: string, orgId: string | null) =>
    db.query('INSERT INTO audit (org_id, action, who) VALUES ($1, $2, $3)', [orgId, action, session.who])
  const enter = async (reply: FastifyReply, who: string) => {
    await db.query(`INSERT INTO audit (action, who) VALUES ('sign-in', $1)`, [who])
    reply.setCookie(sessionCookie, await openSession(db, who), cookies)
    reply.setCookie(browserCookie, await rememberBrowser(db), { ...cookies, maxAge: browserDays * 86_400 })
    return reply.redirect('/admin', 303)
  }

  await hub.register(async (web) => {
    await web.register(cookie)
    await web.register(formBody)
    web.addHook('onSend', async (_, reply) => {
      reply.headers({
        'content-security-policy':
          "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
      })
    })

    web.get('/admin/style.css', (_, reply) => reply.type('text/css').send(style))

    web.get('/admin', async (request, reply) => {
      const view = await viewOf(request)
      if (!view.session) return showSignIn(reply, view, null)
      return show(reply, organisationsPage(view, await listOrganisations(db)))
    })

    web.post('/admin/sign-in', slowly, async (request, reply) => {
      const view = await viewOf(request)
      const read = z.object({ passphrase: z.string().max(1000) }).safeParse(request.body)
      if (!read.success || !(await isPassphrase(db, read.data.passphrase)))
        return showSignIn(reply, view, textsOf(view.lang).wrong, 403)
      return enter(reply, 'passphrase')
    })

    web.get('/admin/oidc', slowly, async (request, reply) => {
      const view = await viewOf(request)
      if (!openId) return showSignIn(reply, view, null, 404)
      try {
        const { url, journey } = await openId.begin()
        reply.setCookie(journeyCookie, Buffer.from(JSON.stringify(journey)).toString('base64url'), {
          ...cookies,
          maxAge: 600,
        })
        return reply.redirect(url.href, 303)
      } catch {
        return showSignIn(reply, view, textsOf(view.lang).failed, 502)
      }
    })

    web.get('/admin/oidc/callback', slowly, async (request, reply) => {
      const view = await viewOf(request)
      const t = textsOf(view.lang)
      const journey = Journey.safeParse(fromCookie(request.cookies[journeyCookie]))
      reply.clearCookie(journeyCookie, cookies)
      if (!openId || !journey.success) return showSignIn(reply, view, t.failed, 403)
      const done = await openId.finish(request.url.split('?')[1] ?? '', journey.data)
      if (typeof done === 'string')
        return showSignIn(reply, view, done === 'failed' ? t.failed : t.notAdmin, 403)
      return enter(reply, done.who)
    })

    /** Everything below is for who has signed in; what changes something needs the form's own sign. */
    type Signed = View & { readonly session: Session }
    const signed =
      (work: (view: Signed, request: FastifyRequest, reply: FastifyReply) => Promise<unknown>) =>
      async (request: FastifyRequest, reply: FastifyReply) => {
        const view = await viewOf(request)
        const { session } = view
        if (!session) return showSignIn(reply, view, null, 403)
        const { csrf } = (request.body ?? {}) as { csrf?: string } // whatever was sent
        if (request.method !== 'GET' && csrf !== session.csrf) {
          const page = organisationsPage(
            { ...view, said: textsOf(view.lang).expired },
            await listOrganisations(db),
          )
          return show(reply, page, 403)
        }
        return work({ ...view, session }, request, reply)
      }
    const organisationOf = async (request: FastifyRequest): Promise<OrganisationRow | null> => {
      const read = OrgParams.safeParse(request.params)
      return (await listOrganisations(db)).find(({ id }) => id === read.data?.id) ?? null
    }
    const deviceOf = async (request: FastifyRequest): Promise<DeviceRow | null> => {
      const read = DeviceParams.safeParse(request.params)
      const organisation = await organisationOf(request)
      if (!read.success || !organisation) return null
      return (await listDevices(db, organisation.id)).find(({ id }) => id === read.data.deviceId) ?? null
    }
    const home = (reply: FastifyReply, word: (typeof said)[number] | null, orgId: string | null = null) =>
      reply.redirect(`/admin${orgId ? `/organisations/${orgId}` : ''}${word ? `?said=${word}` : ''}`, 303)
    const showOrganisation = async (
      reply: FastifyReply,
      view: View,
      organisation: OrganisationRow,
      problem: string | null = null,
    ) =>
      show(
        reply,
        organisationPage(
          view,
          organisation,
          await listDevices(db, organisation.id),
          await listUsers(db, organisation.id),
          problem,
        ),
        problem === null ? 200 : 400,
      )

    web.post(
      '/admin/sign-out',
      signed(async (_, request, reply) => {
        await closeSession(db, request.cookies[sessionCookie])
        reply.clearCookie(sessionCookie, cookies)
        return home(reply, null)
      }),
    )
    web.post(
      '/admin/codes',
      signed(async (view, request, reply) => {
        const read = z
          .object({ organisation: z.string().trim().min(1).max(200), role: z.custom(isRole) })
          .safeParse(request.body)
        if (!read.success) return home(reply, null)
        const { organisation, role } = read.data
        const id = await ensureOrganisation(db, organisation)
        const code = await createEnrolCode(db, id, isRole(role) ? role : null)
        await note(view.session, 'code', id)
        return show(reply, codePage(view, organisation, code))
      }),
    )
    web.get(
      '/admin/organisations/:id',
      signed(async (view, request, reply) => {
        const organisation = await organisationOf(request)
        return organisation ? showOrganisation(reply, view, organisation) : home(reply, null)
      }),
    )
    web.get(
      '/admin/organisations/:id/devices/:deviceId',
      signed(async (view, request, reply) => {
        const [organisation, device] = [await organisationOf(request), await deviceOf(request)]
        return organisation && device
          ? show(reply, revokePage(view, organisation.id, device))
          : home(reply, null)
      }),
    )
    web.post(
      '/admin/organisations/:id/devices/:deviceId',
      signed(async (view, request, reply) => {
        const [organisation, device] = [await organisationOf(request), await deviceOf(request)]
        if (!organisation || !device) return home(reply, null)
        await revokeDevice(db, device.id)
        await note(view.session, 'revoke-by', organisation.id)
        return home(reply, 'revoked', organisation.id)
      }),
    )
    web.post(
      '/admin/organisations/:id/quota',
      signed(async (view, request, reply) => {
        const organisation = await organisationOf(request)
        const read = z
          .object({ megabytes: z.coerce.number().int().nonnegative().max(10_000_000) })
          .safeParse(request.body)
        if (!organisation || !read.success) return home(reply, null)
        await setQuota(db, organisation.id, read.data.megabytes)
        await note(view.session, 'quota-by', organisation.id)
        return home(reply, 'saved', organisation.id)
      }),
    )
    web.post(
      '/admin/organisations/:id/export',
      signed(async (view, request, reply) => {
        const organisation = await organisationOf(request)
        if (!organisation) return home(reply, null)
        await note(view.session, 'export', organisation.id)
        const lines = Readable.from(exportLines(db, organisation.id, { rows: 0 }))
        return reply
          .type('application/gzip')
          .header('content-disposition', 'attachment; filename="organisation.jsonl.gz"')
          .header('content-encoding', 'identity')
          .send(lines.pipe(createGzip({ level: 6 })))
      }),
    )
    web.post(
      '/admin/organisations/:id/erase',
      signed(async (view, request, reply) => {
        const organisation = await organisationOf(request)
        if (!organisation) return home(reply, null)
        const { name } = (request.body ?? {}) as { name?: string } // whatever was sent
        if (name?.trim() !== organisation.name)
          return showOrganisation(reply, view, organisation, textsOf(view.lang).eraseWrong)
        await eraseOrganisation(db, organisation.id)
        await note(view.session, 'erase-by', null)
        return home(reply, 'erased')
      }),
    )
  })
}

function fromCookie(text: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
