import os from 'node:os'
import type { BackupStatus, BackupWhy } from '../../src-shared/bridge/backup-calls.ts'
import type { Journal } from '../journal/journal.ts'
import type { Tidier } from '../journal/tidy.ts'
import type { Opened } from '../keys/keyring.ts'
import { createKeyringFile } from '../keys/keyring-file.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { type BackupAnswer, type BackupJob, BackupProgress } from './jobs.ts'
import { setFolderOf } from './set/set-folder.ts'
import type { BackupSettings, createBackupSettings } from './settings.ts'

export type OpenJournal = { readonly journal: Journal; readonly tidier: Tidier }
export type RunBackupJob = RunJob<BackupJob, BackupAnswer>
type Options = {
  readonly dataFolder: string
  readonly settings: ReturnType<typeof createBackupSettings>
  readonly journal: () => OpenJournal | null
  readonly runBackupJob: RunBackupJob
}
type Kind = 'make' | 'prove'
type Running = { readonly kind: Kind; readonly stop: AbortController; progress: BackupStatus['progress'] }
/** Why nothing came of it, or what is now known. */
type Outcome = { readonly why: BackupWhy } | Partial<BackupSettings>

/** Long enough for the first backup over a slow network. */
export const longestMs = 12 * 3_600_000

/** Makes and proves backups, one at a time. */
export function createBackupRuns({ dataFolder, settings, journal, runBackupJob }: Options) {
  let running: Running | null = null

  const inThread = async (now: Running, job: BackupJob, onRead = (): void => undefined) => {
    const answer = await runBackupJob(job, longestMs, {
      signal: now.stop.signal,
      onProgress: (told) => {
        const progress = BackupProgress.parse(told)
        if (progress.kind === 'read') onRead()
        else now.progress = { done: progress.done, of: progress.of }
      },
    })
    if (!('ok' in answer)) return { why: answer.kind === 'cancelled' ? 'cancelled' : 'unfinished' } as const
    return answer.ok ? answer.value : { why: answer.error.kind }
  }
  const make = async (now: Running, key: Opened, set: string): Promise<Outcome> => {
    const open = journal()
    const keyring = await createKeyringFile(dataFolder).peek()
    if (!open || !keyring) return { why: 'journal' }
    const { lastAt } = await settings.read(key)
    const done = await heldUntil(open.journal, (onRead) =>
      inThread(
        now,
        {
          kind: 'make',
          set,
          dataFolder,
          opened: copyOf(key),
          keyring,
          where: `${os.hostname()} ${dataFolder}`,
          through: open.journal.lastN(),
          nowMs: Date.now(),
          isExpected: lastAt !== null,
        },
        onRead,
      ),
    )
    open.tidier.look() // now that a backup has read what was written, it may leave the logs
    if ('why' in done) return done
    return done.kind === 'made' ? { lastAt: done.at, isPaused: done.isPaused } : {}
  }
  const prove = async (now: Running, key: Opened, set: string): Promise<Outcome> => {
    const done = await inThread(now, { kind: 'prove', set, dataFolder, opened: copyOf(key) })
    return 'why' in done ? done : { provedAt: Date.now() }
  }
  return {
    now: (): Pick<BackupStatus, 'running' | 'progress'> => ({
      running: running?.kind ?? null,
      progress: running?.progress ?? null,
    }),
    stop: (): void => running?.stop.abort(),
    /** Does nothing where no folder is chosen, or while another one runs. How it went stands in the settings. */
    async run(kind: Kind, key: Opened): Promise<void> {
      const { folder } = await settings.read(key)
      if (folder === null || running) return
      const now: Running = { kind, stop: new AbortController(), progress: null }
      running = now
      // a copy: whoever is signed in may go while it ends
      const own = copyOf(key)
      try {
        const outcome = await (kind === 'make' ? make : prove)(now, own, await setFolderOf(folder))
        const why = 'why' in outcome ? outcome.why : null
        const known = 'why' in outcome ? {} : outcome
        if (why !== 'cancelled')
          await settings.change(own, { ...known, [kind === 'make' ? 'makeFailed' : 'proveFailed']: why })
      } finally {
        running = null
        own.dataKey.fill(0)
      }
    },
  }
}

const copyOf = (key: Opened): Opened => ({ ...key, dataKey: Uint8Array.from(key.dataKey) })

/** Keeps a journal from being compacted until what works on it has read it. */
async function heldUntil<T>(journal: Journal, work: (onRead: () => void) => Promise<T>): Promise<T> {
  const [held, read] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const holding = journal.hold(async () => {
    held.resolve()
    await read.promise
  })
  await held.promise
  try {
    return await work(read.resolve)
  } finally {
    read.resolve()
    await holding
  }
}
