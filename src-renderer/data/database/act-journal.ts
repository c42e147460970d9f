import type { TableChange } from './table-changes.ts'

/** `tag` is that of the act's frame: in a journal of another copy of the register the same number bears another one. */
export type KeptAct = { readonly n: number; readonly tag: string }

/** The second copy of every act, which the main process keeps beside the database (docs/journal.md). */
export type ActJournal = {
  /**
   * Resolves with the act's number once it is on the disk.
   * @param erases what the act takes away is to leave the journal too, as soon as its transaction has ended
   * @throws NotKept
   */
  readonly append: (changes: readonly TableChange[], erases: boolean) => Promise<KeptAct>
  /** The act's transaction has ended well. */
  readonly settle: (n: number) => void
  /** The act's transaction has failed: nobody is to find it. Where that cannot be written either, saving stops. */
  readonly takeBack: (n: number) => Promise<void>
}
