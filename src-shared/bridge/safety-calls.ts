import { z } from 'zod'
import { nothing } from './inputs.ts'

/**
 * How far a register has come, as it stands in its database with each write and, a moment later, in a file outside: what
 * the file knows and the database does not is lost (docs/adr/0009).
 */
export const RegisterMark = z.strictObject({
  /** Counts the writes of records, whoever made them. */
  generation: z.int().nonnegative(),
  /** SHA-256 over the chain before and what was written: two registers of one generation differ in it. */
  chain: z.string().regex(/^[0-9a-f]{64}$/),
  /** How many records of a kind are shown. */
  counts: z.record(z.string().max(40), z.int()),
  /** The device's last operation, and the last that the hub has answered. */
  lastN: z.int().nonnegative(),
  acknowledged: z.int().nonnegative(),
  at: z.iso.datetime(),
  /** The window that wrote it, as a person calls it; absent where an older version did. */
  openedIn: z.string().max(40).optional(),
})
export type RegisterMark = z.infer<typeof RegisterMark>

const Space = z.object({
  /** The disk by its mount point or letter. */
  disk: z.string(),
  freeBytes: z.number(),
  /** Below this nothing is saved. */
  floorBytes: z.number(),
})
export type Space = z.infer<typeof Space>

export const safetyCalls = {
  /** How the last session ended, and what was done before this window's database was opened. */
  startReport: {
    input: nothing,
    output: z.object({
      endedCleanly: z.boolean(),
      copy: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('copied'), name: z.string() }),
        z.object({ kind: z.enum(['nothing', 'no-space', 'failed']) }),
      ]),
      mended: z.int(),
      isRestored: z.boolean(),
      /** `mended`: the keyring or a copy of it was gone, damaged or older, and was written again from another. */
      keys: z.enum(['whole', 'mended']),
    }),
  },
  /** Asked of the system at that moment. */
  diskSpace: { input: nothing, output: Space },
  /** What is to stay free, in megabytes; null for what is usual. */
  setDiskFloor: {
    input: z.strictObject({ megabytes: z.int().nonnegative().max(1_000_000).nullable() }),
    output: z.discriminatedUnion('kind', [
      Space.extend({ kind: z.literal('set') }),
      z.object({ kind: z.literal('failed') }),
    ]),
  },
  /** `damaged`: there is one, and it is not as it was written. `isSettingUp`: no record has been written yet. */
  markRead: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('known'), mark: RegisterMark, isSettingUp: z.boolean() }),
      z.object({ kind: z.enum(['none', 'damaged', 'locked']), isSettingUp: z.boolean() }),
    ]),
  },
  /** `replaces`: a person has been told what is missing; only then the mark goes back. */
  markKeep: {
    input: z.strictObject({ mark: RegisterMark, replaces: z.boolean() }),
    output: z.object({ kind: z.enum(['kept', 'behind', 'locked', 'failed']) }),
  },
  /** Keeps this start's copy from being thrown away with the others, and says where it lies. */
  keepForSupport: { input: nothing, output: z.object({ folder: z.string(), copy: z.string().nullable() }) },
  /** Lets the person choose a folder that holds a copy of the register; it takes the register's place at the next start. */
  pickCopy: {
    input: nothing,
    output: z.object({
      kind: z.enum(['staged', 'none', 'no-copy', 'other-shell', 'other-keys', 'disk-full', 'not-readable']),
    }),
  },
  /** Closes the window and opens it again; `by-hand` where only a person can. */
  restart: { input: nothing, output: z.enum(['restarting', 'by-hand']) },
  /** Answers when the machine goes to sleep or its screen is locked; `never` where the shell does not hear of it. */
  untilAway: { input: nothing, output: z.enum(['away', 'never']) },
} as const
