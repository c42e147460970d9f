import { errorCode } from '../data-folder/atomic-write.ts'

export type Unreachable = {
  readonly kind: 'unreachable'
  readonly reason:
    | 'offline'
    | 'timeout'
    | 'certificate'
    | 'nonsense'
    | 'insecure'
    | 'address'
    | 'not-enrolled'
    | 'locked'
}
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const answerMs = 30_000
const maxAnswerBytes = 64 * 1024 * 1024
const certificateErrors = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS|SSL|ALTNAME/

const unreachable = (reason: Unreachable['reason']): Unreachable => ({ kind: 'unreachable', reason })

/** The base address of a hub from what a person typed; plain HTTP is for this machine only. */
export function readHubAddress(typed: string): string | Unreachable {
  const text = typed.trim()
  let url: URL
  try {
    url = new URL(/^[a-z]+:\/\//i.test(text) ? text : `https://${text}`)
  } catch {
    return unreachable('address')
  }
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return unreachable('address')
  if (url.username || url.password || url.search || url.hash) return unreachable('address')
  const isThisMachine = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  if (url.protocol === 'http:' && !isThisMachine) return unreachable('insecure')
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`
}

/** Posts JSON and gives JSON back, or why there is none; it never throws and never waits for ever. */
export async function postJson(
  send: Fetch,
  url: string,
  body: unknown,
  token: string | null,
  timeoutMs: number = answerMs,
): Promise<{ readonly kind: 'json'; readonly value: unknown } | Unreachable> {
  try {
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    })
    if (Number(response.headers.get('content-length') ?? 0) > maxAnswerBytes) return unreachable('nonsense')
    return { kind: 'json', value: await response.json() }
  } catch (error) {
    return unreachable(reasonOf(error))
  }
}

function reasonOf(error: unknown): Unreachable['reason'] {
  if (error instanceof SyntaxError) return 'nonsense'
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = `${errorCode(cause)} ${cause instanceof Error ? cause.message : ''}`
  if (certificateErrors.test(code)) return 'certificate'
  if (/redirect/i.test(code)) return 'nonsense'
  return 'offline'
}
