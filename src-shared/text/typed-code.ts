import { base32crockford } from '@scure/base'

/** Crockford's base 32 without 0 and 1: no signs that look alike on paper. */
const clearSigns = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const signBits = 5
const byteBits = 8

const inGroups = (signs: string): string => (signs.match(/.{1,5}/g) ?? []).join('-')

/**
 * A random code to print, tell and type, of 4.9 bits a sign in groups of five.
 * @param randomInt draws a whole number from 0 on that is below the one given
 */
export const drawCode = (signs: number, randomInt: (below: number) => number): string =>
  inGroups(Array.from({ length: signs }, () => clearSigns[randomInt(clearSigns.length)]).join(''))

/** The signs of a code that was typed, whatever its case, spaces and hyphens. */
export const typedSigns = (typed: string): string => typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')

/** Bytes as a code to print, tell and type: Crockford's base 32 in groups of five. */
export const bytesToCode = (bytes: Uint8Array): string => inGroups(base32crockford.encode(bytes))

/**
 * The bytes of a code that was typed; null where it is none. 0 and 1 are read where O, I and L were typed, and signs that
 * do not fill a byte are left out.
 */
export function codeToBytes(typed: string): Uint8Array | null {
  const signs = typedSigns(typed)
  const wholeBytes = Math.floor((signs.length * signBits) / byteBits)
  try {
    return base32crockford.decode(signs.slice(0, Math.ceil((wholeBytes * byteBits) / signBits)))
  } catch {
    return null
  }
}
