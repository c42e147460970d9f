import { loadColumns } from './columns/stored.ts'
import { dropOldSent } from './epoch.ts'
import { loadReference } from './load-reference.ts'
import { adoptForeign } from './pulled.ts'
import { reconsiderRefused } from './refused.ts'
import { beginMark } from './register-mark.ts'
import { dropOldReminders } from './reminders.ts'
import { openStore, type Store, type StoreOptions } from './store.ts'
import { stripRemoved } from './strip.ts'
import { showVisit } from './views.ts'
import { sealOldErrands } from './waiting-files.ts'

/**
 * Opens a register with what it keeps in memory. It is there when the latest months are: older ones follow, and
 * `store.isComplete` says when. Writers wait until then, so that nothing is shown twice.
 */
export async function openRegister(options: StoreOptions): Promise<Store> {
  const store = await openStore(options)
  try {
    await adoptForeign(store)
    await reconsiderRefused(store)
    await loadReference(store)
    await firstMonths(store)
    return store
  } catch (error) {
    store.close()
    throw error
  }
}

const firstMonths = (store: Store): Promise<void> =>
  new Promise((resolve, reject) => {
    store
      .exclusive(async () => {
        await loadColumns(store, (id, record) => showVisit(store, id, record), resolve)
        await beginMark(store)
      })
      .then(() => {
        store.isComplete = true
        store.changed()
        return Promise.all([
          sealOldErrands(store),
          stripRemoved(store),
          dropOldReminders(store),
          dropOldSent(store),
        ])
      })
      .catch(reject)
  })
