import type { Output } from '../../src-shared/bridge/calls.ts'
import type { Db } from '../data/database/db.ts'
import { isUnreadable } from '../data/database/unreadable.ts'
import type { Store } from '../data/register/store.ts'
import type { MissingActions } from '../features/setup/missing-screen.tsx'
import type { UnlockAnswer } from '../features/setup/unlock-screen.tsx'
import { bridge } from '../platform/bridge.ts'
import { unreadableNote } from '../platform/unreadable-note.ts'
import { loadDatabase, loadRegister } from './load-register.ts'
import { describeMissing } from './missing.ts'
import { type KeysInHand, missingActions } from './missing-actions.ts'
import type { SessionStore } from './session.ts'
import type { SessionWork } from './session-work.ts'

type Opened = Extract<Output<'keysUnlock'>, { kind: 'unlocked' }>
export type SessionEntry = {
  readonly unlock: (passphrase: string) => Promise<UnlockAnswer>
  readonly recover: (recoveryKey: string, newPassphrase: string) => Promise<UnlockAnswer>
  /** What whoever has opened a register of which something is missing can do about it. */
  readonly missing: MissingActions
  /** Drops the keys of whoever waits before such a register. */
  readonly forget: () => void
}

/** Lets people in: by their passphrase or the recovery key, into a register that is as it was left. */
export function createSessionEntry(session: SessionStore, work: SessionWork): SessionEntry {
  /** Whoever has opened a register of which something is missing, until it is decided what becomes of it. */
  let waiting: KeysInHand | null = null
  const goOnWith = async (store: Store): Promise<void> => {
    const register = await loadRegister()
    await register.acceptMark(store)
    await work.begin(store)
    waiting = null
    session.setState({ phase: 'open', missing: null })
  }
  const enter = async (opened: Opened, opening?: Promise<Db>): Promise<void> => {
    const register = await loadRegister()
    const { examine, openDatabase } = await loadDatabase()
    const found = await examine((await opening) ?? (await openDatabase()), opened)
    const { database } = found
    if (found.kind === 'whole') {
      await workIn(await register.open(opened, database))
      return session.setState({ followed: found.followed, phase: 'open' })
    }
    database.close()
    if (found.kind === 'set-up') return session.setState({ phase: 'setup' }) // cut off before its first records: it goes on
    waiting = opened
    session.setState({ phase: 'missing', missing: await describeMissing(found) })
  }
  /** @throws Error where whoever has come in is no user of the register. */
  const workIn = async (store: Store): Promise<void> => {
    const register = await loadRegister()
    if (!register.isKnownUser(store)) {
      store.close()
      throw new Error('a user of whom the register knows nothing')
    }
    await register.settleRestored(store, bridge())
    await work.begin(store)
    void store.keepMark() // a session that was cut off may have left it behind
  }
  /** What cannot be read is made anew: the second time all of it is read before anything else. */
  const repair = async (opened: Opened, error: unknown): Promise<void> => {
    if (!isUnreadable(error)) throw error
    unreadableNote.write()
    const { openAgain } = await loadDatabase()
    await enter(opened, openAgain())
  }
  /** A register that will not open (a full disk, a damaged database) is told, and leaves no key behind. */
  const enterOrLock = async (opened: Opened, opening?: Promise<Db>): Promise<UnlockAnswer> => {
    try {
      await enter(opened, opening).catch((error: unknown) => repair(opened, error))
      return opened
    } catch {
      await bridge().keysLock({ retired: [], administrators: [] })
      await bridge().journalClose({})
      return { kind: 'unopened' }
    }
  }
  return {
    async unlock(passphrase) {
      await work.closed()
      // the database is opened while the passphrase is stretched
      const opening = loadDatabase().then(({ openDatabase }) => openDatabase())
      opening.catch(() => undefined) // told below, when the words were right
      const answer = await bridge().keysUnlock({ passphrase })
      if (answer.kind === 'unlocked') return enterOrLock(answer, opening)
      void opening.then(
        (db) => db.close(),
        () => undefined,
      )
      return answer
    },
    async recover(recoveryKey, newPassphrase) {
      await work.closed()
      const answer = await bridge().keysRecover({ recoveryKey, newPassphrase })
      return answer.kind === 'unlocked' ? enterOrLock(answer) : answer
    },
    missing: missingActions(
      () => waiting,
      goOnWith,
      () => session.setState({ phase: 'restore' }),
    ),
    forget() {
      waiting = null
    },
  }
}
