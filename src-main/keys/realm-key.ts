import { createHash } from 'node:crypto'
import { z } from 'zod'

/** The keys of the sealed realm, in the order of generations, and of ids within one: every device takes the same newest. */
export const RealmKeys = z.array(
  z.strictObject({ id: z.string(), key: z.base64(), generation: z.int().positive().default(1) }),
)
export type RealmKeys = z.infer<typeof RealmKeys>
export type RealmKey = RealmKeys[number]

export const realmKeyBytes = 32
/** What boxes are bound to that hold keys of the realm. */
export const realmContext = 'sealed-realm'

/** A key goes by the name that is made of it. */
export const realmKeyIdOf = (secret: Uint8Array): string =>
  createHash('sha256').update('alpo-desk/realm-id').update(secret).digest('hex').slice(0, 12)

export const secretOf = ({ key }: RealmKey): Buffer => Buffer.from(key, 'base64')

export const realmKeyOf = (secret: Buffer, generation: number): RealmKey => ({
  id: realmKeyIdOf(secret),
  key: secret.toString('base64'),
  generation,
})
