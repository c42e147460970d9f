import { placeOf } from './sealed-record.ts'
import type { Store } from './store.ts'

/**
 * An unfinished form, kept on this device only, so that a crash loses nothing of it. Drafts have a lane of their own: the
 * last keystroke is on the disk at once, also while months are still being read or an import is being written.
 */
export function saveDraft(store: Store, key: string, value: unknown): Promise<void> {
  return store.exclusiveDraft(async () => {
    const box = await store.cipher.seal(value, placeOf('drafts', key))
    await store.db.drafts.put({ key, box })
  })
}

export async function readDraft(store: Store, key: string): Promise<unknown> {
  const row = await store.db.drafts.get(key)
  return row ? store.cipher.open(row.box, placeOf('drafts', key)) : null
}

export const dropDraft = (store: Store, key: string): Promise<void> =>
  store.exclusiveDraft(async () => store.db.drafts.delete(key))
