import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Database } from '../database/database.ts'
import { signInPage, type View } from './pages.ts'
import { hasPassphrase } from './passphrase.ts'
import { home } from './paths.ts'
import { goTo, show } from './replies.ts'
import { browserDays, closeSession, isKnownBrowser, openSession, rememberBrowser } from './sessions.ts'

export const sessionCookie = 'alpo_admin'
const browserCookie = 'alpo_browser'

type Options = {
  readonly db: Database
  readonly hasOpenId: boolean
  readonly isSecure: boolean
  readonly signInsPerMinute: number
}

/** Coming in and going out, whichever way it was proven who it is. */
export function createSigningIn({ db, hasOpenId, isSecure, signInsPerMinute }: Options) {
  const cookies = { path: home, httpOnly: true, sameSite: 'lax', secure: isSecure } as const
  return {
    cookies,
    /** For routes on which somebody may guess. */
    slowly: {
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
    async showSignIn(reply: FastifyReply, view: View, problem: string | null, status: number) {
      const ways = { passphrase: await hasPassphrase(db), openId: hasOpenId }
      return show(reply, signInPage(view, ways, problem), status)
    },
    async enter(reply: FastifyReply, who: string) {
      await db.query(`INSERT INTO audit (action, who) VALUES ('sign-in', $1)`, [who])
      reply.setCookie(sessionCookie, await openSession(db, who), cookies)
      reply.setCookie(browserCookie, await rememberBrowser(db), { ...cookies, maxAge: browserDays * 86_400 })
      return goTo(reply, home)
    },
    async leave({ cookies: shown }: FastifyRequest, reply: FastifyReply) {
      await closeSession(db, shown[sessionCookie])
      reply.clearCookie(sessionCookie, cookies)
      return goTo(reply, home)
    },
  }
}
export type SigningIn = ReturnType<typeof createSigningIn>
