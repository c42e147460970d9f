import { rename, rm } from 'node:fs/promises'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import type { journalCalls } from '../../src-shared/bridge/journal-calls.ts'
import { err, ok, type Result } from '../../src-shared/kernel/result.ts'
import type { Opened } from '../keys/keyring.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import type { RunSnapshot } from './compaction.ts'
import { JournalFailure, toFailure } from './format/failure.ts'
import { createNodeFiles } from './format/files.ts'
import { type JournalKeys, journalKeysOf } from './format/header.ts'
import type { JournalProblem } from './format/problem.ts'
import { type Journal, openJournal } from './journal.ts'
import { journalFolder } from './journal-folder.ts'
import { createReplayHandlers } from './replay-handlers.ts'
import { createSnapshotRunner } from './snapshot-runner.ts'
import { dropTakenBackNote, takeBackAtLast, takeBackNoted } from './taken-back.ts'
import { asideOf, createTidier, forkOf, type Tidier } from './tidy.ts'
import type { SnapshotJob } from './worker.ts'
import type { SnapshotAnswer } from './write-snapshot.ts'

type Options = {
  readonly dataFolder: string
  readonly opened: () => Opened | null
  readonly runSnapshotJob: RunJob<SnapshotJob, SnapshotAnswer>
  /** Told of the journal whenever one is opened, and with null when it is closed. */
  readonly onJournal?: (now: { readonly journal: Journal; readonly tidier: Tidier } | null) => void
  /** Gives up what is kept for a disk that is full. */
  readonly releaseReserve?: () => void
}
type NotDone = { readonly kind: 'disk-full' | 'failed' | 'not-open' }

/** The journal of the data folder, as the window writes and reads it. */
export function createJournalHandlers({
  dataFolder,
  opened,
  runSnapshotJob,
  onJournal,
  releaseReserve = () => undefined,
}: Options): Pick<Handlers, keyof typeof journalCalls> {
  const folder = journalFolder(dataFolder)
  let journal: Journal | null = null
  let tidier: Tidier | null = null
  const { giveUp, ...replays } = createReplayHandlers(() => journal)

  const close = async (): Promise<void> => {
    giveUp()
    const closing = journal
    journal = null
    onJournal?.(null)
    await closing?.close()
  }
  const open = async (key: Opened) => {
    const keys = journalKeysOf(key, key.keyId)
    const runner = createSnapshotRunner(folder, keys, runSnapshotJob)
    const result = await openSettled(folder, keys, runner)
    if (!result.ok) return result
    journal = result.value
    tidier = createTidier(folder, journal)
    onJournal?.({ journal, tidier })
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
  const takeBack = (n: number) =>
    write(async (from, small) => {
      await from.takeBack(n)
      small.ended(n)
      return { kind: 'taken-back' } as const
    })
  return {
    async journalOpen({ known }) {
      await close()
      const key = opened()
      if (!key) return { kind: 'locked' }
      const result = await open(key)
      if (!result.ok) return { kind: 'unusable', why: result.error.kind }
      const lastN = result.value.lastN()
      const tag = known && (await hexTagAt(result.value, known.n))
      return { kind: tag && tag !== known?.tag ? 'forked' : 'open', lastN }
    },
    async journalRenew({ isFork = false }) {
      await close()
      const key = opened()
      if (!key) return { kind: 'locked' }
      try {
        if (!isFork) await rm(asideOf(folder), { recursive: true, force: true })
        await dropTakenBackNote(folder)
        await rename(folder, isFork ? forkOf(folder) : asideOf(folder))
        return { kind: (await open(key)).ok ? 'open' : 'failed' }
      } catch {
        return { kind: 'failed' }
      }
    },
    journalAppend: ({ act, erases }) =>
      write(async (from, to) => {
        const n = await to.append(Buffer.from(act, 'base64'), erases)
        return { kind: 'kept', n, tag: (await hexTagAt(from, n)) ?? '' } as const
      }),
    journalSettle({ n }) {
      journal?.settle(n)
      tidier?.ended(n)
      return null
    },
    journalTakeBack: ({ n }) => takeBackAtLast(folder, n, () => takeBack(n), releaseReserve),
    ...replays,
    async journalClose() {
      await close()
      return null
    },
  }
}

/** The journal of a folder, once what an earlier session could not take back is taken back. */
async function openSettled(
  folder: string,
  keys: JournalKeys,
  runSnapshot: RunSnapshot,
): Promise<Result<Journal, JournalProblem>> {
  const opened = await openJournal(createNodeFiles(folder), keys, runSnapshot)
  if (!opened.ok) return opened
  const { journal } = opened.value
  try {
    await takeBackNoted(folder, journal)
    return ok(journal)
  } catch (error) {
    await journal.close()
    return err({ kind: toFailure(error).kind })
  }
}

async function hexTagAt(journal: Journal, n: number): Promise<string | null> {
  const tag = await journal.tagAt(n).catch(() => null)
  return tag && Buffer.from(tag).toString('hex')
}
