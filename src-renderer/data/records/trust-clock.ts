import { trustDay } from '../database/known-day.ts'
import { putRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'

/** A person says that the clock is right: what was written under a later one no longer counts against it. */
export const trustClock = (store: Store): Promise<void> =>
  store.exclusive(async () => {
    store.noteWritten({ lastMoment: store.clock.nowIso() })
    await store.note(putRows(store.db.meta, [{ key: 'lastMoment', value: store.lastMoment }]))
  })

/** A difference that matters is never smaller; what is nearer is not written again and again. */
const finestMs = 60_000

const dayMs = 86_400_000

/** What the hub says of this machine's clock (visits.md §12); null where it says nothing. */
export async function noteClock(store: Store, aheadMs: number | null): Promise<void> {
  if (aheadMs === null) return
  const { db } = store
  if (Math.abs(aheadMs) < dayMs) await trustDay(store)
  const known = (await db.meta.get('clockAheadMs'))?.value
  const rounded = Math.round(aheadMs / finestMs) * finestMs
  if (known !== rounded) await store.note(putRows(db.meta, [{ key: 'clockAheadMs', value: rounded }]))
}
