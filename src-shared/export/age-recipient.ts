import { bech32 } from '@scure/base'
import { z } from 'zod'

/** `secret-key`: it opens what is encrypted, and belongs to nobody but who reads. `other-kind`: of age, but no X25519 key. */
export type RecipientProblem = 'secret-key' | 'other-kind' | 'not-a-recipient'

/**
 * What is wrong with a typed recipient of age (`age1…`, an X25519 public key in Bech32; https://age-encryption.org/v1); null
 * for nothing. Only keys that every version of the standard tool takes are allowed.
 */
export function recipientProblem(text: string): RecipientProblem | null {
  if (/^age-secret-key-/i.test(text)) return 'secret-key'
  if (/^(ssh-|age1(pq|tag|tagpq|yubikey|se|tpm)1)/.test(text)) return 'other-kind'
  if (!text.startsWith('age1') || text !== text.toLowerCase()) return 'not-a-recipient'
  const read = bech32.decodeUnsafe(text)
  if (read?.prefix !== 'age') return 'not-a-recipient'
  const key = bech32.fromWordsUnsafe(read.words)
  return key && key.length === 32 && key.some((byte) => byte !== 0) ? null : 'not-a-recipient'
}

export const AgeRecipient = z.string().refine((text) => recipientProblem(text) === null)

/** The recipients in a text with one a line; what is behind `#` is a remark. */
export const readRecipients = (text: string): readonly string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim())
      .filter(Boolean),
  ),
]
