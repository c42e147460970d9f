import type { Db } from './db.ts'

/** Files, by SHA-256, of erased evidence that are still to be taken away: at the hub, and from this disk. */
export type Errand = 'filesToErase' | 'filesToDrop'

export const waitingFiles = async (db: Db, errand: Errand): Promise<readonly string[]> =>
  String((await db.meta.get(errand))?.value ?? '')
    .split(' ')
    .filter(Boolean)

/** Also inside a transaction on `meta`. */
export const addWaitingFiles = (db: Db, errand: Errand, hashes: readonly string[]): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const value = [...new Set([...(await waitingFiles(db, errand)), ...hashes])].join(' ')
    await db.meta.put({ key: errand, value })
  })

export const removeWaitingFiles = (db: Db, errand: Errand, done: readonly string[]): Promise<void> =>
  db.transaction('rw', db.meta, async () => {
    const value = (await waitingFiles(db, errand)).filter((hash) => !done.includes(hash)).join(' ')
    await db.meta.put({ key: errand, value })
  })
