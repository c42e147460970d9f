import { checkSet } from '../../journal/format/check-set.ts'
import { type NamedFile, readFileSet } from '../../journal/format/file-set.ts'
import { type JournalFiles, withFile } from '../../journal/format/files.ts'
import type { JournalKeys } from '../../journal/format/header.ts'
import { type ChainEnd, scanFile, startOf, type Visit } from '../../journal/format/scan.ts'
import { snapshotGap } from '../../journal/format/snapshot.ts'
import { decodeVoid } from '../../journal/format/void.ts'
import { failed } from '../format/problem.ts'
import { type RawAct, readRawAct } from './act-rows.ts'
import { type ChangedRows, follow } from './changed-rows.ts'

/** A journal that nobody compacts while it is read. */
export type JournalSource = {
  readonly files: JournalFiles
  readonly keys: JournalKeys
  /** The last frame that counts; all that can be read where it is not said. */
  readonly through?: number
}
export type JournalChanges = { readonly end: ChainEnd; readonly changed: ChangedRows }

/** All rows of a journal. @throws BackupFailure `journal` where it is damaged or another's */
export async function readWholeJournal(source: JournalSource): Promise<JournalChanges> {
  const { logs, snapshot, end } = await readSet(source)
  const changed: ChangedRows = new Map()
  if (snapshot) {
    const gap = await snapshotGap(source.files, snapshot, source.keys, ({ payload }) =>
      follow(changed, actOf(payload)),
    )
    if (gap) throw failed('journal')
  }
  const voids = await voidsOf(source, logs)
  await scanLogs(source, logs, ({ kind, n, payload }) => {
    if (kind === 'act' && !voids.has(n)) follow(changed, actOf(payload))
  })
  return { end, changed }
}

/**
 * What has changed since a frame; null where that cannot be told from the logs: the frame is in a snapshot already, or of
 * another history, or an act before it was taken back since. @throws as {@link readWholeJournal}
 */
export async function readChangesSince(
  source: JournalSource,
  since: ChainEnd,
): Promise<JournalChanges | null> {
  const { logs, end } = await readSet(source)
  if (!(await isInLogs(source, logs, since))) return null
  const newer = logs.filter((_, index) => (logs[index + 1]?.header.firstN ?? Infinity) - 1 > since.n)
  const voids = await voidsOf(source, newer)
  if ([...voids].some((n) => n <= since.n)) return null
  const changed: ChangedRows = new Map()
  await scanLogs(source, newer, ({ kind, n, payload }) => {
    if (kind === 'act' && n > since.n && !voids.has(n)) follow(changed, actOf(payload))
  })
  return { end, changed }
}

async function readSet(source: JournalSource) {
  const { files, keys, through } = source
  const checked = await checkSet(files, keys, through)
  const set = await readFileSet(files, keys)
  if (!checked.ok || !set.ok || !checked.value.tail) throw failed('journal')
  return { ...set.value, end: checked.value.tail.end }
}

function actOf(payload: Uint8Array): RawAct {
  const act = readRawAct(payload)
  if (!act) throw failed('journal')
  return act
}

async function voidsOf(source: JournalSource, logs: readonly NamedFile[]): Promise<ReadonlySet<number>> {
  const voids = new Set<number>()
  await scanLogs(source, logs, ({ kind, payload }) => {
    const n = kind === 'void' ? decodeVoid(payload) : null
    if (n !== null) voids.add(n)
  })
  return voids
}

/** What lies behind the end was looked at by `checkSet`: a torn tail there is none of the journal. */
async function scanLogs(
  { files, keys, through }: JournalSource,
  logs: readonly NamedFile[],
  visit: Visit,
): Promise<void> {
  for (const log of logs)
    await withFile(files, log.name, 'read', async (file) => {
      const size = await file.size()
      await scanFile(file, log, keys, { size, ...(through !== undefined && { through }), visit })
    })
}

/** Whether a frame is in the logs, or ends right before them, with this very tag. */
async function isInLogs(
  { files, keys }: JournalSource,
  logs: readonly NamedFile[],
  { n, tag }: ChainEnd,
): Promise<boolean> {
  const log = logs.findLast(({ header }) => header.firstN - 1 <= n)
  if (!log) return false
  const start = startOf(log.header)
  if (start.n === n) return Buffer.compare(start.tag, tag) === 0
  const { end } = await withFile(files, log.name, 'read', async (file) =>
    scanFile(file, log, keys, { size: await file.size(), through: n }),
  )
  return end.n === n && Buffer.compare(end.tag, tag) === 0
}
