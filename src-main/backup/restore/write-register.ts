import { draftEnding, fileNameOf } from '../../journal/format/file-set.ts'
import { type JournalFiles, withFile } from '../../journal/format/files.ts'
import { type JournalKeys, noTag } from '../../journal/format/header.ts'
import { createSnapshotWriter } from '../../journal/format/snapshot.ts'
import { makeLog } from '../../journal/log-file.ts'
import type { Content } from '../format/backup-file.ts'
import { failed } from '../format/problem.ts'
import type { BlobStore } from '../set/blobs.ts'

export type Destination = {
  /** An empty folder for the journal. */
  readonly journal: JournalFiles
  readonly journalKeys: JournalKeys
  /** Puts a sealed file under its name; it is on the disk then. */
  readonly putFile: (name: string, bytes: Uint8Array) => Promise<void>
}
type Options = {
  readonly signal?: AbortSignal
  readonly onProgress?: (doneBytes: number, allBytes: number) => void
}

/**
 * Writes what a backup names: attachments, and a journal of one snapshot from which the window fills its database.
 * @throws BackupFailure where something of it is missing or damaged; the system's errors
 */
export async function writeRegister(
  store: BlobStore,
  content: Content,
  { journal, journalKeys, putFile }: Destination,
  { signal, onProgress }: Options = {},
): Promise<void> {
  const { registerId, keyId, secret } = journalKeys
  const allBytes = [...content.chunks, ...content.files].reduce((sum, { bytes }) => sum + bytes, 0)
  let doneBytes = 0
  const read = async ({ id, bytes }: { readonly id: string; readonly bytes: number }): Promise<Buffer> => {
    if (signal?.aborted) throw failed('cancelled')
    doneBytes += bytes
    onProgress?.(doneBytes, allBytes)
    return store.read(id)
  }
  await journal.makeFolder()
  const name = fileNameOf('snapshot', 1)
  const draft = `${name}${draftEnding}`
  await withFile(journal, draft, 'make', async (file) => {
    const header = { kind: 'snapshot', number: 1, firstN: 2, tagBefore: noTag, registerId, keyId } as const
    const writer = await createSnapshotWriter(file, header, { registerId, keyId, secret })
    for (const chunk of content.chunks) await writer.addRows(await read(chunk), chunk.rows)
    await writer.finish()
  })
  for (const file of content.files) await putFile(file.name, await read(file))
  // a log without its snapshot would be told as damaged, a snapshot without its log too: nothing is taken for whole too early
  await journal.rename(draft, name)
  await makeLog(journal, journalKeys, 1, { n: 1, tag: noTag })
}
