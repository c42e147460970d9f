import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Db } from '../data/database/db.ts'
import type { Store } from '../data/register/store.ts'
import type { SetupChoice } from '../features/setup/model.ts'
import type { UnlockAnswer } from '../features/setup/unlock-screen.tsx'
import { bridge } from '../platform/bridge.ts'
import { endTasks } from '../workers/run-task.ts'
import { loadRegister } from './load-register.ts'
import { describeMissing } from './missing.ts'
import { type KeysInHand, missingActions } from './missing-actions.ts'
import { waysInOf } from './retire-users.ts'
import type { SessionStore, View } from './session.ts'
import { type SetupOutcome, setUp } from './set-up.ts'

type Opened = Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>
/** Everything that moves the window from one phase to the next. */
export function createSessionActions(session: SessionStore) {
  /** Whoever has opened a register of which something is missing, until it is decided what becomes of it. */
  let waiting: KeysInHand | null = null
  /** The last lock: nobody is let in while what was open is still being closed. */
  let locked: Promise<void> = Promise.resolve()
  /** Drops the key and everything that was read with it. */
  const lock = async (): Promise<void> => {
    const { loop, store } = session.getState()
    waiting = null
    loop?.stop()
    endTasks()
    session.setState({
      phase: 'locked',
      missing: null,
      store: null,
      loop: null,
      sync: { kind: 'off' },
      view: 'visits',
    })
    locked = (async () => {
      await bridge().keysLock(store ? waysInOf(store) : { retired: [], administrators: [] })
      if (store) await (await loadRegister()).close(store)
    })()
    await locked
  }
  const goOn = async (store: Store): Promise<void> => {
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
  }
  const enter = async (opened: KeysInHand, db?: Db): Promise<void> => {
    const register = await loadRegister()
    const database = db ?? (await register.openDatabase())
    const found = await register.examine(database)
    if (found.kind !== 'whole') {
      database.close()
      if (found.kind === 'set-up') return session.setState({ phase: 'setup' }) // cut off before its first records: it goes on
      waiting = opened
      return session.setState({ phase: 'missing', missing: await describeMissing(found) })
    }
    const store = await register.open(opened, database)
    if (!register.isKnownUser(store)) {
      store.close()
      throw new Error('a user of whom the register knows nothing')
    }
    await goOn(store)
    void store.keepMark() // a session that was cut off may have left it behind
    session.setState({ phase: 'open' })
  }
  const goOnWith = async (store: Store): Promise<void> => {
    const register = await loadRegister()
    await register.acceptMark(store)
    await goOn(store)
    waiting = null
    session.setState({ phase: 'open', missing: null })
  }
  const missing = missingActions(() => waiting, goOnWith)
  /** A register that will not open (a full disk, a damaged database) is told, and leaves no key behind. */
  const enterOrLock = async (opened: Opened, opening?: Promise<Db>): Promise<UnlockAnswer> => {
    try {
      await enter(opened, await opening)
      return opened
    } catch {
      await bridge().keysLock({ retired: [], administrators: [] })
      return { kind: 'unopened' }
    }
  }
  return {
    missing,
    start: (): Promise<void> => start(session),
    setUp: (choice: SetupChoice): Promise<SetupOutcome> => setUp(choice, session, goOn),
    recoveryKeyNoted: (): void => session.setState({ recoveryKey: null, phase: 'open' }),
    async unlock(passphrase: string): Promise<UnlockAnswer> {
      await locked.catch(() => undefined)
      // the database is opened while the passphrase is stretched
      const opening = loadRegister().then((register) => register.openDatabase())
      opening.catch(() => undefined) // told below, when the words were right
      const answer = await bridge().keysUnlock({ passphrase })
      if (answer.kind === 'unlocked') return enterOrLock(answer, opening)
      void opening.then(
        (db) => db.close(),
        () => undefined,
      )
      return answer
    },
    async recover(recoveryKey: string, newPassphrase: string): Promise<UnlockAnswer> {
      await locked.catch(() => undefined)
      const answer = await bridge().keysRecover({ recoveryKey, newPassphrase })
      return answer.kind === 'unlocked' ? enterOrLock(answer) : answer
    },
    lock,
    show: (view: View): void => session.setState({ view }),
  }
}
export type SessionActions = ReturnType<typeof createSessionActions>

/** Only one window may write: a second tab of the preview host waits for ever and says so. */
async function start(session: SessionStore): Promise<void> {
  const held = await holdWindow()
  if (!held) return session.setState({ phase: 'other-tab' })
  const status = await bridge().keysStatus({})
  const areKeysLost = status === 'lost' || (status === 'none' && (await (await loadRegister()).holdsRows()))
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
