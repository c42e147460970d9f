import { z } from 'zod'
import { err, ok, type Result } from '../../src-shared/kernel/result.ts'
import { createNodeFiles } from '../journal/format/files.ts'
import { journalKeysOf } from '../journal/format/header.ts'
import { journalFolder } from '../journal/journal-folder.ts'
import type { Keyring, Opened } from '../keys/keyring.ts'
import { backupKeysOf } from './format/keys.ts'
import type { BackupProblem } from './format/problem.ts'
import { makeBackup } from './make/make-backup.ts'
import { storedFilesOf } from './make/stored-files.ts'
import { prove } from './restore/prove.ts'
import { restore } from './restore/restore.ts'
import type { Unlocked } from './restore/unlock-set.ts'
import { rotate } from './rotation/rotate.ts'
import { filesOfSet, makerOf } from './set/set-folder.ts'

/** Work of minutes, which has a thread of its own. `set` is the folder of the set. */
export type BackupJob = { readonly set: string; readonly dataFolder: string } & (
  | {
      readonly kind: 'make'
      readonly opened: Opened
      readonly keyring: Keyring
      readonly where: string
      readonly through: number
      readonly nowMs: number
      readonly isExpected: boolean
    }
  | { readonly kind: 'prove'; readonly opened: Opened }
  | { readonly kind: 'restore'; readonly unlocked: Unlocked; readonly id: string }
)
/** `at` is that of the backup. */
type Done =
  | { readonly kind: 'made'; readonly at: number; readonly isPaused: boolean }
  | { readonly kind: 'proved'; readonly at: number }
  | { readonly kind: 'restored'; readonly at: number; readonly rows: number; readonly files: number }
export type BackupAnswer = Result<Done, BackupProblem>
/** `read`: the journal may be compacted again. */
export const BackupProgress = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('read') }),
  z.object({ kind: z.literal('part'), done: z.number(), of: z.number() }),
])
export type BackupProgress = z.infer<typeof BackupProgress>

export async function runBackupJob(
  job: BackupJob,
  tell: (progress: BackupProgress) => void,
): Promise<BackupAnswer> {
  const files = filesOfSet(job.set)
  const onProgress = (done: number, of: number): void => tell({ kind: 'part', done, of })
  switch (job.kind) {
    case 'make': {
      const { opened, keyring, dataFolder, through, nowMs, isExpected, where } = job
      const keys = backupKeysOf(opened)
      const journal = {
        files: createNodeFiles(journalFolder(dataFolder)),
        keys: journalKeysOf(opened, opened.keyId),
        through,
      }
      const made = await makeBackup(
        files,
        keys,
        { journal, stored: storedFilesOf(dataFolder), keyring },
        {
          maker: makerOf(opened, where),
          nowMs,
          isExpected,
          onProgress,
          onRead: () => tell({ kind: 'read' }),
        },
      )
      if (!made.ok) return made
      // old backups that could not be removed are in nobody's way: the next rotation tries again
      const rotated = await rotate(files, keys)
      const isPaused = rotated.ok && rotated.value.kind === 'paused'
      return ok({ kind: 'made', at: made.value.summary.at, isPaused })
    }
    case 'prove': {
      const proved = await prove(files, job.opened, job.dataFolder)
      return proved.ok ? ok({ kind: 'proved', at: proved.value.at }) : err(proved.error)
    }
    case 'restore': {
      const restored = await restore(files, job.unlocked, job.dataFolder, { id: job.id, onProgress })
      return restored.ok ? ok({ ...restored.value, kind: 'restored' }) : err(restored.error)
    }
  }
}
