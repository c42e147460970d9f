import { useEffect, useState } from 'react'
import type { TaskAnswer, TaskInput, TaskName, TaskOutput } from './claims-tasks.ts'

type Waiting = { readonly resolve: (output: unknown) => void; readonly reject: (error: Error) => void }

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, Waiting>()

/** One worker for the life of the window, started when it is first needed. */
function startWorker(): Worker {
  const started = new Worker(new URL('./claims-worker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<TaskAnswer>) => {
    const asked = waiting.get(data.id)
    waiting.delete(data.id)
    if ('error' in data) asked?.reject(new Error(data.error))
    else asked?.resolve(data.output)
  })
  started.addEventListener('error', () => {
    for (const { reject } of waiting.values()) reject(new Error('the worker stopped'))
    waiting.clear()
    worker = null
  })
  return started
}

/** On lock: what the worker was given leaves the memory with it. */
export function endTasks(): void {
  worker?.terminate()
  worker = null
  waiting.clear()
}

/** @throws Error when the work fails or its worker does. */
function runTask<N extends TaskName>(name: N, input: TaskInput<N>): Promise<TaskOutput<N>> {
  worker ??= startWorker()
  const id = ++lastId
  worker.postMessage({ id, name, input })
  return new Promise((resolve, reject) => {
    waiting.set(id, { resolve: (output) => resolve(output as TaskOutput<N>), reject }) // by its own id
  })
}

/**
 * What a task gives for an input, which must be the same object as long as it means the same; null until there is an answer.
 * While a newer input is worked on, the last answer stands.
 */
export function useTask<N extends TaskName>(name: N, input: TaskInput<N> | null): TaskOutput<N> | null {
  const [output, setOutput] = useState<TaskOutput<N> | null>(null)
  useEffect(() => {
    if (input === null) return setOutput(null)
    let isOld = false
    void runTask(name, input).then((found) => {
      if (!isOld) setOutput(found)
    })
    return () => {
      isOld = true
    }
  }, [name, input])
  return output
}
