import { randomBytes, timingSafeEqual } from 'node:crypto'

export type StartLinks = {
  /** A new secret for a start address; the ones before it stay valid for their time, until one is used. */
  readonly issue: (seconds: number | null) => string
  /** True for the first use of a secret in its time; from then on no secret that was issued before is valid. */
  readonly redeem: (secret: string) => boolean
}

/**
 * Secrets that let one browser in. Each is valid once: by then the browser has its cookie, and who reads the address
 * afterwards (in a list of processes, a history, a log) has nothing.
 * @param now The clock in milliseconds, monotonic.
 */
export function createStartLinks(now: () => number = () => performance.now()): StartLinks {
  let valid: { readonly secret: string; readonly until: number }[] = []
  return {
    issue(seconds) {
      const secret = newSecret()
      valid = valid.filter(({ until }) => until > now())
      valid.push({ secret, until: seconds === null ? Number.POSITIVE_INFINITY : now() + seconds * 1000 })
      return secret
    },
    redeem(given) {
      const isValid = valid.some(({ secret, until }) => until > now() && isSame(secret, given))
      if (isValid) valid = []
      return isValid
    },
  }
}

export const newSecret = (): string => randomBytes(32).toString('base64url')

/** Compares secrets in a time that tells nothing of them. */
export function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}
