import type { BackupStatus, backupCalls } from '../../src-shared/bridge/backup-calls.ts'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { isWithin } from '../export/disk/target.ts'
import type { Opened } from '../keys/keyring.ts'
import type { Shell } from '../shell/shell.ts'
import { backupKeysOf } from './format/keys.ts'
import { toProblem } from './format/problem.ts'
import { createRestoreHandlers, heldOf } from './restore-handlers.ts'
import { resumeRotation } from './rotation/rotate.ts'
import { createBackupRuns, longestMs, type OpenJournal, type RunBackupJob } from './runs.ts'
import { filesOfSet, setFolderOf } from './set/set-folder.ts'
import { type Survey, surveySet } from './set/survey.ts'
import { createBackupSettings } from './settings.ts'

type Options = {
  readonly shell: Pick<Shell, 'pickTarget'>
  readonly dataFolder: string
  readonly opened: () => Opened | null
  readonly journal: () => OpenJournal | null
  readonly runBackupJob: RunBackupJob
}
const locked = { kind: 'locked' } as const

/** Backups of the register that is open, and the way back on a device without one. */
export function createBackupHandlers({ shell, dataFolder, opened, journal, runBackupJob }: Options): {
  readonly handlers: Pick<Handlers, keyof typeof backupCalls>
  readonly forget: () => void
} {
  const settings = createBackupSettings(dataFolder)
  const runs = createBackupRuns({ dataFolder, settings, journal, runBackupJob })

  const statusOf = async (key: Opened): Promise<BackupStatus> => ({
    kind: 'status',
    ...(await settings.read(key)),
    ...runs.now(),
  })
  /** @param work nothing is done where nobody is signed in, and the key may go meanwhile */
  const withStatus = async (work: (key: Opened) => Promise<void>) => {
    const key = opened()
    if (key) await work(key)
    const still = opened()
    return still ? statusOf(still) : locked
  }
  const handlers: Pick<Handlers, keyof typeof backupCalls> = {
    ...createRestoreHandlers({ shell, dataFolder, runBackupJob, longestMs }),
    backupStatus: () => withStatus(async () => undefined),
    async backupChoose() {
      const key = opened()
      if (!key) return locked
      const folder = await shell.pickTarget()
      if (folder === null) return { kind: 'none' }
      if (await isWithin(folder, dataFolder)) return { kind: 'inside' }
      try {
        const { backups } = await surveyIn(folder, key)
        const known = { folder, chosenAt: Date.now(), makeFailed: null, proveFailed: null, provedAt: null }
        await settings.change(key, { ...known, lastAt: backups.at(-1)?.summary.at ?? null })
        return statusOf(key)
      } catch (error) {
        return { kind: 'failed', why: toProblem(error).kind }
      }
    },
    backupMake: () => withStatus((key) => runs.run('make', key)),
    backupProve: () => withStatus((key) => runs.run('prove', key)),
    backupStop() {
      runs.stop()
      return null
    },
    backupResume: () =>
      withStatus(async (key) => {
        const { folder } = await settings.read(key)
        if (folder === null) return
        try {
          await resumeRotation(filesOfSet(await setFolderOf(folder)))
          await settings.change(key, { isPaused: false })
        } catch (error) {
          await settings.change(key, { makeFailed: toProblem(error).kind })
        }
      }),
    async backupList() {
      const key = opened()
      if (!key) return locked
      const { folder } = await settings.read(key)
      if (folder === null) return { kind: 'failed', why: 'empty' }
      try {
        const { backups } = await surveyIn(folder, key)
        return { kind: 'backups', backups: heldOf(backups) }
      } catch (error) {
        return { kind: 'failed', why: toProblem(error).kind }
      }
    },
  }
  return { handlers, forget: runs.stop }
}

const surveyIn = async (folder: string, key: Opened): Promise<Survey> =>
  surveySet(filesOfSet(await setFolderOf(folder)), backupKeysOf(key))
