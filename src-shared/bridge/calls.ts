import { z } from 'zod'
import { AttachmentFields } from '../domain/claims/records/attachment.ts'
import { RulePack } from '../domain/claims/rules/rule-pack.ts'
import { FileRow, SheetFacts, UnreadableLines } from '../sheets/sheet-cell.ts'
import { backupCalls } from './backup-calls.ts'
import { claimCalls } from './claim-calls.ts'
import { exportCalls } from './export-calls.ts'
import { DataKey, NearNames, NewPassphrase, nothing, Passphrase, WaysIn } from './inputs.ts'
import { journalCalls } from './journal-calls.ts'
import { safetyCalls } from './safety-calls.ts'
import { syncCalls } from './sync-calls.ts'

const unlocked = z.object({
  kind: z.literal('unlocked'),
  userId: z.uuid(),
  keyId: z.string(),
  dataKey: DataKey,
})
const Refusal = z.object({ kind: z.literal('wrong'), waitMs: z.int().nonnegative() })

/**
 * The one contract between window and main process. Add a call here and tsc asks src-main for its handler; the shells and
 * the preload never change. What may happen on a good day is part of `output`; a wrong sender or input throws.
 */
export const calls = {
  appInfo: {
    input: nothing,
    output: z.object({ version: z.string(), shell: z.enum(['electron', 'preview']) }),
  },
  /** `lost`: there was a register here, and no copy of its keys is whole. */
  keysStatus: { input: nothing, output: z.enum(['none', 'lost', 'locked', 'unlocked']) },
  keysCreate: {
    input: z.strictObject({ userId: z.uuid(), passphrase: NewPassphrase, names: NearNames }),
    output: z.discriminatedUnion('kind', [
      unlocked.extend({ kind: z.literal('created'), recoveryKey: z.string() }),
      z.object({ kind: z.enum(['exists', 'weak']) }),
    ]),
  },
  keysUnlock: {
    input: z.strictObject({ passphrase: Passphrase }),
    output: z.discriminatedUnion('kind', [unlocked, Refusal, z.object({ kind: z.literal('damaged') })]),
  },
  /** Opens with the printed recovery key and sets a new passphrase in the same step. */
  keysRecover: {
    input: z.strictObject({ recoveryKey: z.string().min(1).max(100), newPassphrase: NewPassphrase }),
    output: z.discriminatedUnion('kind', [
      unlocked,
      Refusal,
      z.object({ kind: z.enum(['damaged', 'weak']) }),
    ]),
  },
  /**
   * One more user of this device, or a new passphrase of one. Whoever is signed in gives their own passphrase with it: that a
   * window is open is not enough. `taken`: another user of it has the new passphrase.
   */
  keysAddUser: {
    input: z.strictObject({
      userId: z.uuid(),
      passphrase: NewPassphrase,
      currentPassphrase: Passphrase,
      names: NearNames,
    }),
    output: z.discriminatedUnion('kind', [
      Refusal,
      z.object({ kind: z.enum(['added', 'taken', 'locked', 'weak']) }),
    ]),
  },
  /**
   * Takes their way in from users who are not active any more; the data and the other users keep theirs. Never from all, and
   * never from the last administrator here. `isOut`: whoever is signed in was one of them.
   */
  keysRetire: {
    input: WaysIn,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('done'), isOut: z.boolean() }),
      z.object({ kind: z.literal('locked') }),
    ]),
  },
  /** Drops the key at once; whoever is retired has no way in before anybody is let in again. */
  keysLock: { input: WaysIn, output: z.null() },
  rulePacks: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('packs'), packs: z.array(RulePack) }),
      z.object({ kind: z.literal('broken'), message: z.string() }),
    ]),
  },
  /** Lets the person pick a rule pack (JSON) and checks it whole. */
  pickRulePack: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('picked'), pack: RulePack }),
      z.object({ kind: z.literal('none') }),
      z.object({ kind: z.literal('refused'), message: z.string() }),
    ]),
  },
  ...safetyCalls,
  ...journalCalls,
  ...backupCalls,
  ...syncCalls,
  pickFiles: {
    input: nothing,
    output: z.array(z.object({ token: z.uuid(), name: z.string(), bytes: z.int().nonnegative() })),
  },
  /** A file that was dropped on the window or pasted into it: its content, never its path. It becomes a token like a picked one. */
  offerFile: {
    input: z.strictObject({ name: z.string().min(1).max(255), base64: z.base64().max(90_000_000) }),
    output: z.object({ token: z.uuid(), name: z.string(), bytes: z.int().nonnegative() }),
  },
  /** Looks again at a kept file that nobody could look at in time when it was taken in. */
  checkAttachment: {
    input: z.strictObject({ sha256: AttachmentFields.shape.sha256 }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('checked'),
        ...AttachmentFields.pick({ placement: true, reason: true, pageCount: true }).shape,
      }),
      z.object({ kind: z.enum(['unchecked', 'missing', 'locked']) }),
    ]),
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
  /** Lets the person choose the folder that a scanner writes to. Its path stays with the shell, until the program ends. */
  pickScanFolder: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('picked'), folder: z.uuid(), name: z.string() }),
      z.object({ kind: z.literal('none') }),
    ]),
  },
  /** What lies in it now, the latest first, each with a token like a picked file. */
  listScanFolder: {
    input: z.strictObject({ folder: z.uuid() }),
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('listed'),
        files: z.array(
          z.object({
            token: z.uuid(),
            name: z.string(),
            bytes: z.int().nonnegative(),
            modifiedMs: z.number(),
          }),
        ),
      }),
      z.object({ kind: z.literal('gone') }),
    ]),
  },
  /** The bytes of a kept file, to be shown. */
  readAttachment: {
    input: z.strictObject({ sha256: AttachmentFields.shape.sha256 }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('read'), base64: z.base64() }),
      z.object({ kind: z.enum(['missing', 'locked']) }),
    ]),
  },
  /** Removes kept files for good, once no record names them any more; one that is not there is no fault. */
  eraseAttachments: {
    input: z.strictObject({ hashes: z.array(AttachmentFields.shape.sha256).max(10_000) }),
    output: z.object({ kind: z.enum(['erased', 'locked']) }),
  },
  /** Lets the person pick a sheet (CSV, XLSX) and reads it; its rows are asked for in parts. */
  pickSheet: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('picked'),
        name: z.string(),
        /** The sheets of a workbook in their order, each with how many rows it has, the heading among them. */
        sheets: z.array(SheetFacts.extend({ rows: z.int() })),
        encoding: z.string(),
        unreadable: UnreadableLines,
      }),
      z.object({ kind: z.literal('none') }),
      z.object({
        kind: z.literal('refused'),
        reason: z.enum([
          'locked',
          'gone',
          'empty',
          'not-a-sheet',
          'too-large',
          'too-many-rows',
          'too-much-work',
        ]),
      }),
    ]),
  },
  sheetRows: {
    input: z.strictObject({
      sheet: z.int().nonnegative(),
      from: z.int().nonnegative(),
      count: z.int().positive().max(5000),
    }),
    output: z.object({ rows: z.array(FileRow) }),
  },
  /** Puts a text that the window has made where the person says. */
  saveText: {
    input: z.strictObject({
      suggestedName: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,100}\.(csv|json|ics|txt)$/),
      text: z.string().max(100_000_000),
    }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('saved'), name: z.string() }),
      z.object({ kind: z.literal('cancelled') }),
      z.object({ kind: z.literal('failed'), reason: z.enum(['disk-full', 'not-writable']) }),
    ]),
  },
  ...exportCalls,
  ...claimCalls,
} as const

export type Calls = typeof calls
export type CallName = keyof Calls
export const callNames = Object.keys(calls) as readonly CallName[] // Object.keys forgets the names it was given
export type Input<N extends CallName> = z.output<Calls[N]['input']>
export type Output<N extends CallName> = z.output<Calls[N]['output']>
export type Bridge = { readonly [N in CallName]: (input: z.input<Calls[N]['input']>) => Promise<Output<N>> }
export type Handlers = { readonly [N in CallName]: (input: Input<N>) => Promise<Output<N>> | Output<N> }
