import { placeOf } from './records.ts'
import type { Store } from './store.ts'

/** An unfinished form, kept on this device only, so that a crash loses nothing of it. */
export async function saveDraft(store: Store, key: string, value: unknown): Promise<void> {
  const box = await store.cipher.seal(value, placeOf('drafts', key))
  await store.db.drafts.put({ key, box })
}

export async function readDraft(store: Store, key: string): Promise<unknown> {
  const row = await store.db.drafts.get(key)
  return row ? store.cipher.open(row.box, placeOf('drafts', key)) : null
}

export const dropDraft = (store: Store, key: string): PromiseLike<void> => store.db.drafts.delete(key)
