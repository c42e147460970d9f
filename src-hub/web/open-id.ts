import * as client from 'openid-client'
import { z } from 'zod'

/** Where administrators of the hub have their accounts (OpenID Connect Core 1.0, authorisation code with PKCE). */
export type OpenIdOptions = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string | null
  /** Where the browser is sent back to: `https://hub.example.fi/admin/oidc/callback`. */
  readonly redirectUri: string
  /** Subjects, or addresses that the issuer has verified. Nobody else is let in, however well they are known there. */
  readonly admins: readonly string[]
}

/** What a browser carries between being sent away and coming back. */
export const Journey = z.strictObject({ verifier: z.string(), state: z.string(), nonce: z.string() })
export type Journey = z.infer<typeof Journey>

export type OpenId = {
  begin(): Promise<{ readonly url: URL; readonly journey: Journey }>
  /** @returns who it is, `not-admin`, or `failed` where the answer is not one to this journey. */
  finish(query: string, journey: Journey): Promise<{ readonly who: string } | 'not-admin' | 'failed'>
}

/** Plain HTTP is for a provider on the same machine only. */
const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)

export function createOpenId(options: OpenIdOptions): OpenId {
  const issuer = new URL(options.issuer)
  let found: Promise<client.Configuration> | null = null
  // looked up when it is first needed, and again after a failure: the provider may start after the hub
  const configuration = (): Promise<client.Configuration> => {
    found ??= client
      .discovery(
        issuer,
        options.clientId,
        options.clientSecret ?? undefined,
        options.clientSecret === null ? client.None() : undefined,
        isLoopback(issuer) ? { execute: [client.allowInsecureRequests] } : undefined,
      )
      .catch((error: unknown) => {
        found = null
        throw error
      })
    return found
  }
  return {
    async begin() {
      const config = await configuration()
      const verifier = client.randomPKCECodeVerifier()
      const journey = { verifier, state: client.randomState(), nonce: client.randomNonce() }
      const url = client.buildAuthorizationUrl(config, {
        redirect_uri: options.redirectUri,
        scope: 'openid email',
        state: journey.state,
        nonce: journey.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url, journey }
    },
    async finish(query, { verifier, state, nonce }) {
      const came = new URL(options.redirectUri)
      came.search = query
      try {
        const config = await configuration()
        const tokens = await client.authorizationCodeGrant(config, came, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) return 'failed'
        const { iss, sub } = claims
        // many providers tell the address only when they are asked
        const told = claims.email ? claims : await client.fetchUserInfo(config, tokens.access_token, sub)
        const isVerified = told.email_verified === true && typeof told.email === 'string'
        const names = [sub, ...(isVerified ? [String(told.email)] : [])]
        return names.some((name) => options.admins.includes(name)) ? { who: `${iss} ${sub}` } : 'not-admin'
      } catch {
        return 'failed' // a code that was used, another state or nonce, a signature that does not hold
      }
    },
  }
}

/** The settings of a hub's environment, or null where none are made. @throws Error naming the one that is missing. */
export function openIdFromEnvironment(env: NodeJS.ProcessEnv): OpenIdOptions | null {
  const { ALPO_HUB_OIDC_ISSUER: issuer } = env
  if (!issuer) return null
  const needed = (name: string): string => {
    const value = env[name]
    if (!value) throw new Error(`${name} is needed beside ALPO_HUB_OIDC_ISSUER`)
    return value
  }
  return {
    issuer,
    clientId: needed('ALPO_HUB_OIDC_CLIENT_ID'),
    clientSecret: env.ALPO_HUB_OIDC_CLIENT_SECRET ?? null,
    redirectUri: new URL('/admin/oidc/callback', needed('ALPO_HUB_PUBLIC_URL')).href,
    admins: needed('ALPO_HUB_OIDC_ADMINS')
      .split(',')
      .map((name) => name.trim()),
  }
}
