import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { toFailure } from './failure.ts'
import { type NamedFile, readFileSet } from './file-set.ts'
import { type JournalFiles, withFile } from './files.ts'
import type { JournalKeys } from './header.ts'
import type { Gap, JournalProblem } from './problem.ts'
import { scanFile, type Visit } from './scan.ts'
import { snapshotGap } from './snapshot.ts'
import { decodeVoid } from './void.ts'

/**
 * What {@link replay} shows, each a CBOR act (`src-shared/journal/act.ts`). `rows` are those of the snapshot, and come first;
 * `act` is frame `n`.
 */
export type ReplayEntry =
  | { readonly kind: 'rows'; readonly payload: Uint8Array }
  | { readonly kind: 'act'; readonly n: number; readonly payload: Uint8Array }
export type Replay = Result<
  {
    /** Whether it began with a snapshot: whoever follows begins with empty tables. */ readonly isWhole: boolean
  },
  JournalProblem
>
type Range = { readonly after: number; readonly through: number }

/**
 * Shows the acts after frame `after` in their order, without those that were taken back. Where they are in a snapshot already,
 * or `after` is 0, all of the snapshot comes first. What was shown before a problem was found is as it was written.
 * @param through the last frame that is looked at
 */
export async function replay(
  files: JournalFiles,
  keys: JournalKeys,
  { after, through }: Range,
  see: (entry: ReplayEntry) => void | Promise<void>,
): Promise<Replay> {
  try {
    const read = await readFileSet(files, keys)
    if (!read.ok) return read
    const { snapshot, logs } = read.value
    const isWhole = snapshot !== null && after < snapshot.header.firstN - 1
    if (isWhole) {
      const gap = await snapshotGap(files, snapshot, keys, ({ payload }) => see({ kind: 'rows', payload }))
      if (gap) return damaged(gap)
    }
    const taken = new Set<number>()
    const first = await scanLogs(files, logs, keys, through, ({ kind, payload }) => {
      const n = kind === 'void' ? decodeVoid(payload) : null
      if (n !== null) taken.add(n)
    })
    const gap =
      first ??
      (await scanLogs(files, logs, keys, through, ({ kind, n, payload }) =>
        kind === 'act' && n > after && !taken.has(n) ? see({ kind, n, payload }) : undefined,
      ))
    return gap ? damaged(gap) : ok({ isWhole: isWhole || after === 0 })
  } catch (error) {
    return err({ kind: toFailure(error).kind })
  }
}

const damaged = (gap: Gap): Result<never, JournalProblem> => err({ kind: 'damaged', gaps: [gap] })

async function scanLogs(
  files: JournalFiles,
  logs: readonly NamedFile[],
  keys: JournalKeys,
  through: number,
  visit: Visit,
): Promise<Gap | null> {
  for (const log of logs) {
    const { gap, end } = await withFile(files, log.name, 'read', async (file) =>
      scanFile(file, log, keys, { size: await file.size(), through, visit }),
    )
    if (gap && end.n < through) return gap
  }
  return null
}

/** The tag of frame `n`; null where it is not in the logs any more, or never was. @throws the system's error */
export async function tagAt(files: JournalFiles, keys: JournalKeys, n: number): Promise<Uint8Array | null> {
  const read = await readFileSet(files, keys)
  const log = read.ok ? read.value.logs.findLast(({ header }) => header.firstN - 1 <= n) : undefined
  if (!log) return null
  const { end } = await withFile(files, log.name, 'read', async (file) =>
    scanFile(file, log, keys, { size: await file.size(), through: n }),
  )
  return end.n === n ? end.tag : null
}
