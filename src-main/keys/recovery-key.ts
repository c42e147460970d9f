import { randomInt } from 'node:crypto'

/** No signs that look alike on paper. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const [groups, groupLength] = [6, 5]

/** 30 signs, 147 random bits, in groups of five: made to be printed and typed. */
export const newRecoveryKey = (): string =>
  Array.from({ length: groups }, () =>
    Array.from({ length: groupLength }, () => alphabet[randomInt(alphabet.length)]).join(''),
  ).join('-')

/** What was typed, whatever its case, spaces and hyphens. */
export const recoveryKeyToBytes = (typed: string): Uint8Array =>
  new TextEncoder().encode(typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
