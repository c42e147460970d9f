import type { FastifyPluginAsync } from 'fastify'
import { Journey, type OpenId } from './open-id.ts'
import { goTo } from './replies.ts'
import type { SigningIn } from './signing-in.ts'
import { textsOf } from './texts.ts'

const journeyCookie = 'alpo_journey'
const journeySeconds = 600

/** Coming in with an account at the organisation's provider. */
export const openIdRoutes: FastifyPluginAsync<{
  readonly openId: OpenId | null
  readonly signingIn: SigningIn
}> = async (web, { openId, signingIn: { cookies, enter, showSignIn, slowly } }) => {
  web.get('/admin/oidc', { config: slowly }, async ({ view }, reply) => {
    if (!openId) return showSignIn(reply, view, null, 404)
    try {
      const { url, journey } = await openId.begin()
      reply.setCookie(journeyCookie, toCookie(journey), { ...cookies, maxAge: journeySeconds })
      return goTo(reply, url.href)
    } catch {
      return showSignIn(reply, view, textsOf(view.lang).failed, 502)
    }
  })

  web.get('/admin/oidc/callback', { config: slowly }, async (request, reply) => {
    const { view } = request
    const t = textsOf(view.lang)
    const journey = Journey.safeParse(fromCookie(request.cookies[journeyCookie]))
    reply.clearCookie(journeyCookie, cookies)
    if (!openId || !journey.success) return showSignIn(reply, view, t.failed, 403)
    const done = await openId.finish(request.url.split('?')[1] ?? '', journey.data)
    if (typeof done === 'string')
      return showSignIn(reply, view, done === 'failed' ? t.failed : t.notAdmin, 403)
    return enter(reply, done.who)
  })
}

const toCookie = (journey: Journey): string => Buffer.from(JSON.stringify(journey)).toString('base64url')

function fromCookie(text: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'))
  } catch {
    return null
  }
}
