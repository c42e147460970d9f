import { parentPort } from 'node:worker_threads'
import { readSheet } from './read-sheet.ts'

/** The thread in which a picked sheet is read. */
export type SheetJob = { readonly bytes: Uint8Array }

parentPort?.on('message', ({ bytes }: SheetJob) => {
  parentPort?.postMessage({ answer: readSheet(bytes) })
})
