export type NotKeptReason = 'disk-full' | 'failed'

/** The journal did not take an act: it is told to nobody as saved. */
export class NotKept extends Error {
  override readonly name = 'NotKept'
  readonly reason: NotKeptReason
  constructor(reason: NotKeptReason) {
    super(`the journal did not keep it: ${reason}`)
    this.reason = reason
  }
}
