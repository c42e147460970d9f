import { decodeAct } from '../../src-shared/journal/act.ts'
import { err, ok, type Result } from '../../src-shared/kernel/result.ts'
import { framesBackward } from './format/backward.ts'
import { toFailure } from './format/failure.ts'
import { draftEnding, fileNameOf, type NamedFile, readFileSet } from './format/file-set.ts'
import { type JournalFiles, withFile } from './format/files.ts'
import type { JournalKeys } from './format/header.ts'
import type { Gap, JournalProblem } from './format/problem.ts'
import type { OpenedFrame } from './format/scan.ts'
import { createSnapshotWriter, snapshotGap } from './format/snapshot.ts'
import { decodeVoid } from './format/void.ts'
import { createLiveRows, type LiveRow } from './live-rows.ts'
import { createRowBatches } from './row-batches.ts'

export type WrittenSnapshot = { readonly rows: number; readonly bytes: number }
/** The journal is as whole as before then, and a later compaction begins anew. */
export type SnapshotProblem = JournalProblem | { readonly kind: 'cancelled' | 'unfinished' }
export type SnapshotAnswer = Result<WrittenSnapshot, SnapshotProblem>
type Live = (act: OpenedFrame, file: NamedFile) => readonly LiveRow[]
class FoundGap extends Error {
  readonly gap: Gap
  constructor(gap: Gap) {
    super('the journal is damaged')
    this.gap = gap
  }
}
const refuse = (gap: Gap): never => {
  throw new FoundGap(gap)
}

/**
 * Writes the rows that stand at the end of all logs before `number` into the snapshot of that number, and then removes the
 * files that it stands for. Frames are read from the last to the first, so that the first row seen of a place is the one
 * that counts, and an act that was taken back is known as such before it comes. Whole acts are decoded once, and no more of
 * them is in memory than a stretch.
 *
 * A cut at any moment leaves a whole journal: the snapshot stands under its name only when all of it is on the disk, and
 * what it stands for goes only after that.
 */
export async function writeSnapshot(
  files: JournalFiles,
  keys: JournalKeys,
  number: number,
  signal?: AbortSignal,
): Promise<SnapshotAnswer> {
  const name = fileNameOf('snapshot', number)
  const draft = `${name}${draftEnding}`
  try {
    const read = await readFileSet(files, keys)
    if (!read.ok) return read
    const { snapshot, logs } = read.value
    const next = logs.find((log) => log.number === number)
    if (!next) throw new Error('the log behind the snapshot is missing')
    const old = logs.filter((log) => log.number < number)
    await files.remove(draft)
    const written = await withFile(files, draft, 'make', async (file) => {
      const { registerId, keyId } = keys
      const { firstN, tagBefore } = next.header
      const header = { kind: 'snapshot', number, firstN, tagBefore, registerId, keyId } as const
      const writer = await createSnapshotWriter(file, header, keys)
      const batches = createRowBatches(writer.addRows)
      await showLive(files, keys, { snapshot, logs: old }, (row) => {
        signal?.throwIfAborted()
        return batches.add(row)
      })
      await batches.flush()
      return writer.finish()
    })
    await files.rename(draft, name)
    await files.syncFolder()
    for (const file of [...(snapshot ? [snapshot] : []), ...old]) await files.remove(file.name)
    await files.syncFolder()
    return ok({ rows: written.rows, bytes: written.bytes })
  } catch (error) {
    await files.remove(draft).catch(() => undefined) // the next opening sees to it
    if (signal?.aborted) return err({ kind: 'cancelled' })
    return err(
      error instanceof FoundGap ? { kind: 'damaged', gaps: [error.gap] } : { kind: toFailure(error).kind },
    )
  }
}

/** Shows every row that still stands, those of the last act first. */
async function showLive(
  files: JournalFiles,
  keys: JournalKeys,
  from: { readonly snapshot: NamedFile | null; readonly logs: readonly NamedFile[] },
  show: (row: LiveRow) => Promise<void>,
): Promise<void> {
  const liveOf = createLiveRows()
  const takenBack = new Set<number>()
  const live: Live = ({ at, n, payload }, { name }) => {
    const act = decodeAct(payload)
    return act ? liveOf(act) : refuse({ file: name, at, why: 'content', after: n - 1, before: null })
  }
  for (const log of from.logs.toReversed())
    await withFile(files, log.name, 'read', async (file) => {
      for await (const frame of framesBackward(file, log, keys, refuse)) {
        const back = frame.kind === 'void' ? decodeVoid(frame.payload) : null
        if (back !== null) takenBack.add(back)
        if (frame.kind === 'act' && !takenBack.has(frame.n))
          for (const row of live(frame, log)) await show(row)
      }
    })
  const { snapshot } = from
  if (!snapshot) return
  const gap = await snapshotGap(files, snapshot, keys, async (frame) => {
    for (const row of live(frame, snapshot)) await show(row)
  })
  if (gap) refuse(gap)
}
