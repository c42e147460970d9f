import { addDays } from '../../src-shared/domain/iso-date.ts'
import { reminderDays } from '../../src-shared/domain/reminder.ts'
import { tableOf } from './db.ts'
import type { Store } from './store.ts'

/** Reminders that have lived their days leave the disk when the register is opened: row and all (visits.md §6.3). */
export const dropOldReminders = (store: Store): Promise<void> =>
  store.exclusive(async () => {
    const oldest = addDays(store.clock.today(), -reminderDays)
    await tableOf(store.db, 'reminder').where('createdOn').below(oldest).delete()
  })
