/** Runs one piece of work at a time, in the order in which they were asked for. */
export type Mutex = <T>(work: () => Promise<T>) => Promise<T>

export function createMutex(): Mutex {
  let tail: Promise<unknown> = Promise.resolve()
  return (work) => {
    const run = tail.then(work)
    tail = run.catch(() => undefined) // a failed piece does not stop the next; its caller has the error
    return run
  }
}
