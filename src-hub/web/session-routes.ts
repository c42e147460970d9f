import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { listOrganisations } from '../archive/organisations.ts'
import type { Database } from '../database/database.ts'
import { organisationsPage } from './pages.ts'
import { isPassphrase } from './passphrase.ts'
import { home } from './paths.ts'
import { show } from './replies.ts'
import type { SigningIn } from './signing-in.ts'
import { textsOf } from './texts.ts'

/** The first page, and coming in with the passphrase. */
export const sessionRoutes: FastifyPluginAsyncZod<{
  readonly db: Database
  readonly signingIn: SigningIn
}> = async (web, { db, signingIn }) => {
  web.get(home, async ({ view }, reply) => {
    if (!view.session) return signingIn.showSignIn(reply, view, null, 200)
    return show(reply, organisationsPage(view, await listOrganisations(db)))
  })

  web.post(
    '/admin/sign-in',
    {
      config: signingIn.slowly,
      attachValidation: true, // a passphrase of any shape is one that is wrong
      schema: { body: z.object({ passphrase: z.string().max(1000) }) },
    },
    async ({ view, body, validationError }, reply) => {
      if (validationError || !(await isPassphrase(db, body.passphrase)))
        return signingIn.showSignIn(reply, view, textsOf(view.lang).wrong, 403)
      return signingIn.enter(reply, 'passphrase')
    },
  )
}
