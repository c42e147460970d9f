import { err, type Result } from '../../src-shared/kernel/result.ts'
import { type createCommitQueue, HalfChanged } from './commit-queue.ts'
import { toFailure } from './format/failure.ts'
import { asidePrefix, fileNameOf, journalNames } from './format/file-set.ts'
import { type JournalFiles, withFile } from './format/files.ts'
import { headerBytes, type JournalKeys } from './format/header.ts'
import { draftLog, type LogFile, openLog, placeLog } from './log-file.ts'
import type { SnapshotAnswer, SnapshotProblem, WrittenSnapshot } from './write-snapshot.ts'

/** Writes the snapshot of a number: here, or in a thread of its own (`compaction-jobs.ts`). */
export type RunSnapshot = (number: number, signal: AbortSignal) => Promise<SnapshotAnswer>
export type Compacted = Result<
  | ({ readonly kind: 'compacted' } & WrittenSnapshot)
  | { readonly kind: 'not-due' }
  /** The transaction of an act has not ended: whether the act stands is not known. It is asked again after that. */
  | { readonly kind: 'unsettled' },
  SnapshotProblem
>
/** `due` leaves it where little would be gained; `now` truly removes what was deleted or overwritten, whatever it costs. */
export type CompactWhen = 'due' | 'now'

/** Below this a log is no burden. */
const smallBytes = 4 * 1024 * 1024

/**
 * Begins a new log, so that acts go on being kept, and has all before it written into a snapshot, which then stands for it.
 * Copies of torn tails go too where it is asked for with `now`.
 */
export async function compact(
  files: JournalFiles,
  keys: JournalKeys,
  queue: ReturnType<typeof createCommitQueue>,
  when: CompactWhen,
  runSnapshot: RunSnapshot,
  signal: AbortSignal,
): Promise<Compacted> {
  try {
    if (when === 'due' && !(await isDue(files))) return { ok: true, value: { kind: 'not-due' } }
    const before = queue.log()
    await queue.change((log) => (queue.isSettled() ? nextLog(files, keys, log) : Promise.resolve(log)))
    if (queue.log() === before) return { ok: true, value: { kind: 'unsettled' } }
    const written = await runSnapshot(queue.log().number, signal)
    if (!written.ok) return written
    if (when === 'now') await removeAside(files)
    return { ok: true, value: { kind: 'compacted', ...written.value } }
  } catch (error) {
    return err({ kind: toFailure(error).kind })
  }
}

/** Whether the logs together have outgrown the snapshot. */
async function isDue(files: JournalFiles): Promise<boolean> {
  const sums = { log: 0, snapshot: 0 }
  for (const { name, kind } of journalNames(await files.list()))
    sums[kind] += await withFile(files, name, 'read', (file) => file.size())
  return sums.log > Math.max(smallBytes, sums.snapshot)
}

async function nextLog(files: JournalFiles, keys: JournalKeys, log: LogFile): Promise<LogFile> {
  const number = log.number + 1
  const end = log.end()
  await draftLog(files, keys, number, end)
  try {
    await placeLog(files, number)
    const next = await openLog(files, keys, number, { end, endsAt: headerBytes })
    await log.close()
    return next
  } catch (cause) {
    throw new HalfChanged(`${fileNameOf('log', number)} may be there or not`, { cause })
  }
}

async function removeAside(files: JournalFiles): Promise<void> {
  for (const name of await files.list()) if (name.startsWith(asidePrefix)) await files.remove(name)
  await files.syncFolder()
}
