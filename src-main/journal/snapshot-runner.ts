import { err } from '../../src-shared/kernel/result.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import type { RunSnapshot } from './compaction.ts'
import type { JournalKeys } from './format/header.ts'
import type { SnapshotJob } from './worker.ts'
import type { SnapshotAnswer } from './write-snapshot.ts'

/** Long enough for the largest register on a slow machine; one that was ended begins anew at the next compaction. */
const writingMs = 600_000

/**
 * Snapshots of a journal's folder by a thread of its own.
 * @param keys copied for each job; the copy is forgotten when it ends
 */
export const createSnapshotRunner =
  (folder: string, keys: JournalKeys, run: RunJob<SnapshotJob, SnapshotAnswer>): RunSnapshot =>
  async (number, signal) => {
    const answer = await run({ folder, keys, number }, writingMs, { signal })
    if ('ok' in answer) return answer
    return err({ kind: answer.kind === 'cancelled' ? 'cancelled' : 'unfinished' })
  }
