import { rename, rm } from 'node:fs/promises'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { journalCalls } from '../../src-shared/bridge/journal-calls.ts'
import type { Opened } from '../keys/keyring.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { JournalFailure } from './format/failure.ts'
import { createNodeFiles } from './format/files.ts'
import { journalKeysOf } from './format/header.ts'
import { type Journal, openJournal } from './journal.ts'
import { journalFolder } from './journal-folder.ts'
import { createPagedReplay } from './paged-replay.ts'
import { createSnapshotRunner } from './snapshot-runner.ts'
import { asideOf, createTidier, type Tidier } from './tidy.ts'
import type { SnapshotJob } from './worker.ts'
import type { SnapshotAnswer } from './write-snapshot.ts'

type Options = {
  readonly dataFolder: string
  readonly opened: () => Opened | null
  readonly runSnapshotJob: RunJob<SnapshotJob, SnapshotAnswer>
  /** Told of the journal whenever one is opened, and with null when it is closed. */
  readonly onJournal?: (now: { readonly journal: Journal; readonly tidier: Tidier } | null) => void
}
type NotDone = { readonly kind: 'disk-full' | 'failed' | 'not-open' }

/** The journal of the data folder, as the window writes and reads it. */
export function createJournalHandlers({
  dataFolder,
  opened,
  runSnapshotJob,
  onJournal,
}: Options): Pick<Handlers, keyof typeof journalCalls> {
  const folder = journalFolder(dataFolder)
  let journal: Journal | null = null
  let tidier: Tidier | null = null
  let pages: ReturnType<typeof createPagedReplay> | null = null

  const close = async (): Promise<void> => {
    pages?.giveUp()
    pages = null
    const closing = journal
    journal = null
    onJournal?.(null)
    await closing?.close()
  }
  const open = async (key: Opened) => {
    const keys = journalKeysOf(key, key.keyId)
    const runner = createSnapshotRunner(folder, keys, runSnapshotJob)
    const result = await openJournal(createNodeFiles(folder), keys, runner)
    if (result.ok) {
      journal = result.value.journal
      tidier = createTidier(folder, journal)
      onJournal?.({ journal, tidier })
    }
    return result
  }
  /** Where it has failed before, it is opened anew first: a disk may have room again. */
  const write = async <T>(work: (journal: Journal, tidier: Tidier) => Promise<T>): Promise<T | NotDone> => {
    if (!journal || !tidier) return { kind: 'not-open' }
    try {
      if (!journal.isOpen() && !(await journal.reopen()).ok) return { kind: 'failed' }
      return await work(journal, tidier)
    } catch (error) {
      if (!(error instanceof JournalFailure)) throw error
      return { kind: error.kind === 'disk-full' ? 'disk-full' : 'failed' }
    }
  }
  return {
    async journalOpen() {
      await close()
      const key = opened()
      if (!key) return { kind: 'locked' }
      const result = await open(key)
      return result.ok
        ? { kind: 'open', lastN: result.value.journal.lastN() }
        : { kind: 'unusable', why: result.error.kind }
    },
    async journalRenew() {
      await close()
      const key = opened()
      if (!key) return { kind: 'locked' }
      try {
        await rm(asideOf(folder), { recursive: true, force: true })
        await rename(folder, asideOf(folder))
        return { kind: (await open(key)).ok ? 'open' : 'failed' }
      } catch {
        return { kind: 'failed' }
      }
    },
    journalAppend: ({ act, erases }) =>
      write(async (_, to) => {
        const n = await to.append(Buffer.from(act, 'base64'), erases)
        return { kind: 'kept', n } as const
      }),
    journalSettle({ n }) {
      journal?.settle(n)
      tidier?.ended(n)
      return null
    },
    journalTakeBack: ({ n }) =>
      write(async (from, small) => {
        await from.takeBack(n)
        small.ended(n)
        return { kind: 'taken-back' } as const
      }),
    journalReplay({ after }) {
      if (!journal) return { kind: 'not-open' }
      pages = createPagedReplay(journal, after)
      return { kind: 'begun' }
    },
    async journalNext() {
      const page = (await pages?.next()) ?? ({ kind: 'damaged', why: 'not-open' } as const)
      if (page.kind === 'damaged' || page.isEnd) pages = null
      return page.kind === 'damaged'
        ? page
        : { ...page, acts: page.acts.map((act) => Buffer.from(act).toString('base64')) }
    },
    async journalClose() {
      await close()
      return null
    },
  }
}
