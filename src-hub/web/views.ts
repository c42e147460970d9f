import type { preValidationAsyncHookHandler } from 'fastify'
import { listOrganisations } from '../archive/organisations.ts'
import type { Database } from '../database/database.ts'
import { organisationsPage, type View } from './pages.ts'
import { said, show } from './replies.ts'
import { readSession, type Session } from './sessions.ts'
import { type SigningIn, sessionCookie } from './signing-in.ts'
import { langOf, textsOf } from './texts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** What a page knows of who looks at it, on routes with the hook `readView`. */
    view: View
    /** Who has signed in, on routes with the hook `needSignIn`. */
    administrator: Session
  }
}

/** A hook: finds out who looks at a page, in which language, and what was just done. */
export const readView =
  (db: Database): preValidationAsyncHookHandler =>
  async (request) => {
    const { said: key } = request.query as { said?: string } // whatever was typed
    const lang = langOf(request.headers['accept-language'])
    const word = said.find((one) => one === key)
    request.view = {
      lang,
      session: await readSession(db, request.cookies[sessionCookie]),
      said: word ? textsOf(lang)[word] : null,
    }
  }

/** A hook: nobody passes who has not signed in, and nothing is changed but by a form of ours, which bears its own sign. */
export const needSignIn =
  (db: Database, { showSignIn }: SigningIn): preValidationAsyncHookHandler =>
  async (request, reply) => {
    const { view } = request
    if (!view.session) return showSignIn(reply, view, null, 403)
    const { csrf } = (request.body ?? {}) as { csrf?: string } // whatever was sent
    if (request.method !== 'GET' && csrf !== view.session.csrf) {
      const expired = { ...view, said: textsOf(view.lang).expired }
      return show(reply, organisationsPage(expired, await listOrganisations(db)), 403)
    }
    request.administrator = view.session
  }
