import { bridge } from '../platform/bridge.ts'
import { loadDatabase, loadRegister } from './load-register.ts'
import { describeMissing } from './missing.ts'
import type { SessionStore } from './session.ts'

/** The first phase of a window. Only one may write: a second tab of the preview host waits for ever and says so. */
export async function startSession(session: SessionStore): Promise<void> {
  const held = await holdWindow()
  if (!held) return session.setState({ phase: 'other-tab' })
  const status = await bridge().keysStatus({})
  const areKeysLost = status === 'lost' || (status === 'none' && (await (await loadDatabase()).holdsRows()))
  if (areKeysLost)
    return session.setState({ phase: 'missing', missing: await describeMissing({ kind: 'keys' }) })
  session.setState({ phase: status === 'none' ? 'setup' : 'locked' })
  requestIdleCallback(() => void loadRegister())
}

const holdWindow = (): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request('alpo-desk-window', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise(() => undefined) : undefined // held until the window closes
    })
  })
