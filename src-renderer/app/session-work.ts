import type { Store } from '../data/register/store.ts'
import { bridge } from '../platform/bridge.ts'
import { endTasks } from '../workers/run-task.ts'
import { loadKeptFolder, loadRegister } from './load-register.ts'
import { waysInOf } from './retire-users.ts'
import type { SessionStore } from './session.ts'

export type SessionWork = {
  /** Begins to work in a register that is open. */
  readonly begin: (store: Store) => Promise<void>
  /** Drops the key and everything that was read with it. */
  readonly lock: () => Promise<void>
  /** Resolves once what was open is closed, whether or not that went well: nobody is let in before. */
  readonly closed: () => Promise<void>
}

/** The work in an open register: it begins with the sync of the device, and ends with the lock. */
export function createSessionWork(session: SessionStore): SessionWork {
  let locked: Promise<void> = Promise.resolve()
  const lock = async (): Promise<void> => {
    const { loop, store } = session.getState()
    loop?.stop()
    endTasks()
    session.setState({
      phase: 'locked',
      missing: null,
      store: null,
      loop: null,
      sync: { kind: 'off' },
      followed: null,
      view: 'visits',
    })
    locked = (async () => {
      const exported = store && (await (await loadKeptFolder()).beginLastExport(store))
      await bridge().keysLock(store ? waysInOf(store) : { retired: [], administrators: [] })
      await exported?.()
      if (store) await (await loadRegister()).close(store)
      await bridge().journalClose({}) // after the last write, which it has to keep too
    })()
    await locked
  }
  return {
    async begin(store) {
      const register = await loadRegister()
      session.getState().loop?.stop()
      const loop = register.startWork(
        store,
        (sync) => session.setState({ sync }),
        () => void lock().then(() => session.setState({ isOut: true })),
      )
      // asked once somebody works here; the settings say what came of it
      void navigator.storage.persist().catch(() => false)
      session.setState({ store, loop, isOut: false })
    },
    lock,
    closed: () => locked.catch(() => undefined),
  }
}
