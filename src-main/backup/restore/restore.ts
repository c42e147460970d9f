import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { err, ok, type Result } from '../../../src-shared/kernel/result.ts'
import { writeAtomically } from '../../data-folder/atomic-write.ts'
import { createNodeFiles, type JournalFiles } from '../../journal/format/files.ts'
import { journalKeysOf } from '../../journal/format/header.ts'
import { journalFolder } from '../../journal/journal-folder.ts'
import { createKeyringFile, hasTracesOfUse } from '../../keys/keyring-file.ts'
import { readContent } from '../format/backup-file.ts'
import { backupKeysOf } from '../format/keys.ts'
import { type BackupProblem, damaged, failed, toProblem } from '../format/problem.ts'
import { attachmentsFolder } from '../make/stored-files.ts'
import { pauseRotation } from '../rotation/rotate.ts'
import { createBlobStore } from '../set/blobs.ts'
import { surveySet } from '../set/survey.ts'
import { markRestored } from './restored-mark.ts'
import type { Unlocked } from './unlock-set.ts'
import { writeRegister } from './write-register.ts'

export type Restored = {
  readonly id: string
  readonly at: number
  readonly rows: number
  readonly files: number
}
type Options = {
  /** The newest where it is not said. */
  readonly id?: string
  readonly signal?: AbortSignal
  readonly onProgress?: (doneBytes: number, allBytes: number) => void
}
/** Stands in a data folder while a backup is restored into it: what lies there then is no register, and may go. */
const begunMark = 'restoring'

/**
 * Restores a backup into a data folder that holds no register. Its keyring comes last: until then there is none, and a
 * restore that was cut begins anew. Rotation of the set stops until somebody goes on, where the folder lets it be said.
 */
export async function restore(
  files: JournalFiles,
  { keyring, opened }: Unlocked,
  folder: string,
  { id, signal, onProgress }: Options = {},
): Promise<Result<Restored, BackupProblem>> {
  try {
    const mark = path.join(folder, begunMark)
    const keyrings = createKeyringFile(folder)
    if (keyrings.isThere() || (hasTracesOfUse(folder) && !existsSync(mark))) throw failed('not-clean')
    const keys = backupKeysOf(opened)
    const survey = await surveySet(files, keys)
    const backup = id === undefined ? survey.backups.at(-1) : survey.backups.find((one) => one.id === id)
    if (!backup) throw failed('empty')
    const content = await readContent(files, backup, keys)
    if (!content) throw damaged(backup.name)
    await writeAtomically(mark, '')
    await clear(folder)
    await pauseRotation(files, keys).catch(() => undefined) // a folder that may only be read loses nothing either
    await writeRegister(
      createBlobStore(files, keys, survey),
      content,
      {
        journal: createNodeFiles(journalFolder(folder)),
        journalKeys: journalKeysOf(opened, opened.keyId),
        putFile: (name, bytes) => writeAtomically(path.join(attachmentsFolder(folder), name), bytes),
      },
      { ...(signal && { signal }), ...(onProgress && { onProgress }) },
    )
    await markRestored(folder, { at: backup.summary.at })
    await keyrings.write(keyring)
    await rm(mark)
    const rows = Object.values(backup.summary.tables).reduce((sum, count) => sum + count, 0)
    return ok({ id: backup.id, at: backup.summary.at, rows, files: content.files.length })
  } catch (error) {
    return err(toProblem(error))
  }
}

async function clear(folder: string): Promise<void> {
  for (const place of [journalFolder(folder), attachmentsFolder(folder)])
    await rm(place, { recursive: true, force: true })
}
