import type { LostRecordValue } from '../../src-shared/sync/fold.ts'
import type { RecordState } from '../../src-shared/sync/merge.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'

/** A device as the simulation drives it: a person's writes, and the storage that the engine works on. */
export type SimDevice = {
  readonly id: string
  readonly storage: SyncStorage
  /** @returns the number of the operation. */
  write(recordId: string, kind: Operation['kind'], fields: Operation['fields']): Promise<number>
  record(recordId: string): Promise<RecordState>
  knownIds(): Promise<readonly string[]>
  lost(): Promise<readonly LostRecordValue[]>
  /** After a kill: what is on the disk is all there is. */
  reopen(): Promise<void>
  /** Goes on under another id, as a copy. @returns the new numbers of what has not been answered, by the old ones. */
  renew?(newId: string): Promise<ReadonlyMap<number, number>>
  /** Copies the disk; called, what it gives puts that copy back. */
  copy?(): () => void
  close(): void
}
