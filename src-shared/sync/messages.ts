import { z } from 'zod'
import { NumberedOperation } from './operation.ts'

/** Raise when an older peer would misread; test/fixtures/sync keeps the messages of each version. */
export const protocol = 2
/** Every version whose devices the hub still answers (S8). */
export const protocols = [1, 2] as const

export const limits = {
  pushOperations: 2000,
  pullOperations: 5000,
  bodyBytes: 8 * 1024 * 1024,
  /** A page ends before it would be larger; a single operation is always handed out. */
  pullBytes: 6 * 1024 * 1024,
  /** One operation as JSON; one of the sealed realm may be a whole claim. */
  openOperationBytes: 64 * 1024,
  sealedOperationBytes: 1024 * 1024,
  /** How long the hub holds a wait; shorter than any proxy's patience, and than a device's. */
  waitMs: 25_000,
} as const

const head = { protocol: z.literal(protocols) }

export const EnrolRequest = z.strictObject({
  ...head,
  code: z.string().min(4).max(40),
  deviceId: z.uuid(),
  deviceName: z.string().trim().min(1).max(100),
  /** The organisation record this device already holds, if it was not set up to join one. */
  organisationId: z.uuid().nullable(),
})
export type EnrolRequest = z.infer<typeof EnrolRequest>

export const EnrolResponse = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('enrolled'),
    epoch: z.uuid(),
    token: z.string().min(20).max(200),
    organisation: z.string(),
  }),
  z.object({ kind: z.literal('refused'), reason: z.enum(['code', 'other-organisation', 'device']) }),
])
export type EnrolResponse = z.infer<typeof EnrolResponse>

/** What the device has read and seen acknowledged: a hub that does not know it any more was restored from a backup (S7b). */
export const Known = z.strictObject({
  epoch: z.uuid(),
  mark: z.int().nonnegative(),
  /** The stamp of the operation at the mark; null at 0, and where an older version has read it. */
  stamp: z.uuid().nullable(),
  /** The highest of its own operations that the device has seen acknowledged. */
  acknowledged: z.int().nonnegative(),
})
export type Known = z.infer<typeof Known>

/** Since 2: a device that is a copy of another one goes on under an id of its own. */
export const RenewRequest = z.strictObject({ ...head, deviceId: z.uuid() })
export type RenewRequest = z.infer<typeof RenewRequest>
export const RenewResponse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('renewed'), token: z.string().min(20).max(200) }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
])
export type RenewResponse = z.infer<typeof RenewResponse>

export const SyncRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('push'),
    /** Checked one by one, so that a bad one does not block the others (S6). */
    operations: z.array(z.unknown()).max(limits.pushOperations),
    /** Since 2. Where the hub does not know it, nothing is stored: the bases would mean something else. */
    known: Known.optional(),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('pull'),
    after: z.int().nonnegative(),
    limit: z.int().positive().max(limits.pullOperations),
    /** Since 2. */
    known: Known.optional(),
  }),
  /** Since 2: the device has met another epoch, or a hub that lacks what it had acknowledged (S7). */
  z.strictObject({
    ...head,
    kind: z.literal('resume'),
    known: Known,
    /** The lowest number from which on it can send all its operations again. */
    sendableFrom: z.int().positive(),
  }),
  /** Since 2: held until something comes after that number, or the time is up. A hint to pull, and nothing more. */
  z.strictObject({ ...head, kind: z.literal('wait'), after: z.int().nonnegative() }),
  z.strictObject({ ...head, kind: z.literal('receipts'), after: z.int().nonnegative() }),
])
export type SyncRequest = z.infer<typeof SyncRequest>

/** What became of each operation: its number in the organisation's order, or why it was set aside. */
export const PushOutcome = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stored'), n: z.int(), seq: z.int().positive() }),
  z.object({ kind: z.literal('set-aside'), n: z.int(), reason: z.string().max(300) }),
])
export type PushOutcome = z.infer<typeof PushOutcome>

export const Receipt = z.object({ n: z.int().positive(), seq: z.int().positive(), storedAt: z.string() })
export type Receipt = z.infer<typeof Receipt>

export const SyncResponse = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('pushed'), epoch: z.uuid(), outcomes: z.array(PushOutcome) }),
  z.object({ kind: z.literal('gap'), epoch: z.uuid(), expected: z.int().positive() }),
  /** Since 2: another operation came under one of these numbers: the device, or the one that came first, is a copy. */
  z.object({ kind: z.literal('forked'), epoch: z.uuid() }),
  z.object({
    kind: z.literal('pulled'),
    epoch: z.uuid(),
    operations: z.array(NumberedOperation),
    /** The mark after these operations. */
    upTo: z.int().nonnegative(),
    /**
     * Drawn by the hub for each of its commits, here the one that stored the operation at `upTo`; null without operations.
     * It stands for all of the order up to there: what is stored at the same numbers after a restore bears another.
     */
    stamp: z.uuid().nullable(),
    /** The stamp of the operation before the first: an answer that comes late, on a stick, is laid to the order it belongs to. */
    stampBefore: z.uuid().nullable(),
    more: z.boolean(),
  }),
  z.object({
    kind: z.literal('resumed'),
    epoch: z.uuid(),
    /** The last operation of this device that the hub has now. */
    lastN: z.int().nonnegative(),
  }),
  z.object({ kind: z.enum(['news', 'quiet']), epoch: z.uuid() }),
  z.object({ kind: z.literal('receipts'), epoch: z.uuid(), receipts: z.array(Receipt), more: z.boolean() }),
  z.object({
    kind: z.literal('refused'),
    /** `quota`: the organisation, or this device for today, has sent as much as the hub takes. Nothing is lost; it waits. */
    reason: z.enum(['client-too-old', 'hub-too-old', 'token', 'revoked', 'malformed', 'busy', 'quota']),
  }),
])
export type SyncResponse = z.infer<typeof SyncResponse>
