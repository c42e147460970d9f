import { err, ok, type Result } from '../../src-shared/kernel/result.ts'
import { type CheckedSet, checkSet, type Tail } from './format/check-set.ts'
import { toFailure } from './format/failure.ts'
import { asidePrefix, draftEnding } from './format/file-set.ts'
import { type JournalFile, type JournalFiles, withFile, writeWhole } from './format/files.ts'
import { headerBytes, type JournalKeys, noTag } from './format/header.ts'
import type { JournalProblem, TornTail } from './format/problem.ts'
import { type LogFile, makeLog, openLog } from './log-file.ts'

export type OpenedSet = {
  readonly log: LogFile
  readonly isNew: boolean
  readonly torn: TornTail | null
}

/**
 * Checks a journal, ends what a crash has interrupted, and opens its last log. What was read is on the disk then: a process
 * that was killed may have left it in the system's memory alone.
 * @param through as in {@link checkSet}; what lies behind is cut off and not kept
 */
export async function openSet(
  files: JournalFiles,
  keys: JournalKeys,
  through?: number,
): Promise<Result<OpenedSet, JournalProblem>> {
  try {
    const checked = await checkSet(files, keys, through)
    if (!checked.ok) return checked
    return ok(await settle(files, keys, checked.value, through === undefined))
  } catch (error) {
    return err({ kind: toFailure(error).kind })
  }
}

async function settle(
  files: JournalFiles,
  keys: JournalKeys,
  { set, tail }: CheckedSet,
  keepsAside: boolean,
): Promise<OpenedSet> {
  if (!tail) {
    await files.makeFolder()
    const end = { n: 0, tag: noTag }
    await makeLog(files, keys, 1, end)
    const log = await openLog(files, keys, 1, { end, endsAt: headerBytes })
    return { log, isNew: true, torn: null }
  }
  const torn = tail.size > tail.endsAt && keepsAside ? await copyAside(files, tail) : null
  await withFile(files, tail.log.name, 'write', async (file) => {
    if (tail.size > tail.endsAt) await file.truncate(tail.endsAt)
    await file.sync()
  })
  const drafts = (await files.list()).filter((name) => name.endsWith(draftEnding))
  for (const name of [...drafts, ...set.superseded]) await files.remove(name)
  await files.syncFolder()
  return { log: await openLog(files, keys, tail.log.number, tail), isNew: false, torn }
}

const copyStep = 1024 * 1024

async function copyAside(files: JournalFiles, { log, endsAt, size }: Tail): Promise<TornTail> {
  const aside = `${asidePrefix}${log.name}-${endsAt}`
  const draft = `${aside}${draftEnding}`
  await files.remove(draft)
  await withFile(files, draft, 'make', (to) =>
    withFile(files, log.name, 'read', async (from) => {
      await copyBytes(from, to, endsAt, size)
      await to.sync()
    }),
  )
  await files.rename(draft, aside)
  await files.syncFolder()
  return { file: log.name, at: endsAt, bytes: size - endsAt, aside }
}

async function copyBytes(from: JournalFile, to: JournalFile, start: number, size: number): Promise<void> {
  for (let at = start; at < size; at += copyStep)
    await writeWhole(to, at - start, await from.read(at, Math.min(copyStep, size - at)))
}
