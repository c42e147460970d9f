import { parentPort } from 'node:worker_threads'
import { createNodeFiles } from './format/files.ts'
import type { JournalKeys } from './format/header.ts'
import { writeSnapshot } from './write-snapshot.ts'

/** The thread in which a snapshot of the journal is written. */
export type SnapshotJob = { readonly folder: string; readonly keys: JournalKeys; readonly number: number }

parentPort?.on('message', async ({ folder, keys, number }: SnapshotJob) => {
  const answer = await writeSnapshot(createNodeFiles(folder), keys, number)
  keys.secret.fill(0)
  parentPort?.postMessage({ answer })
})
