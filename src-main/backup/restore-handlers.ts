import { existsSync } from 'node:fs'
import type { HeldBackup } from '../../src-shared/bridge/backup-calls.ts'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { isWeak } from '../keys/weak-passphrase.ts'
import type { Shell } from '../shell/shell.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { backupKeysOf } from './format/keys.ts'
import { toProblem } from './format/problem.ts'
import { type BackupAnswer, type BackupJob, BackupProgress } from './jobs.ts'
import { endRestored, readRestoredMark } from './restore/restored-mark.ts'
import { type Unlocked, unlockSet } from './restore/unlock-set.ts'
import { filesOfSet, setFolderOf } from './set/set-folder.ts'
import { type FoundBackup, surveySet } from './set/survey.ts'

type Options = {
  readonly shell: Pick<Shell, 'pickTarget'>
  readonly dataFolder: string
  readonly runBackupJob: RunJob<BackupJob, BackupAnswer>
  readonly longestMs: number
}
type RestoreCalls =
  | 'restoreChoose'
  | 'restoreOpen'
  | 'restoreRun'
  | 'restoreProgress'
  | 'restoredRead'
  | 'restoredEnd'

/** The newest first. */
export const heldOf = (backups: readonly FoundBackup[]): HeldBackup[] =>
  backups
    .toReversed()
    .map(({ id, summary: { at, tables, files, bytes } }) => ({ id, at, tables, files, bytes }))

/** The way back on a device without a register: the folder is chosen, opened, and one of its backups restored. */
export function createRestoreHandlers({
  shell,
  dataFolder,
  runBackupJob,
  longestMs,
}: Options): Pick<Handlers, RestoreCalls> {
  let set: string | null = null
  let unlocked: Unlocked | null = null
  let progress: { readonly done: number; readonly of: number } | null = null
  return {
    async restoreChoose() {
      const folder = await shell.pickTarget()
      if (folder === null) return { kind: 'none' }
      set = await setFolderOf(folder)
      unlocked = null
      return existsSync(set) ? { kind: 'chosen', folder } : { kind: 'failed', why: 'empty' }
    },
    async restoreOpen(secret) {
      if (set === null) return { kind: 'failed', why: 'empty' }
      if (secret.kind === 'recovery-key' && (await isWeak(secret.newPassphrase, []))) return { kind: 'weak' }
      const files = filesOfSet(set)
      const found = await unlockSet(files, secret)
      if (!found.ok) return { kind: 'failed', why: found.error.kind }
      try {
        const { backups } = await surveySet(files, backupKeysOf(found.value.opened))
        if (backups.length === 0) return { kind: 'failed', why: 'empty' }
        unlocked = found.value
        return { kind: 'opened', backups: heldOf(backups) }
      } catch (error) {
        return { kind: 'failed', why: toProblem(error).kind }
      }
    },
    async restoreRun({ id }) {
      if (set === null || unlocked === null) return { kind: 'failed', why: 'empty' }
      const answer = await runBackupJob({ kind: 'restore', set, dataFolder, unlocked, id }, longestMs, {
        onProgress: (told) => {
          const now = BackupProgress.parse(told)
          if (now.kind === 'part') progress = { done: now.done, of: now.of }
        },
      })
      progress = null
      if (!('ok' in answer)) return { kind: 'failed', why: 'unfinished' }
      if (!answer.ok) return { kind: 'failed', why: answer.error.kind }
      if (answer.value.kind !== 'restored') throw new Error('another answer than was asked for')
      unlocked.opened.dataKey.fill(0)
      unlocked = null
      const { at, rows, files } = answer.value
      return { kind: 'restored', at, rows, files }
    },
    restoreProgress: () => progress,
    restoredRead: () => readRestoredMark(dataFolder),
    async restoredEnd() {
      await endRestored(dataFolder)
      return null
    },
  }
}
