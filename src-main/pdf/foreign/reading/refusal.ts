import type { AttachmentFields } from '../../../../src-shared/domain/claims/records/attachment.ts'

/** Why the pages of a foreign file cannot be shown; its original is enclosed all the same. */
export class Refusal extends Error {
  readonly reason: NonNullable<AttachmentFields['reason']>
  constructor(reason: Refusal['reason']) {
    super(reason)
    this.reason = reason
  }
}

/**
 * What a fault in reading a file means: that the file is damaged; but a disk that is full while we write, or another fault
 * of the system, is no fault of the file and stays what it is.
 */
export function asRefusal(error: unknown): unknown {
  if (error instanceof Refusal || isOfTheSystem(error)) return error
  return new Refusal(isOutOfMemory(error) ? 'too-large' : 'damaged')
}
const isOutOfMemory = (error: unknown): boolean =>
  error instanceof RangeError && /allocat|Invalid (typed )?array length/i.test(error.message)

const isOfTheSystem = (error: unknown): boolean => error instanceof Error && 'syscall' in error
