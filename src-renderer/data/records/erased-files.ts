import type { Bridge } from '../../../src-shared/bridge/calls.ts'
import { deletedField } from '../../../src-shared/sync/merge.ts'
import type { MetaRow } from '../database/db.ts'
import type { Store } from '../register/store.ts'
import type { RecordChange } from './record-storage.ts'
import { listRows } from './records.ts'
import { errandRows, removeWaitingFiles, waitingFiles } from './waiting-files.ts'

const atOnce = 1000

/** Rows to store with changes: the files of evidence that was erased, here or on another device, are to leave this disk. */
export async function droppedFileRows(
  store: Store,
  changes: readonly RecordChange[],
): Promise<readonly MetaRow[]> {
  const hashes = changes.flatMap(({ entity, before, after }) => {
    // a record without its value may also be a change that was given up, which can be taken back
    const isErased = after.fields[deletedField] === true && typeof after.fields.sha256 !== 'string'
    return entity === 'attachment' && isErased && typeof before.fields.sha256 === 'string'
      ? [before.fields.sha256]
      : []
  })
  return hashes.length > 0 ? errandRows(store, 'filesToDrop', hashes) : []
}

/** Takes from the disk what was erased, unless other evidence is the same file. Cut anywhere, it is done the next time. */
export async function dropErasedFiles(store: Store, erase: Bridge['eraseAttachments']): Promise<void> {
  const hashes = (await waitingFiles(store, 'filesToDrop')).slice(0, atOnce)
  if (hashes.length === 0) return
  const named = new Set((await listRows(store, 'attachment')).map(({ fields }) => fields.sha256))
  const { kind } = await erase({ hashes: hashes.filter((hash) => !named.has(hash)) })
  if (kind === 'erased') await removeWaitingFiles(store, 'filesToDrop', hashes)
}
