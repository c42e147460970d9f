import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Store } from '../data/register/store.ts'
import type { MissingActions } from '../features/setup/missing-screen.tsx'
import { bridge } from '../platform/bridge.ts'
import { loadRegister } from './load-register.ts'
import { supportFolder } from './missing.ts'

type Opened = Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>
/** Whoever has the keys of a register. */
export type KeysInHand = Pick<Opened, 'userId' | 'keyId' | 'dataKey'>

/** What can be done about a register of which something is missing, by whoever has opened it and waits. */
export const missingActions = (
  whoWaits: () => KeysInHand | null,
  goOnWith: (store: Store) => Promise<void>,
  restore: () => void,
): MissingActions => ({
  async fetchFromHub() {
    const waiting = whoWaits()
    if (!waiting) return 'unreachable'
    const register = await loadRegister()
    const store = await register.open(waiting)
    // with rows here the ordinary sync fetches the rest, and finds out by itself that numbers were used twice
    if (register.isKnownUser(store) || (await register.fetchAll(store).catch(() => false))) {
      await goOnWith(store)
      return 'done'
    }
    store.close()
    return 'unreachable'
  },
  async goOn() {
    const waiting = whoWaits()
    if (waiting) await goOnWith(await (await loadRegister()).open(waiting))
  },
  pickCopy: async () => (await bridge().pickCopy({})).kind,
  keepForSupport: supportFolder,
  restart: () => bridge().restart({}),
  restore,
})
