import { JournalFailure, toFailure } from './format/failure.ts'
import { type FrameKind, maxPayloadBytes } from './format/frame.ts'
import type { LogFile } from './log-file.ts'

type Waiting = {
  readonly kind: FrameKind
  readonly payload: Uint8Array
  readonly resolve: (n: number) => void
  readonly reject: (failure: JournalFailure) => void
}

/**
 * What goes to a log, one write and one fsync at a time: frames that come meanwhile share the next. After an error nothing
 * is taken any more, and the log's handle is not used again.
 */
export function createCommitQueue(first: LogFile) {
  let log = first
  let state: 'open' | 'failed' | 'closed' = 'open'
  let waiting: Waiting[] = []
  let between: (() => Promise<void>) | null = null
  let writing: Promise<void> | null = null
  /** Acts on the disk whose transactions have not ended. */
  const unsettled = new Set<number>()

  const fail = (failure: JournalFailure, batch: readonly Waiting[]): void => {
    state = 'failed'
    const all = [...batch, ...waiting]
    waiting = []
    for (const { reject } of all) reject(failure)
  }
  const writeBatch = async (): Promise<void> => {
    const batch = waiting
    waiting = []
    try {
      const numbers = await log.write(batch)
      for (const [index, { kind, resolve }] of batch.entries()) {
        const n = numbers[index] ?? log.end().n
        if (kind === 'act') unsettled.add(n)
        resolve(n)
      }
    } catch (error) {
      fail(toFailure(error), batch)
    }
  }
  const writeAll = async (): Promise<void> => {
    while (between || waiting.length > 0) {
      const work = between
      between = null
      await (work ? work() : writeBatch())
    }
    writing = null
  }
  const start = (): void => {
    writing ??= writeAll()
  }
  return {
    log: () => log,
    state: () => state,
    settle: (n: number): void => void unsettled.delete(n),
    isSettled: () => unsettled.size === 0,
    /** @throws JournalFailure */
    put: (kind: FrameKind, payload: Uint8Array): Promise<number> =>
      new Promise((resolve, reject) => {
        if (state !== 'open') return reject(new JournalFailure('not-open'))
        if (payload.length > maxPayloadBytes) return reject(new JournalFailure('too-large'))
        waiting.push({ kind, payload, resolve, reject })
        start()
      }),
    /**
     * Goes on in another log, after what is being written and before what waits.
     * @param change an error leaves the log as it is, but for one that says that both may be there
     */
    change: (change: (log: LogFile) => Promise<LogFile>): Promise<void> =>
      new Promise((resolve, reject) => {
        between = async () => {
          try {
            if (state !== 'open') throw new JournalFailure('not-open')
            log = await change(log)
            resolve()
          } catch (error) {
            if (error instanceof HalfChanged) fail(toFailure(error.cause), [])
            reject(toFailure(error instanceof HalfChanged ? error.cause : error))
          }
        }
        start()
      }),
    /** After a failure: a log that was opened anew. */
    goOn(next: LogFile): void {
      log = next
      state = 'open'
    },
    /** Ends what is on its way. */
    async close(): Promise<void> {
      await writing
      state = 'closed'
      await log.close().catch(() => undefined) // what was acknowledged is on the disk
    },
  }
}

/** Nobody knows in which of two logs frames would be found after a crash: `cause` is the system's error. */
export class HalfChanged extends Error {}
