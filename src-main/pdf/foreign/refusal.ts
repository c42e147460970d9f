import type { AttachmentFields } from '../../../src-shared/domain/attachment.ts'

/** Why the pages of a foreign file cannot be shown; its original is enclosed all the same. */
export class Refusal extends Error {
  readonly reason: NonNullable<AttachmentFields['reason']>
  constructor(reason: Refusal['reason']) {
    super(reason)
    this.reason = reason
  }
}
