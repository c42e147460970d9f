import { putRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { listRows } from './records.ts'

/** Files, by SHA-256, that the hub has been seen to hold whole; sealed, for a hash tells who has the file what it is. */
export const filesAtHubKey = 'filesAtHub'
const place = recordKey('meta', filesAtHubKey)

export async function filesAtHub({ db, cipher }: Store): Promise<ReadonlySet<string>> {
  const box = (await db.meta.get(filesAtHubKey))?.value
  return new Set(box instanceof Uint8Array ? ((await cipher.open(box, place)) as string[]) : []) // sealed by us
}

/** Files that are there, or are no matter of this device: another one has them, and sends them. */
export function noteFilesAtHub(store: Store, hashes: readonly string[]): Promise<void> {
  return store.exclusive(async () => {
    const known = await filesAtHub(store)
    if (hashes.every((hash) => known.has(hash))) return
    const box = await store.cipher.seal([...new Set([...known, ...hashes])], place)
    await store.note(putRows(store.db.meta, [{ key: filesAtHubKey, value: box }]))
    store.changed()
  })
}

/** The hub has been told to let go of these: should one come again, it is to be sent again. */
export function forgetFilesAtHub(store: Store, hashes: readonly string[]): Promise<void> {
  return store.exclusive(async () => {
    const left = [...(await filesAtHub(store))].filter((hash) => !hashes.includes(hash))
    const value = await store.cipher.seal(left, place)
    await store.note(putRows(store.db.meta, [{ key: filesAtHubKey, value }]))
  })
}

/** What was read of the evidence, for as long as its table and what is known of the hub stay as they are. */
const readBefore = new WeakMap<Store, { readonly at: string; readonly hashes: readonly string[] }>()

/** The files of the evidence that are not known to be at the hub. */
export async function waitingToBeSent(store: Store): Promise<readonly string[]> {
  if (store.realmKeyring.current === null) return []
  const at = `${store.revisions.of('attachment')}`
  let read = readBefore.get(store)
  if (read?.at !== at) {
    const rows = await listRows(store, 'attachment')
    read = { at, hashes: [...new Set(rows.map(({ fields }) => fields.sha256))] }
    readBefore.set(store, read)
  }
  if (read.hashes.length === 0) return []
  const there = await filesAtHub(store)
  return read.hashes.filter((hash) => !there.has(hash))
}

/** How many they are, and since when this is so. */
export async function unsentFiles(
  store: Store,
): Promise<{ readonly count: number; readonly since: string | null }> {
  const count = (await waitingToBeSent(store)).length
  if (count === 0) {
    waitingSince.delete(store)
    return { count, since: null }
  }
  const since = waitingSince.get(store) ?? store.clock.nowIso()
  waitingSince.set(store, since)
  return { count, since }
}
/** When it was first noticed while the register is open. */
const waitingSince = new WeakMap<Store, string>()
