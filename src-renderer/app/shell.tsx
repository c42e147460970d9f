import { lazy, Suspense, useEffect, useRef } from 'react'
import { VisitsScreen } from '../features/visits/visits-screen.tsx'
import { useT } from '../i18n/i18n.ts'
import { Button } from '../ui/fields.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { Session, View } from './session.ts'
import type { SessionActions } from './session-actions.ts'
import { SyncBadge, SyncReason } from './sync-badge.tsx'

// what a shift at the desk does not need is loaded when it is asked for
const ClaimsPage = lazy(() => import('./claims-page.tsx').then((page) => ({ default: page.ClaimsPage })))
const SettingsScreen = lazy(() =>
  import('../features/settings/settings-screen.tsx').then((screen) => ({ default: screen.SettingsScreen })),
)
const views: readonly View[] = ['visits', 'claims', 'settings']

/** The unlocked window: who goes where, and how the sync stands. */
export function Shell({ state, actions }: { readonly state: Session; readonly actions: SessionActions }) {
  const t = useT()
  const main = useRef<HTMLElement>(null)
  const shown = useRef(state.view)
  useEffect(() => {
    if (shown.current !== state.view) main.current?.focus() // the focus follows the person into the new view
    shown.current = state.view
  }, [state.view])
  return (
    <>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <header>
        <strong>{t('app.name')}</strong>
        <nav aria-label={t('nav.label')}>
          {views.map((view) => (
            <Button
              key={view}
              variant="plain"
              aria-current={state.view === view ? 'page' : 'false'}
              onPress={() => actions.show(view)}
            >
              {t(`nav.${view}`)}
            </Button>
          ))}
        </nav>
        <SyncBadge sync={state.sync} onSyncNow={() => void state.loop?.syncNow()} />
        <LanguageSwitch />
        <Button onPress={() => void actions.lock()}>{t('nav.lock')}</Button>
      </header>
      <SyncReason sync={state.sync} />
      <main id="content" ref={main} tabIndex={-1}>
        <Suspense fallback={<p>{t('app.loading')}</p>}>
          {state.view === 'visits' ? <VisitsScreen /> : null}
          {state.view === 'claims' ? <ClaimsPage /> : null}
          {state.view === 'settings' ? (
            <SettingsScreen onConnected={() => void state.loop?.syncNow()} />
          ) : null}
        </Suspense>
      </main>
    </>
  )
}
