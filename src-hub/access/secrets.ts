import { createHash, randomBytes, randomInt } from 'node:crypto'

/** Tokens and codes carry enough randomness that a plain hash keeps them: nobody can try them all. */
export const hashSecret = (secret: string): Buffer => createHash('sha256').update(secret).digest()

/** 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** No letters or digits that look alike (Crockford's base 32 without 0 and 1). */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A one-time code to type: 15 signs, 73 bits, in groups of five. */
export function newEnrolCode(): string {
  const signs = Array.from({ length: 15 }, () => alphabet[randomInt(alphabet.length)]).join('')
  return `${signs.slice(0, 5)}-${signs.slice(5, 10)}-${signs.slice(10)}`
}

/** What a person typed, without spaces, hyphens and case. */
export const normaliseCode = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
