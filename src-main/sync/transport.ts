import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import { errorCode } from '../data-folder/atomic-write.ts'

export type Unreachable = {
  readonly kind: 'unreachable'
  readonly reason:
    | 'offline'
    | 'timeout'
    | 'certificate'
    | 'nonsense'
    /** A proxy before the hub does not let a message of this size through (HTTP 413). */
    | 'too-large'
    | 'insecure'
    | 'address'
    | 'not-enrolled'
    | 'locked'
}
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const answerMs = 40_000
/** Characters from which on packing saves more than it costs. */
const worthPacking = 1024
const pack = promisify(gzip)
/** A page of a pull ends at 6 MB, before which one old operation may have 8 MB; files come in pieces of 1 MB. */
const maxAnswerBytes = 32 * 1024 * 1024
const maxPieceAnswerBytes = 2 * 1024 * 1024
const tooLargeStatus = 413
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
): Promise<
  { readonly kind: 'json'; readonly value: unknown; readonly clockAheadMs: number | null } | Unreachable
> {
  try {
    const text = JSON.stringify(body)
    const isLong = text.length > worthPacking
    const response = await send(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        ...(isLong ? { 'content-encoding': 'gzip' } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
      },
      body: isLong ? new Uint8Array(await pack(text)) : text,
    })
    if (response.status === tooLargeStatus) return unreachable('too-large')
    // to the second, as HTTP has it (RFC 9110 §6.6.1)
    const theirs = Date.parse(response.headers.get('date') ?? '')
    const clockAheadMs = Number.isNaN(theirs) ? null : Date.now() - theirs
    const bytes = await readUpTo(maxAnswerBytes, response)
    return { kind: 'json', value: JSON.parse(new TextDecoder().decode(bytes)), clockAheadMs }
  } catch (error) {
    return unreachable(reasonOf(error))
  }
}

/** The same for bytes; an answer that is no success is no answer. */
export async function sendBytes(
  send: Fetch,
  method: 'GET' | 'PUT' | 'DELETE',
  url: string,
  body: Uint8Array | null,
  token: string,
): Promise<{ readonly kind: 'bytes'; readonly bytes: Uint8Array; readonly headers: Headers } | Unreachable> {
  try {
    const response = await send(url, {
      method,
      redirect: 'error',
      signal: AbortSignal.timeout(answerMs),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body ? { 'content-type': 'application/octet-stream' } : {}),
      },
      ...(body ? { body: new Uint8Array(body) } : {}),
    })
    if (response.status === tooLargeStatus) return unreachable('too-large')
    if (!response.ok) return unreachable('nonsense')
    return { kind: 'bytes', bytes: await readUpTo(maxPieceAnswerBytes, response), headers: response.headers }
  } catch (error) {
    return unreachable(reasonOf(error))
  }
}

class TooMuch extends Error {}

/**
 * The body of an answer, counted while it is unpacked: what is said of its size, and its packed size, are no bound.
 * @throws TooMuch where more comes; the connection is given up, and the rest is not unpacked.
 */
async function readUpTo(maxBytes: number, response: Response): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const reader = response.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > maxBytes) {
      await reader.cancel().catch(() => undefined) // it is given up either way
      throw new TooMuch()
    }
    parts.push(value)
  }
  return new Uint8Array(Buffer.concat(parts))
}

function reasonOf(error: unknown): Unreachable['reason'] {
  if (error instanceof SyntaxError || error instanceof TooMuch) return 'nonsense'
  if (error instanceof Error && error.name === 'TimeoutError') return 'timeout'
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const code = `${errorCode(cause)} ${cause instanceof Error ? cause.message : ''}`
  if (certificateErrors.test(code)) return 'certificate'
  if (/redirect/i.test(code)) return 'nonsense'
  return 'offline'
}
