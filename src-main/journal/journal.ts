import { err, ok, type Result } from '../../src-shared/kernel/result.ts'
import { createCommitQueue } from './commit-queue.ts'
import { type Compacted, type CompactWhen, compact, type RunSnapshot } from './compaction.ts'
import { JournalFailure } from './format/failure.ts'
import type { JournalFiles } from './format/files.ts'
import type { JournalKeys } from './format/header.ts'
import type { JournalProblem, TornTail } from './format/problem.ts'
import { type Replay, type ReplayEntry, replay, tagAt } from './format/replay.ts'
import { encodeVoid } from './format/void.ts'
import { type OpenedSet, openSet } from './open-set.ts'
import { writeSnapshot } from './write-snapshot.ts'

export type Journal = {
  /**
   * Resolves with the frame's number when the act is on the disk, and not before. Acts that come while the disk is waited
   * for go there together, in the order in which they came.
   * @throws JournalFailure; after any but `too-large` and `too-late` nothing is taken until {@link Journal.reopen}.
   */
  readonly append: (payload: Uint8Array) => Promise<number>
  /** The transaction of frame `n` has ended well. Until each act is settled or taken back, no compaction begins. */
  readonly settle: (n: number) => void
  /**
   * Takes frame `n` back: its transaction failed, and it was never told as saved.
   * @throws JournalFailure; the act stands then, and is to be taken back again once the journal is open.
   */
  readonly takeBack: (n: number) => Promise<number>
  /** The last frame that is on the disk. */
  readonly lastN: () => number
  /** The tag of a frame that is in the logs: two journals that both went on from one differ in it. Null for any other. */
  readonly tagAt: (n: number) => Promise<Uint8Array | null>
  readonly isOpen: () => boolean
  /**
   * After a failure: reads back what was acknowledged, cuts off what was not, and goes on only when both are well. The old
   * handle is never synced again, since the system reports a failed fsync once and forgets what it lost (Rebello et al., "Can
   * Applications Recover from fsync Failures?", USENIX ATC 2020).
   */
  readonly reopen: () => Promise<Result<null, JournalProblem>>
  /** Shows what came after frame `after`; {@link replay}. */
  readonly replay: (after: number, see: (entry: ReplayEntry) => void | Promise<void>) => Promise<Replay>
  /** Makes the journal small; {@link compact}. One at a time, and not while a replay runs. */
  readonly compact: (when: CompactWhen) => Promise<Compacted>
  /** Nothing is compacted while this works on the journal's files. */
  readonly hold: <T>(work: () => Promise<T>) => Promise<T>
  /** Ends what is on its way, gives a compaction up, and forgets the key. */
  readonly close: () => Promise<void>
}
export type OpenedJournal = {
  readonly journal: Journal
  /** Whether there was none. */
  readonly isNew: boolean
  readonly torn: TornTail | null
}

/**
 * Opens the journal of a folder, or makes it. Whoever calls holds the lock of the data folder.
 * @param runSnapshot writes snapshots in a thread of their own where it is given
 */
export async function openJournal(
  files: JournalFiles,
  keys: JournalKeys,
  runSnapshot: RunSnapshot = (number, signal) => writeSnapshot(files, keys, number, signal),
): Promise<Result<OpenedJournal, JournalProblem>> {
  const opened = await openSet(files, keys)
  if (!opened.ok) return opened
  const { isNew, torn } = opened.value
  return ok({ journal: createJournal(files, keys, opened.value, runSnapshot), isNew, torn })
}

function createJournal(
  files: JournalFiles,
  keys: JournalKeys,
  opened: OpenedSet,
  runSnapshot: RunSnapshot,
): Journal {
  const queue = createCommitQueue(opened.log)
  const closing = new AbortController()
  /** What reads files and what removes them, one after the other. */
  let turn: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const result = turn.then(work)
    turn = result.catch(() => undefined)
    return result
  }
  let reopening: Promise<Result<null, JournalProblem>> | null = null

  const openAgain = async (): Promise<Result<null, JournalProblem>> => {
    if (queue.state() === 'open') return ok(null)
    if (queue.state() === 'closed') return err({ kind: 'not-open' })
    await queue
      .log()
      .close()
      .catch(() => undefined) // it has failed already
    const again = await openSet(files, keys, queue.log().end().n)
    if (!again.ok) return again
    queue.goOn(again.value.log)
    return ok(null)
  }
  return {
    append: (payload) => queue.put('act', payload),
    settle: queue.settle,
    async takeBack(n) {
      if (n < queue.log().firstN) throw new JournalFailure('too-late')
      const back = await queue.put('void', encodeVoid(n))
      queue.settle(n)
      return back
    },
    lastN: () => queue.log().end().n,
    async tagAt(n) {
      const end = queue.log().end()
      return n === end.n ? end.tag : inTurn(() => tagAt(files, keys, n))
    },
    isOpen: () => queue.state() === 'open',
    reopen() {
      reopening ??= inTurn(openAgain).finally(() => {
        reopening = null
      })
      return reopening
    },
    replay: (after, see) => inTurn(() => replay(files, keys, { after, through: queue.log().end().n }, see)),
    compact: (when) => inTurn(() => compact(files, keys, queue, when, runSnapshot, closing.signal)),
    hold: inTurn,
    async close() {
      if (queue.state() === 'closed') return
      closing.abort()
      await inTurn(() => queue.close())
      keys.secret.fill(0)
    },
  }
}
