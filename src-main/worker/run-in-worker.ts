import { Worker } from 'node:worker_threads'

/** What a worker posts: how far it is, and in the end its answer. */
export type WorkerMessage<Answer> = { readonly progress: unknown } | { readonly answer: Answer }
type Ended = { readonly kind: 'too-much-work' } | { readonly kind: 'cancelled' }
export type RunOptions = {
  readonly onProgress?: (progress: unknown) => void
  readonly signal?: AbortSignal
  /** How much the whole process may grow while the job runs: buffers count, which a thread's own cap leaves out. */
  readonly growthMb?: number
}
export type RunJob<Job, Answer> = (
  job: Job,
  timeoutMs: number,
  options?: RunOptions,
) => Promise<Answer | Ended>

const heapMb = 512
const lookEveryMs = 20
/** How long a thread waits for the next job: starting one takes longer than most jobs. */
const idleMs = 60_000

/**
 * Runs jobs on foreign files in a thread of their own, with a cap on time and memory; a job that breaks a cap is ended with
 * its thread, nothing else is. A thread that has answered waits for the next job.
 */
export function createRunner<Job, Answer>(workerFile: URL): RunJob<Job, Answer> {
  let idle: { readonly worker: Worker; readonly forget: () => void } | null = null

  function take(): Worker {
    const kept = idle
    idle = null
    if (!kept) return new Worker(workerFile, { resourceLimits: { maxOldGenerationSizeMb: heapMb } })
    kept.forget()
    kept.worker.ref()
    return kept.worker
  }
  function keep(worker: Worker): void {
    const drop = (): void => {
      if (idle?.worker === worker) idle = null
      void worker.terminate()
    }
    if (idle) {
      drop()
      return
    }
    worker.unref()
    worker.once('error', drop)
    const timer = setTimeout(drop, idleMs)
    timer.unref()
    const forget = (): void => {
      clearTimeout(timer)
      worker.off('error', drop)
    }
    idle = { worker, forget }
  }

  return (job, timeoutMs, { onProgress, signal, growthMb } = {}) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve({ kind: 'cancelled' })
      const worker = take()
      const before = process.memoryUsage.rss()
      const settle = (): void => {
        clearTimeout(timer)
        clearInterval(watch)
        signal?.removeEventListener('abort', cancel)
        worker.off('message', hear).off('error', fail)
      }
      /** Ends the thread; what it had open is closed before anybody looks at what it wrote. */
      const end = (how: Ended): void => {
        settle()
        worker.once('error', () => undefined)
        void worker.terminate().finally(() => resolve(how))
      }
      const cancel = (): void => end({ kind: 'cancelled' })
      const watch =
        growthMb === undefined
          ? undefined
          : setInterval(() => {
              if (process.memoryUsage.rss() - before > growthMb * 1024 * 1024) end({ kind: 'too-much-work' })
            }, lookEveryMs)
      const timer = setTimeout(() => end({ kind: 'too-much-work' }), timeoutMs)
      signal?.addEventListener('abort', cancel)
      const hear = (message: WorkerMessage<Answer>): void => {
        if (!('answer' in message)) {
          onProgress?.(message.progress)
          return
        }
        settle()
        keep(worker)
        resolve(message.answer)
      }
      const fail = (error: Error): void => {
        process.stderr.write(`worker: ${error.name}\n`) // no message: it could quote the file
        end({ kind: 'too-much-work' })
      }
      worker.on('message', hear).on('error', fail)
      worker.postMessage(job)
    })
}
