import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import type { JournalFiles } from '../../journal/format/files.ts'
import type { Keyring } from '../../keys/keyring.ts'
import {
  type Chunk,
  type Content,
  type KeptFile,
  readContent,
  type Summary,
  writeBackup,
} from '../format/backup-file.ts'
import type { BackupKeys } from '../format/keys.ts'
import { type BackupProblem, failed, toProblem } from '../format/problem.ts'
import { nextClock } from '../rotation/kept.ts'
import {
  type JournalChanges,
  type JournalSource,
  readChangesSince,
  readWholeJournal,
} from '../rows/journal-changes.ts'
import { mergeChunks } from '../rows/merge.ts'
import { type BlobStore, createBlobStore } from '../set/blobs.ts'
import { dropOtherKeyrings, keepKeyring } from '../set/keyring-copies.ts'
import { type FoundBackup, type Survey, surveySet } from '../set/survey.ts'
import type { StoredFiles } from './stored-files.ts'

export type BackupSource = {
  readonly journal: JournalSource
  readonly stored: StoredFiles
  readonly keyring: Keyring
}
export type BackupOptions = {
  /** The device, by a name that says nothing. */
  readonly maker: string
  readonly nowMs: number
  /** A set was there before: an empty folder in its place is a stick that is not in, and no place for a new one. */
  readonly isExpected?: boolean
  readonly signal?: AbortSignal
  /** Told how many bytes have been put away of about how many. */
  readonly onProgress?: (doneBytes: number, allBytes: number) => void
  /** The journal has been read: from here on it may be compacted again. */
  readonly onRead?: () => void
}
export type MadeBackup = {
  readonly id: string
  readonly summary: Summary
  /** Only what had changed since an earlier backup was read. */
  readonly isIncremental: boolean
  readonly writtenBytes: number
}

/**
 * Makes a backup of what stands now. It is there once its file has its name, and all that it names is on the disk before
 * that: cut anywhere, the backups before it are as they were.
 */
export async function makeBackup(
  files: JournalFiles,
  keys: BackupKeys,
  source: BackupSource,
  options: BackupOptions,
): Promise<Result<MadeBackup, BackupProblem>> {
  try {
    const survey = await surveySet(files, keys)
    if (options.isExpected && survey.backups.length === 0) throw failed('gone')
    await files.makeFolder()
    const store = createBlobStore(files, keys, survey)
    try {
      const keyring = await keepKeyring(files, options.maker, source.keyring)
      const made = await write(files, keys, source, { survey, store }, options)
      const makers = new Set(survey.backups.map(({ summary }) => summary.maker))
      await dropOtherKeyrings(files, keyring, options.maker, makers)
      return ok(made)
    } catch (error) {
      await store.drop()
      throw error
    }
  } catch (error) {
    return err(toProblem(error))
  }
}

type Set = { readonly survey: Survey; readonly store: BlobStore }

async function write(
  files: JournalFiles,
  keys: BackupKeys,
  source: BackupSource,
  { survey, store }: Set,
  options: BackupOptions,
): Promise<MadeBackup> {
  const { maker, nowMs, signal, onRead } = options
  const { backups } = survey
  const base = await baseOf(files, keys, source.journal, { survey, store })
  const { end, changed } = base?.changes ?? (await readWholeJournal(source.journal))
  onRead?.()
  const chunks = await mergeChunks(
    base?.content.chunks ?? [],
    changed,
    ({ id }) => store.read(id),
    (content) => {
      if (signal?.aborted) throw failed('cancelled')
      return store.put('rows', content)
    },
  )
  const known = base?.content ?? (await newestContent(files, keys, survey))
  const kept = await keepFiles(source.stored, store, known?.files ?? [], options)
  await store.closePack()
  const summary: Summary = {
    seq: Math.max(0, ...backups.map((backup) => backup.summary.seq)) + 1,
    at: nowMs,
    clock: nextClock(
      backups.map((backup) => backup.summary),
      maker,
      nowMs,
    ),
    maker,
    n: end.n,
    tag: Uint8Array.from(end.tag),
    tables: rowsByTable(chunks),
    files: kept.length,
    bytes: [...chunks, ...kept].reduce((sum, { bytes }) => sum + bytes, 0),
  }
  const content = { chunks, files: kept }
  const check = () => checkPacks(files, store, content)
  const id = await writeBackup(files, keys, summary, content, check)
  await check().catch(async (error: unknown) => {
    await files.remove(`${id}.backup`)
    throw error
  })
  return { id, summary, isIncremental: base !== null, writtenBytes: store.writtenBytes() }
}

/** How many backups are looked at for one that this journal goes on from: other devices may have written the last ones. */
const basesTried = 5
type Base = { readonly content: Content; readonly changes: JournalChanges }

/** The newest backup that this journal goes on from, with all that it names there, and what has changed since; null without one. */
async function baseOf(
  files: JournalFiles,
  keys: BackupKeys,
  journal: JournalSource,
  { survey, store }: Set,
): Promise<Base | null> {
  for (const backup of survey.backups.slice(-basesTried).toReversed()) {
    const changes = await readChangesSince(journal, backup.summary)
    if (!changes) continue
    const content = await readContent(files, backup, keys)
    if (content?.chunks.every(({ id }) => store.isKept(id))) return { content, changes }
  }
  return null
}

const newestContent = async (
  files: JournalFiles,
  keys: BackupKeys,
  { backups }: Survey,
): Promise<Content | null> => {
  const newest: FoundBackup | undefined = backups.at(-1)
  return newest ? readContent(files, newest, keys) : null
}

/** Files never change under their name: one that is in a backup already is not read again. */
async function keepFiles(
  stored: StoredFiles,
  store: BlobStore,
  before: readonly KeptFile[],
  { signal, onProgress }: BackupOptions,
): Promise<readonly KeptFile[]> {
  const known = new Map(before.map((file) => [file.name, file]))
  const names = await stored.list()
  const isKept = (name: string): boolean => store.isKept(known.get(name)?.id ?? '')
  const kept = names.flatMap((name) => (isKept(name) ? (known.get(name) ?? []) : []))
  const fresh = names.filter((name) => !isKept(name))
  let ahead = fresh[0] === undefined ? null : stored.read(fresh[0])
  for (const [index, name] of fresh.entries()) {
    if (signal?.aborted) throw failed('cancelled')
    const bytes = await ahead
    const next = fresh[index + 1]
    ahead = next === undefined ? null : stored.read(next) // while this one is sealed and written
    ahead?.catch(() => undefined) // whoever waits for it is told
    if (bytes) kept.push({ name, id: await store.put('file', bytes), bytes: bytes.length })
    onProgress?.(index + 1, fresh.length)
  }
  return kept.toSorted((a, b) => (a.name < b.name ? -1 : 1))
}

/** Another device may have removed what this backup counts on, if it began long ago. */
async function checkPacks(
  files: JournalFiles,
  store: BlobStore,
  { chunks, files: kept }: Content,
): Promise<void> {
  const there = new Set(await files.list())
  for (const { id } of [...chunks, ...kept]) {
    const blob = store.find(id)
    if (!blob || !there.has(blob.pack)) throw failed('gone')
  }
}

function rowsByTable(chunks: readonly Chunk[]): Record<string, number> {
  const tables: Record<string, number> = {}
  for (const { table, rows } of chunks) tables[table] = (tables[table] ?? 0) + rows
  return tables
}
