import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import type { Opened } from '../keys/keyring.ts'
import type { PdfAnswer, PdfJob, PdfProgress } from '../pdf/jobs.ts'
import type { RunJob } from '../worker/run-in-worker.ts'
import { encloseRefused } from './enclose-whole.ts'

/** Long enough for the largest claim on a slow machine; whoever waits can cancel. */
const writingMs = 600_000

type ClaimJob = Pick<
  Extract<PdfJob, { kind: 'claim-file' }>,
  'file' | 'packs' | 'parts' | 'part' | 'encloses' | 'target' | 'seal'
>
export type WrittenFile =
  | { readonly kind: 'written'; readonly size: number; readonly bytes: Uint8Array | null }
  | { readonly kind: 'cancelled' }
  | {
      readonly kind: 'failed'
      readonly reason: 'disk-full' | 'attachment-missing' | 'sum-differs' | 'too-much-work' | 'locked'
    }
export type WriteClaimFile = (job: ClaimJob) => Promise<WrittenFile>

export type ClaimJobs = {
  /** Known by its id from its start to its end, so that it can be watched and cancelled. */
  readonly run: <T>(id: string, work: (write: WriteClaimFile) => Promise<T>) => Promise<T>
  readonly progressOf: (id: string) => PdfProgress | null
  readonly cancel: (id: string) => void
  readonly cancelAll: () => void
}
type JobOptions = {
  readonly dataFolder: string
  readonly opened: () => Opened | null
  readonly runPdfJob: RunJob<PdfJob, PdfAnswer>
  readonly resources: string
}
type Entry = { readonly cancel: AbortController; progress: PdfProgress }

/** Claim files that are being written. */
export function createClaimJobs({ dataFolder, opened, runPdfJob, resources }: JobOptions): ClaimJobs {
  const running = new Map<string, Entry>()

  const writeFor =
    (entry: Entry): WriteClaimFile =>
    async ({ file, ...job }) => {
      const options = {
        signal: entry.cancel.signal,
        onProgress: (progress: unknown) => {
          entry.progress = progress as PdfProgress // from our own worker
        },
      }
      const write = async (placed: ClaimFile) => {
        const key = opened()
        if (!key) return { kind: 'locked' } as const
        const originals = { kind: 'store', folder: dataFolder, dataKey: key.dataKey } as const
        return runPdfJob(
          { ...job, file: placed, kind: 'claim-file', resources, originals },
          writingMs,
          options,
        )
      }
      return toWritten(await encloseRefused(file, write))
    }
  return {
    async run(id, work) {
      const entry = { cancel: new AbortController(), progress: { done: 0, of: 0 } }
      running.set(id, entry)
      try {
        return await work(writeFor(entry))
      } finally {
        running.delete(id)
      }
    },
    progressOf: (id) => running.get(id)?.progress ?? null,
    cancel: (id) => running.get(id)?.cancel.abort(),
    cancelAll() {
      for (const { cancel } of running.values()) cancel.abort()
    },
  }
}

function toWritten(
  answer:
    | Exclude<PdfAnswer, { readonly kind: 'evidence-refused' }>
    | { readonly kind: 'too-much-work' | 'unfinished' | 'cancelled' | 'locked' },
): WrittenFile {
  switch (answer.kind) {
    case 'written':
      return { kind: 'written', size: answer.bytes.length, bytes: answer.bytes }
    case 'written-to-file':
      return { kind: 'written', size: answer.size, bytes: null }
    case 'cancelled':
      return { kind: 'cancelled' }
    case 'inspected':
      throw new Error('the worker answered another question')
    case 'unfinished':
      return { kind: 'failed', reason: 'too-much-work' }
    default:
      return { kind: 'failed', reason: answer.kind }
  }
}
