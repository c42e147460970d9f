import { draftEnding, fileNameOf } from '../format/file-set.ts'
import { type JournalFiles, withFile } from '../format/files.ts'
import { type JournalKeys, noTag } from '../format/header.ts'
import { createSnapshotWriter } from '../format/snapshot.ts'
import { makeLog } from '../log-file.ts'
import { createRowBatches } from '../row-batches.ts'
import type { Salvaged } from './read-salvaged.ts'

/**
 * Writes what was salvaged into an empty folder, as a journal of one snapshot and one log that goes on behind the last number.
 * @returns how many rows there are. @throws the system's error.
 */
export async function rebuildInto(
  files: JournalFiles,
  keys: JournalKeys,
  { lastN, showRows }: Salvaged,
): Promise<number> {
  const name = fileNameOf('snapshot', 1)
  const draft = `${name}${draftEnding}`
  await files.makeFolder()
  const { rows } = await withFile(files, draft, 'make', async (file) => {
    const { registerId, keyId } = keys
    const kind = 'snapshot'
    const header = { kind, number: 1, firstN: lastN + 1, tagBefore: noTag, registerId, keyId } as const
    const writer = await createSnapshotWriter(file, header, keys)
    const batches = createRowBatches(writer.addRows)
    await showRows(batches.add)
    await batches.flush()
    return writer.finish()
  })
  // a log without its snapshot would be told as damaged, a snapshot without its log too: nothing is taken for whole too early
  await files.rename(draft, name)
  await makeLog(files, keys, 1, { n: lastN, tag: noTag })
  return rows
}
