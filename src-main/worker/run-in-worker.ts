import { Worker } from 'node:worker_threads'

/** What a worker posts: how far it is, and in the end its answer. */
export type WorkerMessage<Answer> = { readonly progress: unknown } | { readonly answer: Answer }
/**
 * `too-much-work`: the job itself was more than it may be. `unfinished`: it did not end in time, or its thread did not hold;
 * whether that was the job's fault or a busy machine's, nobody knows.
 */
type Ended =
  | { readonly kind: 'too-much-work' }
  | { readonly kind: 'unfinished' }
  | { readonly kind: 'cancelled' }
export type RunOptions = {
  readonly onProgress?: (progress: unknown) => void
  readonly signal?: AbortSignal
  /** How long its thread may compute, in ms: time for which a busy machine lets it wait is not counted. */
  readonly workMs?: number
  /** How much the whole process may grow while the job runs: buffers count, which a thread's own cap leaves out. */
  readonly growthMb?: number
}
export type RunJob<Job, Answer> = (
  job: Job,
  /** How long anybody waits for it, in ms. */
  timeoutMs: number,
  options?: RunOptions,
) => Promise<Answer | Ended>

const heapMb = 512
const lookEveryMs = 20
const askEveryMs = 250
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

  return (job, timeoutMs, { onProgress, signal, growthMb, workMs } = {}) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve({ kind: 'cancelled' })
      const worker = take()
      const before = process.memoryUsage.rss()
      const settle = (): void => {
        clearTimeout(timer)
        clearInterval(watch)
        clearInterval(work)
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
      const work =
        workMs === undefined
          ? undefined
          : watchWork(worker, (spentMs) => {
              if (spentMs > workMs) end({ kind: 'too-much-work' })
            })
      const timer = setTimeout(() => end({ kind: 'unfinished' }), timeoutMs)
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
        end({ kind: isOutOfMemory(error) ? 'too-much-work' : 'unfinished' })
      }
      worker.on('message', hear).on('error', fail)
      worker.postMessage(job)
    })
}

const isOutOfMemory = (error: Error): boolean => 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'

/** Tells again and again how long the thread has computed from now on; never where the runtime does not count it. */
function watchWork(
  worker: Worker,
  tell: (spentMs: number) => void,
): ReturnType<typeof setInterval> | undefined {
  if (typeof worker.cpuUsage !== 'function') return undefined // Node before 24.6
  const spent = (): Promise<number> => worker.cpuUsage().then(({ user, system }) => (user + system) / 1000)
  const before = spent().catch(() => 0)
  return setInterval(() => {
    Promise.all([before, spent()]).then(
      ([start, now]) => tell(now - start),
      () => undefined, // the thread has ended
    )
  }, askEveryMs)
}
