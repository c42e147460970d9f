import { mkdtemp, readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { writeAtomically } from '../../data-folder/atomic-write.ts'
import { createNodeFiles, type JournalFiles } from '../../journal/format/files.ts'
import { journalKeysOf } from '../../journal/format/header.ts'
import type { Opened } from '../../keys/keyring.ts'
import { type Content, readContent } from '../format/backup-file.ts'
import { type BackupKeys, backupKeysOf } from '../format/keys.ts'
import { type BackupProblem, damaged, failed, toProblem } from '../format/problem.ts'
import { contentId } from '../format/record.ts'
import { readWholeJournal } from '../rows/journal-changes.ts'
import { mergeChunks } from '../rows/merge.ts'
import { createBlobStore } from '../set/blobs.ts'
import { readKeyrings } from '../set/keyring-copies.ts'
import { surveySet } from '../set/survey.ts'
import { writeRegister } from './write-register.ts'

export type Proved = {
  readonly id: string
  readonly at: number
  readonly rows: number
  readonly files: number
}

/**
 * Proves that the newest backup can be restored: restores it into a throw-away folder, reads that as a register would be
 * read, and holds it against what the backup says of every chunk and file. The folder is gone afterwards.
 * @param room where there is room for all of it
 */
export async function prove(
  files: JournalFiles,
  opened: Pick<Opened, 'keyId' | 'dataKey'>,
  room: string,
  signal?: AbortSignal,
): Promise<Result<Proved, BackupProblem>> {
  let folder: string | null = null
  try {
    const keys = backupKeysOf(opened)
    const survey = await surveySet(files, keys)
    const backup = survey.backups.at(-1)
    if (!backup) throw failed('empty')
    const copies = await readKeyrings(files)
    if (!copies.some(({ keyring }) => keyring.keyId === opened.keyId)) throw damaged('keys')
    const content = await readContent(files, backup, keys)
    if (!content) throw damaged(backup.name)
    folder = await mkdtemp(path.join(room, 'proof-'))
    const rows = await proveIn(folder, keys, opened, content, createBlobStore(files, keys, survey), signal)
    if (rows !== Object.values(backup.summary.tables).reduce((sum, count) => sum + count, 0))
      throw damaged(backup.name)
    return ok({ id: backup.id, at: backup.summary.at, rows, files: content.files.length })
  } catch (error) {
    return err(toProblem(error))
  } finally {
    if (folder) await rm(folder, { recursive: true, force: true })
  }
}

/** @returns how many rows there are */
async function proveIn(
  folder: string,
  keys: BackupKeys,
  opened: Pick<Opened, 'keyId' | 'dataKey'>,
  content: Content,
  store: Parameters<typeof writeRegister>[0],
  signal: AbortSignal | undefined,
): Promise<number> {
  const journal = createNodeFiles(path.join(folder, 'journal'))
  const journalKeys = journalKeysOf(opened, opened.keyId)
  const putFile = (name: string, bytes: Uint8Array) => writeAtomically(path.join(folder, name), bytes)
  await writeRegister(store, content, { journal, journalKeys, putFile }, signal ? { signal } : {})
  const { changed } = await readWholeJournal({ files: journal, keys: journalKeys })
  const restored = await mergeChunks(
    [],
    changed,
    () => Promise.reject(new Error('there is nothing before')),
    async (rows) => contentId(keys, 'rows', rows),
  )
  const isSame =
    restored.length === content.chunks.length &&
    restored.every(({ id }, index) => id === content.chunks[index]?.id)
  if (!isSame) throw damaged('rows')
  for (const { name, id } of content.files)
    if (contentId(keys, 'file', await readFile(path.join(folder, name))) !== id) throw damaged(name)
  return restored.reduce((sum, { rows }) => sum + rows, 0)
}
