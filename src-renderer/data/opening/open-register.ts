import { isUnreadable } from '../database/unreadable.ts'
import { showVisit } from '../records/derived-state.ts'
import { loadReference } from '../records/load-reference.ts'
import { beginMark } from '../records/register-mark.ts'
import { sealOldErrands } from '../records/waiting-files.ts'
import type { RegisterOptions } from '../register/register.ts'
import { openStore, type Store } from '../register/store.ts'
import { dropOldSent } from '../syncing/epoch.ts'
import { reconsiderRefused } from '../syncing/refused.ts'
import { adoptForeign } from '../syncing/store-pulled.ts'
import { dropOldReminders } from './reminders.ts'
import { loadColumns } from './stored-columns.ts'
import { stripRemoved } from './strip-removed-rows.ts'

/**
 * Opens a register with what it keeps in memory. It is there when the latest months are: older ones follow, and
 * `store.isComplete` says when. Writers wait until then, so that nothing is shown twice.
 */
export async function openRegister(options: RegisterOptions): Promise<Store> {
  const store = await openStore(options)
  try {
    await adoptForeign(store)
    await reconsiderRefused(store)
    await loadReference(store)
    await firstMonths(store, options.onUnreadable)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

const firstMonths = (store: Store, onUnreadable?: () => void): Promise<void> =>
  new Promise((resolve, reject) => {
    store
      .exclusive(async () => {
        await loadColumns(store, (id, record) => showVisit(store, id, record), resolve)
        await beginMark(store)
      })
      .then(() => {
        store.noteComplete()
        store.changed()
        return Promise.all([
          sealOldErrands(store),
          stripRemoved(store),
          dropOldReminders(store),
          dropOldSent(store),
        ])
      })
      .catch((error: unknown) => {
        if (isUnreadable(error)) onUnreadable?.() // of the older months, nobody waits for this any more
        reject(error)
      })
  })
