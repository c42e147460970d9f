import { randomBytes, timingSafeEqual } from 'node:crypto'

export type StartLinks = {
  /** A new secret for a start address; the ones before it stay valid for their time, until one is used. */
  readonly issue: (seconds: number | null) => string
  /** Whether a secret lets a browser in now. Asking does not use it up: who only looks (a probe, a preview) stays outside. */
  readonly open: (secret: string) => boolean
  /** A browser has come in: no secret issued so far is valid any more. True when one had been opened since the last time. */
  readonly use: () => boolean
}

/**
 * Secrets that let one browser in. Each is valid until a browser has come in by one: it has its cookie then, and who reads the
 * address afterwards (in a list of processes, a history, a log) has nothing.
 * @param now The clock in milliseconds, monotonic.
 */
export function createStartLinks(now: () => number = () => performance.now()): StartLinks {
  let valid: { readonly secret: string; readonly until: number }[] = []
  let isOpened = false
  return {
    issue(seconds) {
      const secret = newSecret()
      valid = valid.filter(({ until }) => until > now())
      valid.push({ secret, until: seconds === null ? Number.POSITIVE_INFINITY : now() + seconds * 1000 })
      return secret
    },
    open(given) {
      const isValid = valid.some(({ secret, until }) => until > now() && isSame(secret, given))
      isOpened ||= isValid
      return isValid
    },
    use() {
      const wasOpened = isOpened
      if (wasOpened) valid = []
      isOpened = false
      return wasOpened
    },
  }
}

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Compares secrets in a time that tells nothing of them. */
export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
