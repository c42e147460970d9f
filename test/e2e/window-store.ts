import { closeSync, existsSync, openSync, readdirSync, readFileSync, statSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'

/** The LevelDB in which the browser keeps the window's database, in the data folder of a device of either shell. */
export function windowStore(folder: string): string {
  for (const profile of [['window'], ['preview-window', 'Default']]) {
    const at = path.join(folder, ...profile, 'IndexedDB')
    const name = existsSync(at)
      ? readdirSync(at).find((one) => one.endsWith('.indexeddb.leveldb'))
      : undefined
    if (name) return path.join(at, name)
  }
  throw new Error('the window has no database')
}

/** The second copy of all that was saved, which is not in the window's own store. */
export const journalOf = (folder: string): string => path.join(folder, 'journal')

/** The files of a store of one kind, the largest first. */
export const filesLike = (store: string, ending: RegExp): readonly string[] =>
  readdirSync(store)
    .filter((name) => ending.test(name))
    .map((name) => path.join(store, name))
    .toSorted((a, b) => statSync(b).size - statSync(a).size)

/** Three bytes of a file become others, in the middle unless `part` says where. */
export function flipBytes(file: string, part = 0.5): void {
  const middle = Math.floor(statSync(file).size * part)
  const bytes = readFileSync(file).subarray(middle, middle + 3)
  const handle = openSync(file, 'r+')
  writeSync(handle, Buffer.from(bytes.map((byte) => byte ^ 0xff)), 0, 3, middle)
  closeSync(handle)
}

/** Writes so much into the window's LevelDB that what stands in its log goes into table files. */
export const fillTables = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('filler')
    const db = await new Promise<IDBDatabase>((resolve, reject) => {
      opening.onupgradeneeded = () => opening.result.createObjectStore('rows', { autoIncrement: true })
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error)
    })
    for (let megabyte = 0; megabyte < 10; megabyte++) {
      const write = db.transaction('rows', 'readwrite', { durability: 'strict' })
      // larger values would go into files of their own
      for (let part = 0; part < 32; part++)
        write.objectStore('rows').add(crypto.getRandomValues(new Uint8Array(32_000)))
      await new Promise<void>((resolve, reject) => {
        write.oncomplete = () => resolve()
        write.onabort = () => reject(write.error)
      })
    }
    db.close()
  })
