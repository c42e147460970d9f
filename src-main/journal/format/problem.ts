import type { FailureKind } from './failure.ts'

/** A place where the journal is not as it was written. */
export type Gap = {
  readonly file: string
  /** The byte from which it cannot be read on. */
  readonly at: number
  readonly why: /** The file is not there. */
    | 'missing'
    /** The file's beginning is no header of its own name. */
    | 'header'
    /** Bytes that are no frame: changed, or cut. */
    | 'damaged'
    /** A whole frame that is not the next one: swapped, played twice, or others are missing. */
    | 'order'
    /** A whole frame that was not written here: its seal does not hold. */
    | 'foreign'
    /** A snapshot without its end. */
    | 'no-end'
    /** A frame that opens and is no act. */
    | 'content'
  /** The last whole frame before, and the first whole one behind; null where there is none. */
  readonly after: number | null
  readonly before: number | null
}

/** Why a journal was not opened. Nothing was changed. */
export type JournalProblem =
  | { readonly kind: 'newer-version'; readonly file: string; readonly version: number }
  | { readonly kind: 'other-register'; readonly file: string; readonly registerId: string }
  | { readonly kind: 'wrong-key'; readonly file: string }
  | { readonly kind: 'damaged'; readonly gaps: readonly Gap[] }
  | { readonly kind: FailureKind }

/** The end of the last log that a crash cut while nobody had been told of it; it lies beside now. */
export type TornTail = {
  readonly file: string
  readonly at: number
  readonly bytes: number
  readonly aside: string
}
