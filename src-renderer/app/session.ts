import { createStore } from 'zustand/vanilla'
import type { Followed } from '../data/opening/follow-journal.ts'
import type { Store } from '../data/register/store.ts'
import type { Missing } from '../features/setup/missing-screen.tsx'
import type { SyncLoop } from '../sync/loop.ts'
import type { SyncState } from '../sync/sync-state.ts'
import type { View } from './frame/places.ts'

/** What dies with the window, or with lock. */
export type Session = {
  readonly phase:
    | 'starting'
    | 'other-tab'
    | 'setup'
    | 'restore'
    | 'missing'
    | 'recovery-key'
    | 'locked'
    | 'open'
  readonly recoveryKey: string | null
  /** What is missing of the register, while somebody decides what to do about it. */
  readonly missing: Missing | null
  readonly store: Store | null
  readonly loop: SyncLoop | null
  readonly sync: SyncState
  /** What became of the database and its journal at the unlock, until somebody has seen it. */
  readonly followed: Followed | null
  readonly view: View
  /** It was locked because whoever was signed in is not a user any more: said until somebody else comes in. */
  readonly isOut: boolean
}

export const createSession = () =>
  createStore<Session>()(() => ({
    phase: 'starting',
    recoveryKey: null,
    missing: null,
    store: null,
    loop: null,
    sync: { kind: 'off' },
    followed: null,
    view: 'visits',
    isOut: false,
  }))
export type SessionStore = ReturnType<typeof createSession>
