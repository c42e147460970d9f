import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import type { JournalFiles } from '../../journal/format/files.ts'
import { type Content, readContent } from '../format/backup-file.ts'
import { isDraftName, setFileNames } from '../format/file-names.ts'
import type { BackupKeys } from '../format/keys.ts'
import { type BackupProblem, toProblem } from '../format/problem.ts'
import { writeRecords } from '../format/write-file.ts'
import { createBlobStore } from '../set/blobs.ts'
import { writeCondemned } from '../set/condemned.ts'
import { type FoundBackup, type FoundBlob, type Survey, surveySet } from '../set/survey.ts'
import { keptOf } from './kept.ts'

export type Rotated =
  | { readonly kind: 'rotated'; readonly backups: number; readonly files: number }
  /** A backup was restored, and nobody has gone on since. */
  | { readonly kind: 'paused' }
  /** Something of the set cannot be read, so that nobody knows what it needs. */
  | { readonly kind: 'held'; readonly files: readonly string[] }

/** How long a file must not have been needed before it goes, by the backups' clock, in ms. */
const graceMs = 24 * 3_600_000
/** A pack of which less than this is needed is written anew. */
const minShare = 0.5

/**
 * Removes backups that are no longer kept, and what only they needed. Files go in two steps: one that nobody needs is
 * condemned, and goes when nobody needs it a day later. So a device that writes at the same moment, and counts on what lies
 * there, has either ended before or finds it condemned and writes it again. A cut at any moment leaves every backup whole.
 */
export async function rotate(files: JournalFiles, keys: BackupKeys): Promise<Result<Rotated, BackupProblem>> {
  try {
    const survey = await surveySet(files, keys)
    if (survey.isPaused) return ok({ kind: 'paused' })
    const read = await readKept(files, keys, survey)
    if (read.damaged.length > 0) return ok({ kind: 'held', files: read.damaged })
    const dropped = survey.backups.filter((backup) => !read.kept.has(backup))
    for (const { name } of dropped) await files.remove(name)
    if (dropped.length > 0) await files.syncFolder()
    const removed = await removeUnneeded(files, keys, survey, read.needed)
    return ok({ kind: 'rotated', backups: dropped.length, files: removed })
  } catch (error) {
    return err(toProblem(error))
  }
}

/** The backups that stay and the blobs that they name. What cannot be read, or names what is not there, holds everything. */
async function readKept(files: JournalFiles, keys: BackupKeys, survey: Survey) {
  const store = createBlobStore(files, keys, survey)
  const kept = keptOf(survey.backups.map((backup) => ({ ...backup.summary, backup })))
  const keptBackups = new Set<FoundBackup>([...kept].map(({ backup }) => backup))
  const needed = new Set<string>()
  const damaged = [...survey.damaged]
  for (const backup of keptBackups) {
    const content = await readContent(files, backup, keys)
    const names = content ? namesOf(content) : []
    if (!content || names.some((id) => !store.find(id))) damaged.push(backup.name)
    for (const id of names) needed.add(id)
  }
  return { kept: keptBackups, needed, damaged }
}

export const namesOf = ({ chunks, files }: Content): readonly string[] =>
  [...chunks, ...files].map(({ id }) => id)

async function removeUnneeded(
  files: JournalFiles,
  keys: BackupKeys,
  survey: Survey,
  needed: ReadonlySet<string>,
): Promise<number> {
  const clock = Math.max(0, ...survey.backups.map(({ summary }) => summary.clock))
  const unneeded = await packsWithout(files, keys, survey, needed)
  const drafts = (await files.list()).filter(isDraftName)
  const isRipe = (name: string): boolean => clock - (survey.condemned.get(name) ?? clock) >= graceMs
  const candidates = [...unneeded, ...drafts]
  const ripe = candidates.filter(isRipe)
  for (const name of ripe) await files.remove(name)
  if (ripe.length > 0) await files.syncFolder()
  const waiting = candidates.filter((name) => !isRipe(name))
  await renewCondemned(files, keys, survey, waiting, clock)
  return ripe.length
}

/** Packs that nobody needs; of those that are hardly needed what is needed is copied first. */
async function packsWithout(
  files: JournalFiles,
  keys: BackupKeys,
  survey: Survey,
  needed: ReadonlySet<string>,
): Promise<readonly string[]> {
  const store = createBlobStore(files, keys, survey)
  const unneeded: string[] = []
  const sparse = new Map<string, readonly FoundBlob[]>()
  for (const [pack, places] of survey.packs) {
    const own = places.filter(({ id }) => needed.has(id) && store.find(id)?.pack === pack)
    const bytes = (some: readonly { bytes: number }[]): number =>
      some.reduce((sum, one) => sum + one.bytes, 0)
    if (own.length === 0) unneeded.push(pack)
    else if (bytes(own) < minShare * bytes(places) && !survey.condemned.has(pack))
      sparse.set(
        pack,
        own.map((place) => ({ ...place, pack })),
      )
  }
  try {
    for (const blob of [...sparse.values()].flat()) await store.move(blob)
    await store.closePack()
  } catch (error) {
    await store.drop()
    throw error
  }
  return [...unneeded, ...sparse.keys()]
}

/** One list of what is condemned, in the place of those before; a file is condemned from when it was first found unneeded. */
async function renewCondemned(
  files: JournalFiles,
  keys: BackupKeys,
  survey: Survey,
  waiting: readonly string[],
  clock: number,
): Promise<void> {
  const old = setFileNames(await files.list()).filter(({ kind }) => kind === 'condemned')
  const isSame =
    waiting.length === survey.condemned.size && waiting.every((name) => survey.condemned.has(name))
  if (isSame) return
  const byClock = Map.groupBy(waiting, (name) => survey.condemned.get(name) ?? clock)
  for (const [since, names] of byClock) await writeCondemned(files, keys, { clock: since, names })
  for (const { name } of old) await files.remove(name)
  await files.syncFolder()
}

/** Nothing of the set is removed until {@link resumeRotation}: somebody has restored, and may want another backup yet. */
export async function pauseRotation(files: JournalFiles, keys: BackupKeys): Promise<void> {
  await writeRecords(files, keys, 'pause', [])
}

export async function resumeRotation(files: JournalFiles): Promise<void> {
  for (const { name, kind } of setFileNames(await files.list()))
    if (kind === 'pause') await files.remove(name)
  await files.syncFolder()
}
