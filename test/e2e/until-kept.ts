import { expect, type Page } from '@playwright/test'

/** Changes a form and waits until its draft is on the disk as it is then: nothing in the window tells that moment. */
export async function untilKept(page: Page, draft: string, change: () => Promise<void>): Promise<void> {
  const before = await sealedDraft(page, draft)
  await change()
  await expect.poll(async () => ![null, before].includes(await sealedDraft(page, draft))).toBe(true)
}

const sealedDraft = (page: Page, draft: string): Promise<string | null> =>
  page.evaluate(
    (name) =>
      new Promise<string | null>((resolve, reject) => {
        const opening = indexedDB.open('alpo-desk')
        opening.onerror = () => reject(opening.error)
        opening.onsuccess = () => {
          const db = opening.result
          const rows = db.transaction('drafts').objectStore('drafts').getAll()
          rows.onsuccess = () => {
            db.close()
            const row = (rows.result as { key: string; box: Uint8Array }[]).find(({ key }) =>
              key.endsWith(`/${name}`),
            )
            resolve(row ? [...row.box].join() : null)
          }
        }
      }),
    draft,
  )
