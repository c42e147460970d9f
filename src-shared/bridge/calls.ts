import { z } from 'zod'
import { AttachmentFields } from '../domain/attachment.ts'
import { ClaimFile } from '../domain/claims/claim-file.ts'
import { RulePack } from '../domain/claims/rule-pack.ts'
import { SyncRequest, SyncResponse } from '../sync/messages.ts'

/**
 * The one contract between window and main process. Add a call here and tsc asks src-main for its handler; the shells and
 * the preload never change. What may happen on a good day is part of `output`; a wrong sender or input throws.
 */
const nothing = z.strictObject({})
const Passphrase = z.string().min(1).max(1000)
/** 32 random bytes, base64: the window turns them into a key that cannot be read out again. */
const DataKey = z.base64().length(44)
const unlocked = z.object({
  kind: z.literal('unlocked'),
  userId: z.uuid(),
  keyId: z.string(),
  dataKey: DataKey,
})
const Refusal = z.object({ kind: z.literal('wrong'), waitMs: z.int().nonnegative() })

const Unreachable = z.object({
  kind: z.literal('unreachable'),
  /** `nonsense`: something answered that is not the hub. `insecure`: plain HTTP to another machine. */
  reason: z.enum([
    'offline',
    'timeout',
    'certificate',
    'nonsense',
    'insecure',
    'address',
    'not-enrolled',
    'locked',
  ]),
})

export const calls = {
  appInfo: {
    input: nothing,
    output: z.object({ version: z.string(), shell: z.enum(['electron', 'preview']) }),
  },
  keysStatus: { input: nothing, output: z.enum(['none', 'locked', 'unlocked']) },
  keysCreate: {
    input: z.strictObject({ userId: z.uuid(), passphrase: Passphrase.min(8) }),
    output: z.discriminatedUnion('kind', [
      unlocked.extend({ kind: z.literal('created'), recoveryKey: z.string() }),
      z.object({ kind: z.literal('exists') }),
    ]),
  },
  keysUnlock: {
    input: z.strictObject({ passphrase: Passphrase }),
    output: z.discriminatedUnion('kind', [unlocked, Refusal, z.object({ kind: z.literal('damaged') })]),
  },
  /** Opens with the printed recovery key and sets a new passphrase in the same step. */
  keysRecover: {
    input: z.strictObject({ recoveryKey: z.string().min(1).max(100), newPassphrase: Passphrase.min(8) }),
    output: z.discriminatedUnion('kind', [unlocked, Refusal, z.object({ kind: z.literal('damaged') })]),
  },
  keysLock: { input: nothing, output: z.null() },
  rulePack: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('pack'), pack: RulePack }),
      z.object({ kind: z.literal('broken'), message: z.string() }),
    ]),
  },
  syncStatus: {
    input: nothing,
    output: z.object({ address: z.string().nullable(), organisation: z.string().nullable() }),
  },
  syncEnrol: {
    input: z.strictObject({
      address: z.string().min(1).max(300),
      code: z.string().min(1).max(60),
      deviceId: z.uuid(),
      deviceName: z.string().trim().min(1).max(100),
      organisationId: z.uuid().nullable(),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('enrolled'), organisation: z.string() }),
      z.object({
        kind: z.literal('refused'),
        reason: z.enum([
          'code',
          'other-organisation',
          'device',
          'client-too-old',
          'hub-too-old',
          'malformed',
          'busy',
        ]),
      }),
      Unreachable,
    ]),
  },
  syncExchange: {
    input: z.strictObject({ message: SyncRequest }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('answer'), response: SyncResponse }),
      Unreachable,
    ]),
  },
  pickFiles: {
    input: nothing,
    output: z.array(z.object({ token: z.uuid(), name: z.string(), bytes: z.int().nonnegative() })),
  },
  /** Takes a picked file into the encrypted store. The window never names a path: the token stands for the picked file. */
  keepAttachment: {
    input: z.strictObject({ token: z.uuid(), maxBytes: z.int().positive() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), attachment: AttachmentFields.omit({ claimId: true }) }),
      z.object({
        kind: z.literal('refused'),
        reason: z.enum(['gone', 'empty', 'too-large', 'not-supported', 'disk-full', 'locked']),
      }),
    ]),
  },
  saveClaimFile: {
    input: z.strictObject({ file: ClaimFile }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), name: z.string(), bytes: z.int(), sha256: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({
        kind: z.literal('failed'),
        reason: z.enum([
          'disk-full',
          'not-writable',
          'attachment-missing',
          'sum-differs',
          'too-much-work',
          'locked',
        ]),
      }),
    ]),
  },
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
export const callNames = Object.keys(calls) as readonly CallName[] // Object.keys forgets the names it was given
export type Input<N extends CallName> = z.output<Calls[N]['input']>
export type Output<N extends CallName> = z.output<Calls[N]['output']>
export type Bridge = { readonly [N in CallName]: (input: z.input<Calls[N]['input']>) => Promise<Output<N>> }
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Promise<Output<N>> | Output<N> }
