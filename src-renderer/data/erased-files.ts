import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { deletedField } from '../../src-shared/sync/merge.ts'
import type { Db } from './db.ts'
import type { RecordChange } from './placing.ts'
import { listRows } from './records.ts'
import type { Store } from './store.ts'

const key = 'filesToDrop'
const atOnce = 1000
const waiting = async (db: Db): Promise<readonly string[]> =>
  String((await db.meta.get(key))?.value ?? '')
    .split(' ')
    .filter(Boolean)

/** Inside a transaction on `meta`: the files of evidence that was erased, here or on another device, are to leave this disk. */
export async function noteDroppedFiles(db: Db, changes: readonly RecordChange[]): Promise<void> {
  const hashes = changes.flatMap(({ entity, before, after }) => {
    // a record without its value may also be a change that was given up, which can be taken back
    const isErased = after.fields[deletedField] === true && typeof after.fields.sha256 !== 'string'
    return entity === 'attachment' && isErased && typeof before.fields.sha256 === 'string'
      ? [before.fields.sha256]
      : []
  })
  if (hashes.length === 0) return
  await db.meta.put({ key, value: [...new Set([...(await waiting(db)), ...hashes])].join(' ') })
}

/** Takes from the disk what was erased, unless other evidence is the same file. Cut anywhere, it is done the next time. */
export async function dropErasedFiles(store: Store, erase: Bridge['eraseAttachments']): Promise<void> {
  const hashes = (await waiting(store.db)).slice(0, atOnce)
  if (hashes.length === 0) return
  const named = new Set((await listRows(store, 'attachment')).map(({ fields }) => fields.sha256))
  const { kind } = await erase({ hashes: hashes.filter((hash) => !named.has(hash)) })
  if (kind !== 'erased') return
  await store.db.transaction('rw', store.db.meta, async () => {
    const left = (await waiting(store.db)).filter((hash) => !hashes.includes(hash))
    await store.db.meta.put({ key, value: left.join(' ') })
  })
}
