import { putRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { recordKey } from '../sealing/sealed-record.ts'

/**
 * What this device remembers of its work beside the records (columns of sheets as they were mapped, imports that can be
 * undone), sealed like them. For unfinished forms see form-drafts.ts.
 */
export function saveDraft(store: Store, key: string, value: unknown): Promise<void> {
  return store.exclusiveDraft(async () => {
    if (await store.guard.ask()) return // the window says why nothing is written
    const box = await store.cipher.seal(value, recordKey('drafts', key))
    await store.note(putRows(store.db.drafts, [{ key, box }]))
  })
}

export async function readDraft(store: Store, key: string): Promise<unknown> {
  const row = await store.db.drafts.get(key)
  return row ? store.cipher.open(row.box, recordKey('drafts', key)) : null
}
