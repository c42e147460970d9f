import type { Bridge, Output } from '../../src-shared/bridge/calls.ts'
import { forgetFilesAtHub, noteFilesAtHub, waitingToBeSent } from '../data/records/unsent-files.ts'
import { addWaitingFiles, removeWaitingFiles, waitingFiles } from '../data/records/waiting-files.ts'
import type { Store } from '../data/register/store.ts'

type SyncFiles = Bridge['syncFiles']
export type FilesAnswer = Output<'syncFiles'>

const atOnce = 1000
const againMs = 1000

/** Fetches files that are not on this device, call by call; ends with the last answer. */
export async function fetchFiles(
  call: SyncFiles,
  hashes: readonly string[],
  onProgress: (left: number) => void = () => undefined,
): Promise<FilesAnswer> {
  let answer: FilesAnswer = { kind: 'done', left: 0, missing: 0, unsent: [], usedBytes: 0, quotaBytes: 0 }
  for (let at = 0; at < hashes.length; at += atOnce) {
    const fetch = hashes.slice(at, at + atOnce)
    do {
      answer = await call({ send: [], fetch })
      if (answer.kind !== 'done') return answer
      onProgress(answer.left + Math.max(0, hashes.length - at - atOnce))
    } while (answer.left > 0)
  }
  return answer
}

/** The records of these files were erased: the hub is told when it is reached, today or in weeks. */
export const noteErasedFiles = (store: Store, hashes: readonly string[]): Promise<void> =>
  addWaitingFiles(store, 'filesToErase', hashes)

async function eraseAtHub(store: Store, call: SyncFiles): Promise<void> {
  const erase = (await waitingFiles(store, 'filesToErase')).slice(0, atOnce)
  if (erase.length === 0) return
  const answer = await call({ send: [], fetch: [], erase })
  if (answer.kind === 'unreachable') return
  await forgetFilesAtHub(store, erase)
  await removeWaitingFiles(store, 'filesToErase', erase)
}

export type FilesLoop = { look(): void; stop(): void }

/**
 * Sends the files of the evidence behind the work, once their records have gone; what the hub has been seen to hold whole
 * is not asked for again.
 */
export function startFilesLoop(store: Store, call: SyncFiles): FilesLoop {
  let isRunning = false
  let stopped = false

  async function run(): Promise<void> {
    await eraseAtHub(store, call)
    const send = (await waitingToBeSent(store)).slice(0, atOnce)
    if (send.length === 0) return
    const answer = await call({ send, fetch: [] })
    if (answer.kind === 'unreachable') return // tried again with the next round
    const unsent = new Set(answer.unsent)
    if (!stopped)
      await noteFilesAtHub(
        store,
        send.filter((hash) => !unsent.has(hash)),
      )
    if (answer.kind !== 'done') return
    if (!stopped && (answer.left > 0 || send.length === atOnce)) {
      await new Promise((resolve) => setTimeout(resolve, againMs))
      await run()
    }
  }
  return {
    look() {
      if (stopped || isRunning || store.realmKeyring.current === null) return
      isRunning = true
      void run()
        .catch(() => undefined) // the register was closed under it
        .finally(() => {
          isRunning = false
        })
    },
    stop() {
      stopped = true
    },
  }
}
