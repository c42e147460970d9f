import { z } from 'zod'

/** What the hub sees of an operation of the sealed realm: this name, and a box whose key it does not have. */
export const sealedEntity = 'sealed'

/**
 * Before the name of an entity that this version does not know and that came in a box: so that it never becomes, after an
 * upgrade, a record that may only come openly, nor leaves the device in plain text.
 */
const boxedPrefix = 'sealed:'
export const boxedName = (entity: string): string => `${boxedPrefix}${entity}`
/** The entity's own name where it has come in a box and was unknown then; else null. */
export const nameInBox = (entity: string): string | null =>
  entity.startsWith(boxedPrefix) ? entity.slice(boxedPrefix.length) : null

/** 32 bytes in base64. */
const Digest = z.base64().length(44)
/**
 * What an operation of the sealed realm carries outside its box. Nobody takes a box away who cannot open it: `lock` is the
 * hash of a secret that is made from the realm's key and the record's id, and who erases the record tells the hub the
 * secret. A box without a lock, of an earlier version, is taken away by an administrator's device only.
 */
export const SealedFields = z.looseObject({
  box: z.string(),
  /** The id of the key that it was sealed with. */
  key: z.string().max(200),
  /** SHA-256 of the secret. */
  lock: Digest.optional(),
  /** The secrets of the record by all of the realm's keys, on the operation that erases it; the hub hands them to nobody. */
  proofs: z.array(Digest).max(200).optional(),
})
