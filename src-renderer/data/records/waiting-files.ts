import type { MetaRow } from '../database/db.ts'
import { putRows, removeRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { recordKey } from '../sealing/sealed-record.ts'

/** Files, by SHA-256, of erased evidence that are still to be taken away: at the hub, and from this disk. */
export type Errand = 'filesToErase' | 'filesToDrop'
const errands: readonly Errand[] = ['filesToErase', 'filesToDrop']

/** Rows that hold an errand for each file, sealed: the hash of a document would tell whoever has it that it was here. */
export const errandRows = (
  { cipher, clock }: Store,
  errand: Errand,
  hashes: readonly string[],
): Promise<readonly MetaRow[]> =>
  Promise.all(
    [...new Set(hashes)].map(async (hash) => {
      const key = `${errand}/${clock.newId()}`
      return { key, value: await cipher.seal(hash, recordKey('meta', key)) }
    }),
  )

export async function waitingFiles(store: Store, errand: Errand): Promise<readonly string[]> {
  return [...new Set((await rowsOf(store, errand)).map(({ hash }) => hash))]
}

export const addWaitingFiles = async (
  store: Store,
  errand: Errand,
  hashes: readonly string[],
): Promise<void> => {
  const waiting = new Set(await waitingFiles(store, errand))
  const rows = await errandRows(
    store,
    errand,
    hashes.filter((hash) => !waiting.has(hash)),
  )
  await store.note(putRows(store.db.meta, rows))
}

export async function removeWaitingFiles(
  store: Store,
  errand: Errand,
  done: readonly string[],
): Promise<void> {
  const gone = new Set(done)
  const rows = (await rowsOf(store, errand)).filter(({ hash }) => gone.has(hash))
  const keys = rows.map(({ key }) => key)
  await store.note(removeRows(store.db.meta, keys))
}

const rowsOf = async ({ db, cipher }: Store, errand: Errand) =>
  Promise.all(
    (await db.meta.where('key').startsWith(`${errand}/`).toArray()).map(async ({ key, value }) => ({
      key,
      hash: String(await cipher.open(value as Uint8Array, recordKey('meta', key))), // as `errandRows` made it
    })),
  )

/** What an older version has left in plain text is sealed. */
export async function sealOldErrands(store: Store): Promise<void> {
  const { db } = store
  for (const errand of errands) {
    const old = await db.meta.get(errand)
    if (!old) continue
    const rows = await errandRows(store, errand, String(old.value).split(' ').filter(Boolean))
    await store.note(putRows(db.meta, rows), removeRows(db.meta, [errand]))
  }
}
