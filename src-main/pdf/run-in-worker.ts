import { Worker } from 'node:worker_threads'
import type { PdfAnswer, PdfJob } from './jobs.ts'

export type RunPdfJob = (
  job: PdfJob,
  timeoutMs: number,
) => Promise<PdfAnswer | { readonly kind: 'too-much-work' }>

const memoryMb = 512

/** Runs a job in a thread of its own with a cap on time and memory; a job that breaks a cap is ended, nothing else is. */
export const createPdfRunner =
  (workerFile: URL): RunPdfJob =>
  (job, timeoutMs) =>
    new Promise((resolve) => {
      const worker = new Worker(workerFile, {
        workerData: job,
        resourceLimits: { maxOldGenerationSizeMb: memoryMb },
      })
      const end = (answer: Awaited<ReturnType<RunPdfJob>>): void => {
        clearTimeout(timer)
        resolve(answer)
        void worker.terminate()
      }
      const timer = setTimeout(() => end({ kind: 'too-much-work' }), timeoutMs)
      worker.once('message', (answer: PdfAnswer) => end(answer))
      worker.once('error', (error) => {
        process.stderr.write(`pdf worker: ${error.name}\n`) // no message: it could quote the file
        end({ kind: 'too-much-work' })
      })
    })
