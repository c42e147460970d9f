import type { SetupChoice } from '../features/setup/model.ts'
import type { View } from './frame/places.ts'
import type { SessionStore } from './session.ts'
import { createSessionEntry } from './session-entry.ts'
import { createSessionWork } from './session-work.ts'
import { type SetupOutcome, setUp } from './set-up.ts'
import { startSession } from './start-session.ts'

/** Everything that moves the window from one phase to the next. */
export function createSessionActions(session: SessionStore) {
  const work = createSessionWork(session)
  const { unlock, recover, missing, forget } = createSessionEntry(session, work)
  return {
    start: (): Promise<void> => startSession(session),
    setUp: (choice: SetupChoice): Promise<SetupOutcome> => setUp(choice, session, work.begin),
    recoveryKeyNoted: (): void => session.setState({ recoveryKey: null, phase: 'open' }),
    /** On a device without a register, or without its keys. */
    restore: (): void => session.setState({ phase: 'restore' }),
    notRestored: (): void => session.setState((now) => ({ phase: now.missing ? 'missing' : 'setup' })),
    restored: (): void => session.setState({ phase: 'locked', missing: null }),
    unlock,
    recover,
    missing,
    lock(): Promise<void> {
      forget()
      return work.lock()
    },
    show: (view: View): void => session.setState({ view }),
  }
}
export type SessionActions = ReturnType<typeof createSessionActions>
