import { z } from 'zod'
import { nothing } from './inputs.ts'

/** CBOR of a `JournalAct` (docs/journal.md). */
const Act = z.base64()
const ActNumber = z.int().positive()
/** Of a frame (docs/journal.md), in hexadecimal digits. */
const Tag = z.string().max(32)
const NotDone = z.object({ kind: z.enum(['disk-full', 'failed', 'not-open']) })

/** The second copy of every act beside the window's database: the window writes acts, and reads them when its own are gone. */
export const journalCalls = {
  /**
   * After an unlock, before the database is read. `unusable`: there is one that cannot be read; nothing of it was changed.
   * `lastN` is the number of the last act, 0 where there is none. `forked`: frame `known.n` is not the one that the window
   * knows: two copies of one register have both gone on.
   */
  journalOpen: {
    input: z.strictObject({ known: z.strictObject({ n: ActNumber, tag: Tag }).optional() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.enum(['open', 'forked']), lastN: z.int().nonnegative() }),
      z.object({ kind: z.literal('unusable'), why: z.string() }),
      z.object({ kind: z.literal('locked') }),
    ]),
  },
  /** Puts what is there aside, for good where it is another copy's, and begins with nothing. */
  journalRenew: {
    input: z.strictObject({ isFork: z.boolean().optional() }),
    output: z.object({ kind: z.enum(['open', 'failed', 'locked']) }),
  },
  /**
   * `kept`: it is on the disk, as act `n`. `erases`: what the act takes from the register is to leave the journal too, as
   * soon as the act has ended.
   */
  journalAppend: {
    input: z.strictObject({ act: Act, erases: z.boolean() }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('kept'), n: ActNumber, tag: Tag }),
      NotDone,
    ]),
  },
  /** The act stands in the tables too; until then the journal does not compact. */
  journalSettle: { input: z.strictObject({ n: ActNumber }), output: z.null() },
  /** The last act did not come about: nobody is to find it. */
  journalTakeBack: {
    input: z.strictObject({ n: ActNumber }),
    output: z.discriminatedUnion('kind', [z.object({ kind: z.literal('taken-back') }), NotDone]),
  },
  /** Begins to show the acts after `after`; {@link journalCalls.journalNext} hands them out. */
  journalReplay: {
    input: z.strictObject({ after: z.int().nonnegative() }),
    output: z.object({ kind: z.enum(['begun', 'not-open']) }),
  },
  /** `isWhole`: they begin with nothing, so that what stands in the tables goes first. */
  journalNext: {
    input: nothing,
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('acts'), acts: z.array(Act), isWhole: z.boolean(), isEnd: z.boolean() }),
      z.object({ kind: z.literal('damaged'), why: z.string() }),
    ]),
  },
  /** All that the window has to write is written: the key of the journal goes. */
  journalClose: { input: nothing, output: z.null() },
} as const
