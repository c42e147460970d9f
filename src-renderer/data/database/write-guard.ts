import type { Dexie } from 'dexie'
import type { Space } from '../../../src-shared/bridge/safety-calls.ts'
import { NotKept } from './not-kept.ts'

/**
 * Why nothing is written. `full`: the disk has less room than must stay free. `torn`: a write has failed. What Chromium had
 * put on the disk of it would lie in the middle of its log as soon as it wrote on, and it takes such a log for corrupt and
 * throws the whole database away: nothing is written until the program has been started again, which mends the log.
 */
export type WritesHeld = ({ readonly kind: 'full' } & Space) | { readonly kind: 'torn' }

export class WritesHeldError extends Error {
  override readonly name = 'WritesHeldError'
  readonly held: WritesHeld
  constructor(held: WritesHeld) {
    super(`writes are held back: ${held.kind}`)
    this.held = held
  }
}

export type WriteGuard = {
  /** Asks the system anew; null where writing may go on. */
  ask(): Promise<WritesHeld | null>
  /** What was known last. */
  held(): WritesHeld | null
  /** The room on the disk as it was known last. */
  space(): Space | null
  noteFailedWrite(): void
  /** A write has failed, and the journal could not be told: the next start may find it there. */
  noteUncertain(): void
  isUncertain(): boolean
  onChange(listener: () => void): () => void
}

/** @param askSpace the main process's answer about the disk; where there is none, nothing is held back for it. */
export function createWriteGuard(askSpace: () => Promise<Space | null>): WriteGuard {
  let isTorn = false
  let isUncertain = false
  let space: Space | null = null
  const listeners = new Set<() => void>()
  const held = (): WritesHeld | null => {
    if (isTorn) return { kind: 'torn' }
    return space && space.freeBytes < space.floorBytes ? { kind: 'full', ...space } : null
  }
  const tell = (): void => {
    for (const listener of listeners) listener()
  }
  const noteFailedWrite = (): void => {
    if (isTorn) return
    isTorn = true
    tell()
  }
  return {
    async ask() {
      const before = held()?.kind
      space = await askSpace().catch(() => space)
      if (held()?.kind !== before) tell()
      return held()
    },
    held,
    space: () => space,
    noteFailedWrite,
    noteUncertain() {
      isUncertain = true
      noteFailedWrite()
    },
    isUncertain: () => isUncertain,
    onChange(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

/** Where there is no disk to watch: tests in memory. */
export const noGuard = createWriteGuard(async () => null)

/** What a transaction fails with when the disk, and not the program, is the reason. */
const diskErrors = ['QuotaExceededError', 'UnknownError', 'DataError']

/** Whether a write failed for the disk's sake; Dexie wraps the browser's own error. */
export const isDiskError = (error: unknown): boolean =>
  error instanceof Error &&
  (diskErrors.includes(error.name) || ('inner' in error && isDiskError(error.inner)))

/** Whether it failed because the disk takes no more. */
export const isFullDisk = (error: unknown): boolean =>
  error instanceof NotKept
    ? error.reason === 'disk-full'
    : error instanceof Error &&
      (error.name === 'QuotaExceededError' || ('inner' in error && isFullDisk(error.inner)))

/** Holds every writing transaction of a database back while the guard says so, and tells it of each that fails. */
export function guardWrites(db: Dexie, guard: WriteGuard): void {
  db.use({
    stack: 'dbcore',
    name: 'write-guard',
    create: (core) => ({
      ...core,
      transaction(stores, mode, options) {
        if (mode === 'readonly') return core.transaction(stores, mode, options)
        const held = guard.held()
        if (held) throw new WritesHeldError(held)
        const transaction = core.transaction(stores, mode, options) as IDBTransaction // Dexie's core over IndexedDB gives its own
        transaction.addEventListener('abort', () => {
          if (diskErrors.includes(transaction.error?.name ?? '')) guard.noteFailedWrite()
        })
        return transaction
      },
    }),
  })
}
