import { randomUUID } from 'node:crypto'
import type { FailReason } from '../../../src-shared/bridge/export-calls.ts'
import { errorCode, isDiskFull } from '../../data-folder/atomic-write.ts'
import type { ExportJob } from './export-job.ts'

export type Running = {
  readonly job: ExportJob
  readonly name: string
  /** Whether it may go on to its end once the register is locked. */
  readonly outlivesLock: boolean
  readonly onDone: () => Promise<void>
  /** Told why it was given up. */
  readonly onFailed: (reason: FailReason) => Promise<void>
}
export type NotWritten = { readonly kind: 'failed'; readonly reason: FailReason }
type Entry = Running & { idle: NodeJS.Timeout; busy: Promise<unknown> }

/** A window that says nothing for so long is gone, and what it began goes too. */
const idleMs = 120_000

/** The exports that are being written, each by the id that the window has of it; of one the steps run one after another. */
export function createRunningJobs() {
  const running = new Map<string, Entry>()

  async function giveUp(id: string, reason: FailReason = 'gone'): Promise<void> {
    const entry = running.get(id)
    if (!entry) return
    running.delete(id)
    clearTimeout(entry.idle)
    await entry.busy.catch(() => undefined) // what is being written is written first
    await entry.job.abandon().catch(() => undefined) // the next export into that folder clears it away
    await entry.onFailed(reason).catch(() => undefined) // told again the next time
  }
  const waitFor = (id: string): NodeJS.Timeout => setTimeout(() => void giveUp(id), idleMs).unref()
  return {
    add(job: Running): string {
      const id = randomUUID()
      running.set(id, { ...job, idle: waitFor(id), busy: Promise.resolve() })
      return id
    },
    /** Goes on with a job; what the disk refuses ends it. */
    async goOn<T>(id: string, work: (entry: Running) => Promise<T>): Promise<T | NotWritten> {
      const entry = running.get(id)
      if (!entry) return { kind: 'failed', reason: 'gone' }
      clearTimeout(entry.idle)
      const working = entry.busy.catch(() => undefined).then(() => work(entry))
      entry.busy = working
      try {
        return await working
      } catch (error) {
        const reason = whyNot(error)
        await giveUp(id, reason)
        return { kind: 'failed', reason }
      } finally {
        clearTimeout(entry.idle)
        entry.idle = waitFor(id)
      }
    },
    /** It has ended well. */
    drop: (id: string): void => void running.delete(id),
    giveUp,
    /** On lock. */
    forget(): void {
      for (const [id, { outlivesLock }] of running) if (!outlivesLock) void giveUp(id)
    },
  }
}

export function whyNot(error: unknown): FailReason {
  if (isDiskFull(error)) return 'disk-full'
  return errorCode(error) === 'ENOENT' ? 'folder-gone' : 'not-writable'
}
