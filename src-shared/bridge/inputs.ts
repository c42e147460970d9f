import { z } from 'zod'

/** What several parts of the bridge's contract take in. */
export const nothing = z.strictObject({})
export const Passphrase = z.string().min(1).max(1000)
/** 32 random bytes, base64: the window turns them into a key that cannot be read out again. */
export const DataKey = z.base64().length(44)
