import { z } from 'zod'
import { AttachmentFields } from '../domain/claims/records/attachment.ts'
import { DeviceKeyFields, RealmKeyFields } from '../domain/organisation/realm-key.ts'
import { maxMessages } from '../sync/exchange-file.ts'
import { SyncRequest, SyncResponse } from '../sync/messages.ts'
import { DataKey, NearNames, NewPassphrase, nothing, Passphrase } from './inputs.ts'

/** In the order of their generations: what is written is sealed with the last. */
const RealmKeys = z.array(z.object({ id: z.string(), key: DataKey, generation: z.int().positive() }))
const RealmRecords = z.array(RealmKeyFields).max(1000)

/** Thousands of operations are checked once, where they come in from the hub, and not again on the way to the window. */
const CheckedResponse = z.custom<SyncResponse>((value) => typeof value === 'object' && value !== null)

const Unreachable = z.object({
  kind: z.literal('unreachable'),
  /**
   * `nonsense`: something answered that is not the hub. `too-large`: a proxy before it lets no message of that size through.
   * `insecure`: plain HTTP to another machine.
   */
  reason: z.enum([
    'offline',
    'timeout',
    'certificate',
    'nonsense',
    'too-large',
    'insecure',
    'address',
    'not-enrolled',
    'locked',
  ]),
})

/** The calls that reach a hub, and those about the keys that it does not have. */
export const syncCalls = {
  /** The keys of the sealed realm, the newest last; none while claims stay on this device. */
  realmKeys: { input: nothing, output: z.object({ keys: RealmKeys }) },
  /** Makes the first key, or gives what there is. */
  realmMake: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('made'), keys: RealmKeys }),
      z.object({ kind: z.literal('locked') }),
    ]),
  },
  /** The newest key for another device, under a passphrase that is told another way. */
  realmHandOver: {
    input: z.strictObject({ passphrase: NewPassphrase, names: NearNames }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('code'), code: z.string() }),
      z.object({ kind: z.enum(['none', 'weak']) }),
    ]),
  },
  realmAccept: {
    input: z.strictObject({ code: z.string().max(400), passphrase: Passphrase }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('accepted'), keys: RealmKeys }),
      z.object({ kind: z.enum(['locked', 'mistyped', 'wrong']) }),
    ]),
  },
  /** By which keys of the sealed realm can be boxed for this device, and for the recovery key that it printed. */
  realmPublicKey: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      DeviceKeyFields.extend({ kind: z.literal('key') }),
      z.object({ kind: z.literal('locked') }),
    ]),
  },
  /** Boxes the current key, or one made for this, for each of the recipients. It is used once it comes back by `realmOpen`. */
  realmBox: {
    input: z.strictObject({
      isNew: z.boolean(),
      recipients: z.array(z.strictObject({ id: z.string().max(60), publicKey: z.base64() })).max(2000),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('boxed'), record: RealmKeyFields }),
      z.object({ kind: z.literal('none') }),
    ]),
  },
  /** Takes from the records what is boxed for this device, and the keys before those that it has. */
  realmOpen: {
    input: z.strictObject({ deviceId: z.uuid(), records: RealmRecords }),
    output: z.object({ keys: RealmKeys }),
  },
  /** The same by the recovery key that was printed when the first device was set up. */
  realmRecover: {
    input: z.strictObject({ recoveryKey: z.string().max(200), records: RealmRecords }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('accepted'), keys: RealmKeys }),
      z.object({ kind: z.enum(['locked', 'wrong']) }),
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
  /** The same device goes on under another id: its token for the old one is exchanged at the hub. */
  syncRenew: {
    input: z.strictObject({ deviceId: z.uuid() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('renewed') }),
      z.object({ kind: z.literal('refused'), reason: z.string() }),
      Unreachable,
    ]),
  },
  syncExchange: {
    input: z.strictObject({ message: SyncRequest }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('answer'),
        response: CheckedResponse,
        /** How far this machine's clock is ahead of the hub's, in ms; absent where the hub does not say its time. */
        clockAheadMs: z.number().optional(),
      }),
      Unreachable,
    ]),
  },
  /** Lets the person say where to put the messages, sealed for the hub: for a stick, where there is no network. */
  exchangeMake: {
    input: z.strictObject({ deviceId: z.uuid(), messages: z.array(SyncRequest).max(maxMessages) }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('not-enrolled') }),
      z.object({ kind: z.literal('saved'), name: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({ kind: z.literal('failed'), reason: z.enum(['disk-full', 'not-writable']) }),
    ]),
  },
  /** Lets the person pick an exchange file: one of another device is handed in at the hub, an answer to this one is read. */
  exchangeOpen: {
    input: z.strictObject({ deviceId: z.uuid() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('answers'), responses: z.array(SyncResponse) }),
      z.object({ kind: z.literal('relayed'), name: z.string() }),
      z.object({
        kind: z.enum(['not-enrolled', 'cancelled', 'not-exchange', 'of-another', 'own', 'refused']),
      }),
      z.object({ kind: z.literal('failed'), reason: z.enum(['disk-full', 'not-writable']) }),
      Unreachable,
    ]),
  },
  /**
   * Sends those of the files that are here and not yet at the hub, and fetches those that are asked for, for as long as a
   * call may take; `left` says how many are still to be sent or fetched.
   */
  syncFiles: {
    input: z.strictObject({
      send: z.array(AttachmentFields.shape.sha256).max(1000),
      fetch: z.array(AttachmentFields.shape.sha256).max(1000),
      /** Those that the hub is to let go of, because their records were erased. */
      erase: z.array(AttachmentFields.shape.sha256).max(1000).default([]),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.enum(['done', 'quota']),
        left: z.int().nonnegative(),
        /** Asked for, and not at the hub either: the device that has them has not sent them yet. */
        missing: z.int().nonnegative(),
        /** Those to send that are here and not at the hub yet. */
        unsent: z.array(AttachmentFields.shape.sha256),
        usedBytes: z.int().nonnegative(),
        quotaBytes: z.int().nonnegative(),
      }),
      Unreachable,
    ]),
  },
} as const
