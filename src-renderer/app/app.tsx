import { useEffect, useMemo, useState } from 'react'
import { useStore as useZustand } from 'zustand'
import { assertNever } from '../../src-shared/kernel/result.ts'
import { StoreContext } from '../data/hooks/store-context.ts'
import { MissingScreen } from '../features/setup/missing-screen.tsx'
import { RecoveryKeyScreen } from '../features/setup/recovery-key-screen.tsx'
import { RestoreScreen } from '../features/setup/restore-screen.tsx'
import { SetupScreen } from '../features/setup/setup-screen.tsx'
import { UnlockScreen } from '../features/setup/unlock-screen.tsx'
import { useT } from '../i18n/i18n.ts'
import { Notice } from '../ui/fields.tsx'
import { ToastRegion } from '../ui/toast.tsx'
import { FailureNotice } from './failure-notice.tsx'
import { LanguageSwitch } from './frame/language-switch.tsx'
import type { SessionStore } from './session.ts'
import { createSessionActions } from './session-actions.ts'
import { useIdleLock } from './use-idle-lock.ts'

/**
 * The screens behind the passphrase are loaded while it is typed. Not by `lazy`: what React has once shown a fallback for it
 * holds back for 300 ms, even when it is there.
 */
type Shell = typeof import('./shell.tsx')['Shell']
const loadShell = (): Promise<Shell> => import('./shell.tsx').then((module) => module.Shell)

export function App({ session }: { readonly session: SessionStore }) {
  const t = useT()
  const phase = useZustand(session, (now) => now.phase)
  const store = useZustand(session, (now) => now.store)
  const isOut = useZustand(session, (now) => now.isOut)
  const missing = useZustand(session, (now) => now.missing)
  const recoveryKey = useZustand(session, (now) => now.recoveryKey)
  const actions = useMemo(() => createSessionActions(session), [session])
  const [Shell, setShell] = useState<Shell | null>(null)
  useEffect(() => {
    void actions.start()
    requestIdleCallback(() => void loadShell().then((loaded) => setShell(() => loaded)))
  }, [actions])
  useIdleLock(phase === 'open' || (phase === 'missing' && missing?.kind !== 'keys'), actions.lock)

  const screen = (() => {
    switch (phase) {
      case 'starting':
        return <main className="narrow">{t('app.loading')}</main>
      case 'other-tab':
        return (
          <main className="narrow">
            <Notice tone="alert">{t('app.otherTab')}</Notice>
          </main>
        )
      case 'setup':
        return <SetupScreen onSetUp={actions.setUp} onRestore={actions.restore} />
      case 'restore':
        return <RestoreScreen onRestored={actions.restored} onBack={actions.notRestored} />
      case 'missing':
        return missing ? <MissingScreen missing={missing} actions={actions.missing} /> : null
      case 'recovery-key':
        return <RecoveryKeyScreen recoveryKey={recoveryKey ?? ''} onDone={actions.recoveryKeyNoted} />
      case 'locked':
        return <UnlockScreen isOut={isOut} onUnlock={actions.unlock} onRecover={actions.recover} />
      case 'open':
        return null
      default:
        return assertNever(phase)
    }
  })()
  if (screen === null && store)
    return (
      <StoreContext value={store}>
        <ToastRegion>
          <FailureNotice />
          {Shell ? (
            <Shell session={session} actions={actions} />
          ) : (
            <main className="narrow">{t('app.loading')}</main>
          )}
        </ToastRegion>
      </StoreContext>
    )
  return (
    <>
      <header className="entrance">
        <strong>{t('app.name')}</strong>
        <LanguageSwitch />
      </header>
      {screen}
    </>
  )
}
