import type { PushOutcome } from './messages.ts'
import type { NumberedOperation, Operation, PulledOperation } from './operation.ts'

/** Where a device stands in the hub's order, and in which epoch it has read it. */
export type Mark = {
  readonly seq: number
  /** Null before the first contact. */
  readonly epoch: string | null
  /** The hub's stamp of the operation at `seq`, which stands for the order up to it; null where it is not known. */
  readonly stamp: string | null
  /** The highest of the device's own numbers that it has seen acknowledged. */
  readonly acknowledged: number
}

/** What the exchange with a hub needs of the device's register. Each call is durable, or has not happened. */
export type SyncStorage = {
  /** The oldest operations that the hub has not answered, in the order of their numbers. */
  nextToSend(limit: number): Promise<readonly Operation[]>
  unsent(): Promise<{ readonly count: number; readonly since: string | null }>
  /** The files of the evidence that are not known to be at the hub whole; none where they do not leave the device. */
  unsentFiles(): Promise<{ readonly count: number; readonly since: string | null }>
  setAsideCount(): Promise<number>
  noteOutcomes(sent: readonly Operation[], outcomes: readonly PushOutcome[]): Promise<void>
  readMark(): Promise<Mark>
  /** Who this device is, and the number of the last operation that it has made. */
  made(): Promise<{ readonly deviceId: string; readonly n: number }>
  /** Those of its own with one of these numbers that have not come back yet. */
  ownUnreturned(numbers: readonly number[]): Promise<readonly Operation[]>
  noteEpoch(epoch: string): Promise<void>
  /** As the hub sees an operation, and back; null where this device has no key for it. */
  toWire(op: Operation): Promise<Operation>
  fromWire(op: NumberedOperation): Promise<PulledOperation | null>
  /** Operations of the hub and the mark after them, in one transaction (S3). */
  storePulled(operations: readonly PulledOperation[], mark: Pick<Mark, 'seq' | 'stamp'>): Promise<void>
  /** Whether all is to be read again, because a key has come that opens what was passed over. */
  isToReadAgain(): Promise<boolean>
  /** The lowest of its own numbers from which on the device can send all again. */
  sendableFrom(): Promise<number>
  /** Goes over to a new epoch, in one transaction (S7). */
  enterEpoch(change: EpochChange): Promise<void>
}

export type EpochChange = {
  readonly epoch: string
  /** The last operation of this device that the hub has in it. */
  readonly lastN: number
  /** All that the hub has, by `entity/id`, in its order. */
  readonly operations: ReadonlyMap<string, readonly PulledOperation[]>
  /** The number up to which that is, and the stamp there. */
  readonly upTo: number
  readonly stamp: Mark['stamp']
}
