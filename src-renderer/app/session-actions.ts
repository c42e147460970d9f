import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Db } from '../data/database/db.ts'
import type { Store } from '../data/register/store.ts'
import type { MissingActions } from '../features/setup/missing-screen.tsx'
import type { SetupChoice } from '../features/setup/model.ts'
import type { UnlockAnswer } from '../features/setup/unlock-screen.tsx'
import { bridge } from '../platform/bridge.ts'
import { systemClock as clock } from '../platform/clock.ts'
import { endTasks } from '../workers/run-task.ts'
import { describeMissing, supportFolder } from './missing.ts'
import { waysInOf } from './retire-users.ts'
import type { SessionStore, View } from './session.ts'

type Opened = Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>
type OpenedOrCreated = Pick<Opened, 'userId' | 'keyId' | 'dataKey'>
export type SetupOutcome =
  | { readonly kind: 'done' }
  /** The passphrase is easily guessed: nothing was made. */
  | { readonly kind: 'weak' }
  | { readonly kind: 'failed'; readonly enrolment: Exclude<Output<'syncEnrol'>, { kind: 'enrolled' }> }

/** The register is loaded while the passphrase is typed: the first picture does not wait for it. */
const loadRegister = () => import('./register.ts')

/** Everything that moves the window from one phase to the next. */
export function createSessionActions(session: SessionStore) {
  /** Whoever has opened a register of which something is missing, until it is decided what becomes of it. */
  let waiting: OpenedOrCreated | null = null
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
  const enter = async (opened: OpenedOrCreated, db?: Db): Promise<void> => {
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
  const missing: MissingActions = {
    async fetchFromHub() {
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
      if (waiting) await goOnWith(await (await loadRegister()).open(waiting))
    },
    pickCopy: async () => (await bridge().pickCopy({})).kind,
    keepForSupport: supportFolder,
    restart: () => bridge().restart({}),
  }
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
    /** Only one window may write: a second tab of the preview host waits for ever and says so. */
    async start(): Promise<void> {
      const held = await holdWindow()
      if (!held) return session.setState({ phase: 'other-tab' })
      const status = await bridge().keysStatus({})
      const areKeysLost =
        status === 'lost' || (status === 'none' && (await (await loadRegister()).holdsRows()))
      if (areKeysLost)
        return session.setState({ phase: 'missing', missing: await describeMissing({ kind: 'keys' }) })
      session.setState({ phase: status === 'none' ? 'setup' : 'locked' })
      requestIdleCallback(() => void loadRegister())
    },
    async setUp(choice: SetupChoice): Promise<SetupOutcome> {
      const userId = clock.newId()
      const keys = await bridge().keysCreate({
        userId,
        passphrase: choice.passphrase,
        names: [choice.organisation, choice.site, choice.userName, choice.deviceName].filter(Boolean),
      })
      if (keys.kind === 'weak') return { kind: 'weak' }
      // a set-up that was cut off after its keys were made goes on where it stopped
      const opened =
        keys.kind === 'created' ? keys : await bridge().keysUnlock({ passphrase: choice.passphrase })
      if (opened.kind !== 'created' && opened.kind !== 'unlocked')
        return { kind: 'failed', enrolment: { kind: 'refused', reason: 'device' } }
      if (opened.kind === 'created') session.setState({ recoveryKey: opened.recoveryKey })
      const register = await loadRegister()
      const store = await register.open(opened)
      store.workAs('admin') // the first records of a register are made by whoever sets it up
      if (choice.mode === 'join') {
        const enrolment = await bridge().syncEnrol({
          address: choice.hubAddress,
          code: choice.hubCode,
          deviceId: store.deviceId,
          deviceName: choice.deviceName,
          organisationId: null,
        })
        if (enrolment.kind !== 'enrolled') {
          store.close()
          return { kind: 'failed', enrolment }
        }
      }
      await register.writeFirstRecords(store, choice)
      await goOn(store)
      session.setState({ phase: session.getState().recoveryKey ? 'recovery-key' : 'open' })
      return { kind: 'done' }
    },
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

const holdWindow = (): Promise<boolean> =>
  new Promise((resolve) => {
    void navigator.locks.request('alpo-desk-window', { ifAvailable: true }, (lock) => {
      resolve(lock !== null)
      return lock ? new Promise(() => undefined) : undefined // held until the window closes
    })
  })
