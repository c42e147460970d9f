import { errorCode, isDiskFull } from '../../data-folder/atomic-write.ts'

export type FailureKind =
  /** The disk takes no more. */
  | 'disk-full'
  /** The folder or the disk may only be read. */
  | 'read-only'
  /** Any other error of the system. */
  | 'io'
  /** An act larger than a frame may be; nothing was written and the journal goes on. */
  | 'too-large'
  /** An act that is in a snapshot already: it can be taken back no more. Nothing was written and the journal goes on. */
  | 'too-late'
  /** Somebody else writes this journal. */
  | 'other-writer'
  /** The journal is closed, or has failed before and was not opened again. */
  | 'not-open'

/** The journal did not keep what it was given: it may be told to nobody as saved. */
export class JournalFailure extends Error {
  readonly kind: FailureKind
  constructor(kind: FailureKind, cause?: unknown) {
    super(`journal: ${kind}`, { cause })
    this.kind = kind
  }
}

export function toFailure(error: unknown): JournalFailure {
  if (error instanceof JournalFailure) return error
  if (isDiskFull(error)) return new JournalFailure('disk-full', error)
  const isReadOnly = ['EACCES', 'EPERM', 'EROFS'].includes(errorCode(error))
  return new JournalFailure(isReadOnly ? 'read-only' : 'io', error)
}
