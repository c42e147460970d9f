import { hashSecret } from './secrets.ts'

/** A device that was here so lately is let in while strangers at its address are not even looked at. */
const knownMs = 10 * 60_000
const maxEntries = 10_000

/** Stops who tries tokens before the database is asked; a device that is known goes on, also from the same address. */
export type Gate = {
  isShut(address: string, token: string): boolean
  noteKnown(token: string): void
  noteFailure(address: string): void
}

/** @param maxFailures unknown tokens from one address in `windowMs`; with the next one it is shut for as long. */
export function createGate(maxFailures: number, windowMs = 60_000): Gate {
  const failures = new Map<string, { count: number; readonly until: number }>()
  const known = new Map<string, number>()
  const keyOf = (token: string): string => hashSecret(token).toString('base64')
  const keep = <T>(map: Map<string, T>, key: string, value: T): void => {
    map.delete(key)
    map.set(key, value)
    const [oldest] = map.keys()
    if (map.size > maxEntries && oldest !== undefined) map.delete(oldest)
  }
  return {
    isShut(address, token) {
      const failed = failures.get(address)
      if (!failed || failed.count < maxFailures || failed.until < Date.now()) return false
      return (known.get(keyOf(token)) ?? 0) < Date.now()
    },
    noteKnown: (token) => keep(known, keyOf(token), Date.now() + knownMs),
    noteFailure(address) {
      const failed = failures.get(address)
      if (failed && failed.until >= Date.now()) failed.count++
      else keep(failures, address, { count: 1, until: Date.now() + windowMs })
    },
  }
}
