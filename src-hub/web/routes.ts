import { readFileSync } from 'node:fs'
import cookie from '@fastify/cookie'
import formBody from '@fastify/formbody'
import { type FastifyPluginAsyncZod, hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import type { Database } from '../database/database.ts'
import { codeRoutes } from './code-routes.ts'
import { deviceRoutes } from './device-routes.ts'
import { createOpenId, type OpenIdOptions } from './open-id.ts'
import { openIdRoutes } from './open-id-routes.ts'
import { organisationRoutes } from './organisation-routes.ts'
import { home } from './paths.ts'
import { goTo } from './replies.ts'
import { sessionRoutes } from './session-routes.ts'
import { createSigningIn } from './signing-in.ts'
import { needSignIn, readView } from './views.ts'

export type WebOptions = {
  readonly db: Database
  readonly openId: OpenIdOptions | null
  /** Whether browsers come over TLS, here or at a proxy: cookies are for that alone then. */
  readonly isSecure: boolean
  readonly signInsPerMinute?: number
}

const style = readFileSync(new URL('style.css', import.meta.url), 'utf8')
const headers = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
}

/** The administration of the hub as a few pages without scripts, under `/admin`. */
export const webRoutes: FastifyPluginAsyncZod<WebOptions> = async (web, options) => {
  await web.register(cookie)
  await web.register(formBody)
  web.addHook('onSend', async (_, reply) => void reply.headers(headers))
  web.setErrorHandler((error, _, reply) => {
    // an address or a form that names nothing leads home
    if (hasZodFastifySchemaValidationErrors(error)) return goTo(reply, home)
    throw error
  })
  web.get('/admin/style.css', (_, reply) => reply.type('text/css').send(style))
  await web.register(pages, options)
}

const pages: FastifyPluginAsyncZod<WebOptions> = async (web, { db, isSecure, ...options }) => {
  const openId = options.openId && createOpenId(options.openId)
  const { signInsPerMinute = 10 } = options
  const signingIn = createSigningIn({ db, isSecure, signInsPerMinute, hasOpenId: openId !== null })
  web.decorateRequest('view')
  web.addHook('preValidation', readView(db))
  await web.register(sessionRoutes, { db, signingIn })
  await web.register(openIdRoutes, { openId, signingIn })

  await web.register(async (signed) => {
    signed.decorateRequest('administrator')
    signed.addHook('preValidation', needSignIn(db, signingIn))
    signed.post('/admin/sign-out', signingIn.leave)
    await signed.register(codeRoutes, { db })
    await signed.register(organisationRoutes, { db })
    await signed.register(deviceRoutes, { db })
  })
}
