import { z } from 'zod'
import { NumberedOperation } from './operation.ts'

/** Raise when an older peer would misread; test/fixtures/sync keeps a message of each version. */
export const protocol = 1

export const limits = { pushOperations: 2000, pullOperations: 5000, bodyBytes: 8 * 1024 * 1024 } as const

const head = { protocol: z.literal(protocol) }

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

export const SyncRequest = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('push'),
    /** Checked one by one, so that a bad one does not block the others (S6). */
    operations: z.array(z.unknown()).max(limits.pushOperations),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('pull'),
    after: z.int().nonnegative(),
    limit: z.int().positive().max(limits.pullOperations),
  }),
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
  z.object({
    kind: z.literal('pulled'),
    epoch: z.uuid(),
    operations: z.array(NumberedOperation),
    /** The mark after these operations. */
    upTo: z.int().nonnegative(),
    more: z.boolean(),
  }),
  z.object({ kind: z.literal('receipts'), epoch: z.uuid(), receipts: z.array(Receipt), more: z.boolean() }),
  z.object({
    kind: z.literal('refused'),
    reason: z.enum(['client-too-old', 'hub-too-old', 'token', 'revoked', 'malformed', 'busy']),
  }),
])
export type SyncResponse = z.infer<typeof SyncResponse>
