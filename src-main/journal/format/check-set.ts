import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { type FileSet, type NamedFile, readFileSet } from './file-set.ts'
import { type JournalFiles, withFile } from './files.ts'
import type { JournalKeys } from './header.ts'
import type { Gap, JournalProblem } from './problem.ts'
import { type ChainEnd, type Scanned, scanFile, startOf } from './scan.ts'
import { isSnapshotWhole, snapshotGap } from './snapshot.ts'

/** The last log as it was found: `endsAt` is where the next frame goes, and what lies behind it is to be cut off. */
export type Tail = {
  readonly log: NamedFile
  readonly end: ChainEnd
  readonly endsAt: number
  readonly size: number
}
/** A journal that can be read from its first frame to its last; no tail where there is none yet. */
export type CheckedSet = { readonly set: FileSet; readonly tail: Tail | null }

/**
 * Reads headers and logs, every frame with the key, and of the snapshot its two ends; all of it where files that it stands
 * for are still there. Changes nothing.
 * @param through the last frame that counts, where more may lie behind it which nobody was told of
 */
export async function checkSet(
  files: JournalFiles,
  keys: JournalKeys,
  through?: number,
): Promise<Result<CheckedSet, JournalProblem>> {
  const read = await readFileSet(files, keys)
  if (!read.ok) return read
  const set = read.value
  const gap =
    set.snapshot && set.superseded.length > 0
      ? await snapshotGap(files, set.snapshot, keys)
      : set.snapshot && (await isSnapshotWhole(files, set.snapshot, keys))
  if (gap) return damaged(gap)
  let tail: Tail | null = null
  for (const [index, log] of set.logs.entries()) {
    const isLast = index === set.logs.length - 1
    const joint = jointGap(log, tail?.end ?? (set.snapshot ? beforeLogs(set.snapshot) : null))
    if (joint) return damaged(joint)
    const scanned = await scanLog(files, log, keys, isLast ? through : undefined)
    if (scanned.gap && !(isLast && isAllowed(scanned, through))) return damaged(scanned.gap)
    tail = { log, end: scanned.end, endsAt: scanned.endsAt, size: scanned.size }
  }
  if (tail && through !== undefined && tail.end.n < through) return damaged(lostGap(tail))
  return ok({ set, tail })
}

const damaged = (gap: Gap): Result<never, JournalProblem> => err({ kind: 'damaged', gaps: [gap] })

/** After a failed write what lies behind the last acknowledged frame is known to nobody, whatever it is. */
const isAllowed = ({ isTorn, end }: Scanned, through: number | undefined): boolean =>
  isTorn || (through !== undefined && end.n >= through)

const beforeLogs = ({ header }: NamedFile): ChainEnd => ({ n: header.firstN - 1, tag: header.tagBefore })

/** A log goes on where the one before it, or the snapshot, ends. */
function jointGap(log: NamedFile, before: ChainEnd | null): Gap | null {
  const start = startOf(log.header)
  if (!before || (before.n === start.n && Buffer.compare(before.tag, start.tag) === 0)) return null
  return { file: log.name, at: 0, why: 'order', after: before.n, before: log.header.firstN }
}

const lostGap = ({ log, end, endsAt }: Tail): Gap => ({
  file: log.name,
  at: endsAt,
  why: 'damaged',
  after: end.n,
  before: null,
})

const scanLog = (
  files: JournalFiles,
  log: NamedFile,
  keys: JournalKeys,
  through: number | undefined,
): Promise<Scanned & { readonly size: number }> =>
  withFile(files, log.name, 'read', async (file) => {
    const size = await file.size()
    return { ...(await scanFile(file, log, keys, { size, ...(through !== undefined && { through }) })), size }
  })
