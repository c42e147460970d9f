/** Operations of one act as they lie on the disk, in order, and what the hub has said of them. */
export type OutboxRow = {
  readonly n: number
  /** Absent on rows of an older version, which held one operation each. */
  readonly last?: number
  readonly at: string
  readonly box: Uint8Array
  readonly waiting?: readonly number[]
  readonly unreturned?: readonly number[]
  /** How many of them wait to be sent: an index, so that this is known without the box. */
  readonly left?: number
  /** Older rows only: the hub's number, or 0. */
  readonly seq?: number
}

/** The numbers that the hub has not answered. */
export const waitingOf = ({ n, last, seq, waiting }: OutboxRow): readonly number[] =>
  waiting ?? (seq ? [] : Array.from({ length: (last ?? n) - n + 1 }, (_, index) => n + index))

/** Those that it has stored and not yet handed back. */
export const unreturnedOf = ({ n, seq, unreturned }: OutboxRow): readonly number[] =>
  unreturned ?? (seq ? [n] : [])

/** Those that wait for an answer, or to come back. */
export const unfinishedOf = (row: OutboxRow): readonly number[] => [...waitingOf(row), ...unreturnedOf(row)]

export const leftOf = (row: OutboxRow): number => waitingOf(row).length
