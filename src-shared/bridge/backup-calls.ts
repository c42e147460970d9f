import { z } from 'zod'
import { NewPassphrase, nothing, Passphrase } from './inputs.ts'

const count = z.int().nonnegative()
/** Milliseconds since 1970, by the clock of the machine. */
const Moment = z.int()

/** Why nothing was made, proved or restored; what was in the folder before is as it was. */
export const BackupWhy = z.enum([
  'disk-full',
  'read-only',
  'gone',
  'io',
  'other-register',
  'wrong-secret',
  'empty',
  'journal',
  'not-clean',
  'cancelled',
  'newer-version',
  'damaged',
  'unfinished',
])
export type BackupWhy = z.infer<typeof BackupWhy>
const Failed = z.object({ kind: z.literal('failed'), why: BackupWhy })

const Held = z.object({
  id: z.string(),
  at: Moment,
  tables: z.record(z.string(), count),
  files: count,
  bytes: count,
})
export type HeldBackup = z.infer<typeof Held>

const Status = z.object({
  kind: z.literal('status'),
  /** The folder as a person knows it; null before one was chosen. */
  folder: z.string().nullable(),
  chosenAt: Moment.nullable(),
  lastAt: Moment.nullable(),
  /** When the newest backup was last restored into a throw-away folder and compared. */
  provedAt: Moment.nullable(),
  /** What became of the last try of each; null where it went well. */
  makeFailed: BackupWhy.nullable(),
  proveFailed: BackupWhy.nullable(),
  /** Old backups are kept: one was restored, and nobody has gone on since. */
  isPaused: z.boolean(),
  running: z.enum(['make', 'prove']).nullable(),
  progress: z.object({ done: count, of: count }).nullable(),
})
export type BackupStatus = z.infer<typeof Status>
const locked = z.object({ kind: z.literal('locked') })
const StatusOr = z.discriminatedUnion('kind', [Status, locked])

/** Backups of the register in a folder that a person has chosen (docs/backup.md), and the way back from them. */
export const backupCalls = {
  backupStatus: { input: nothing, output: StatusOr },
  /** Lets the person choose. `inside`: the folder of the register itself. A set of another register is left as it is. */
  backupChoose: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      Status,
      locked,
      z.object({ kind: z.enum(['none', 'inside']) }),
      Failed,
    ]),
  },
  /** Makes one where a folder is chosen and nothing else runs; answers when it has ended. */
  backupMake: { input: nothing, output: StatusOr },
  /** Proves that the newest can be restored; answers when that has ended. */
  backupProve: { input: nothing, output: StatusOr },
  backupStop: { input: nothing, output: z.null() },
  /** Old backups are removed again. */
  backupResume: { input: nothing, output: StatusOr },
  /** The backups in the chosen folder, the newest first. */
  backupList: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('backups'), backups: z.array(Held) }),
      locked,
      Failed,
    ]),
  },
  /** On a device without a register: lets the person choose the folder that holds backups. */
  restoreChoose: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('chosen'), folder: z.string() }),
      z.object({ kind: z.literal('none') }),
      Failed,
    ]),
  },
  /** Opens what was chosen. With the recovery key the first user gets a new passphrase. */
  restoreOpen: {
    input: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('passphrase'), passphrase: Passphrase }),
      z.strictObject({
        kind: z.literal('recovery-key'),
        recoveryKey: z.string().min(1).max(100),
        newPassphrase: NewPassphrase,
      }),
    ]),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('opened'), backups: z.array(Held) }),
      z.object({ kind: z.literal('weak') }),
      Failed,
    ]),
  },
  /** Restores one of those; the register is locked then, and waits for the passphrase. */
  restoreRun: {
    input: z.strictObject({ id: z.string().regex(/^[0-9a-f]{32}$/) }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('restored'), at: Moment, rows: count, files: count }),
      Failed,
    ]),
  },
  restoreProgress: { input: nothing, output: z.object({ done: count, of: count }).nullable() },
  /** Of which moment the register is, where it was restored and has not become a device of its own yet. */
  restoredRead: { input: nothing, output: z.object({ at: Moment }).nullable() },
  restoredEnd: { input: nothing, output: z.null() },
} as const
