import { reminderDays } from '../../../src-shared/domain/visits/reminder.ts'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { tableOf } from '../database/db.ts'
import { removeRows } from '../database/table-changes.ts'
import type { Store } from '../register/store.ts'
import { writeChanges } from '../writing/write-changes.ts'

/** Reminders that have lived their days leave the disk when the register is opened: row and all (visits.md §6.3). */
export const dropOldReminders = (store: Store): Promise<void> =>
  store.exclusive(async () => {
    const oldest = addDays(store.clock.today(), -reminderDays)
    const reminders = tableOf(store.db, 'reminder')
    const old = await reminders.where('createdOn').below(oldest).primaryKeys()
    if (old.length > 0) await writeChanges(store, { changes: [], beside: [removeRows(reminders, old)] })
  })
