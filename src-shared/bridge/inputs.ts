import { z } from 'zod'

/** What several parts of the bridge's contract take in. */
export const nothing = z.strictObject({})
export const Passphrase = z.string().min(1).max(1000)
/** One that is set now; whether it is easily guessed the main process says. */
export const NewPassphrase = Passphrase.min(8)
/** Names that a new passphrase must not be made of: the organisation's, the user's. */
export const NearNames = z.array(z.string().max(200)).max(20).optional()
/** 32 random bytes, base64: the window turns them into a key that cannot be read out again. */
export const DataKey = z.base64().length(44)

/** Users of the register who may not come in on this device any more, and those who are its administrators. */
export const WaysIn = z.strictObject({
  retired: z.array(z.uuid()).max(10_000),
  administrators: z.array(z.uuid()).max(10_000),
})
export type WaysIn = z.infer<typeof WaysIn>
