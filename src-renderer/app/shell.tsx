import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useStore as useZustand } from 'zustand'
import { useStore } from '../data/hooks/store-context.ts'
import { useConflictCount } from '../data/hooks/use-conflicts.ts'
import { useT } from '../i18n/i18n.ts'
import { Button } from '../ui/fields.tsx'
import { useKeys } from '../ui/use-keys.ts'
import { BackupNotice } from './backup-notice.tsx'
import { ClockNotice } from './clock-notice.tsx'
import { CurrentScreen } from './current-screen.tsx'
import { DiskNotice } from './disk-notice.tsx'
import { JournalNotice } from './journal-notice.tsx'
import { KeysNotice } from './keys-notice.tsx'
import { LanguageSwitch } from './language-switch.tsx'
import type { SessionStore, View } from './session.ts'
import type { SessionActions } from './session-actions.ts'
import { SyncBadge, SyncReason } from './sync-badge.tsx'
import { UnreadableNotice } from './unreadable-notice.tsx'

// what a shift at the desk does not need is loaded when it is asked for
const DeadlineNotice = lazy(() =>
  import('./deadline-notice.tsx').then((notice) => ({ default: notice.DeadlineNotice })),
)
const HelpDialog = lazy(() =>
  import('../features/help/help-dialog.tsx').then((dialog) => ({ default: dialog.HelpDialog })),
)
const ContactsDialog = lazy(() =>
  import('../features/contacts/contacts-dialog.tsx').then((dialog) => ({ default: dialog.ContactsDialog })),
)
const views: readonly View[] = ['visits', 'periods', 'handover', 'claims', 'conflicts', 'admin', 'settings']

/** The unlocked window: who goes where, and how the sync stands. */
export function Shell({
  session,
  actions,
}: {
  readonly session: SessionStore
  readonly actions: SessionActions
}) {
  const t = useT()
  const shownView = useZustand(session, ({ view }) => view)
  const main = useRef<HTMLElement>(null)
  const [isHelp, setHelp] = useState(false)
  const [isContacts, setContacts] = useState(false)
  useKeys((event) => {
    const isAsked = event.key === '?' && !isTyping(event.target)
    if (isAsked) setHelp(true)
    return isAsked
  })
  // what can wait is asked for when the first screen stands
  const [isSettled, setSettled] = useState(false)
  useEffect(() => {
    const waiting = requestIdleCallback(() => setSettled(true))
    return () => cancelIdleCallback(waiting)
  }, [])
  const shown = useRef(shownView)
  useEffect(() => {
    // the focus follows the person into the new view, unless the view has taken it to where its work begins
    if (shown.current !== shownView && !main.current?.contains(document.activeElement)) main.current?.focus()
    shown.current = shownView
  }, [shownView])
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
              aria-current={shownView === view ? 'page' : 'false'}
              onPress={() => actions.show(view)}
            >
              {view === 'conflicts' ? <ConflictsName /> : t(`nav.${view}`)}
            </Button>
          ))}
        </nav>
        <SyncBadge session={session} />
        <LanguageSwitch />
        <Button variant="plain" onPress={() => setContacts(true)}>
          {t('contacts.open')}
        </Button>
        <Button variant="plain" onPress={() => setHelp(true)}>
          {t('help.open')}
        </Button>
        <Button onPress={() => actions.lock()}>{t('nav.lock')}</Button>
      </header>
      <SyncReason session={session} />
      <main id="content" ref={main} tabIndex={-1}>
        <DiskNotice />
        <JournalNotice session={session} />
        <KeysNotice />
        <UnreadableNotice />
        <ClockNotice />
        <BackupNotice onSettings={() => actions.show('settings')} />
        {isSettled ? (
          <Suspense>
            <DeadlineNotice />
          </Suspense>
        ) : null}
        <Suspense fallback={<p>{t('app.loading')}</p>}>
          <CurrentScreen session={session} />
        </Suspense>
        {/* its own boundary: what is on the screen stays, and keeps the focus, while the help is loaded */}
        <Suspense>
          {isHelp ? <HelpDialog onClose={() => setHelp(false)} /> : null}
          {isContacts ? <ContactsDialog onClose={() => setContacts(false)} /> : null}
        </Suspense>
      </main>
    </>
  )
}

/** With how much waits for a decision, so that it is seen from every screen. */
function ConflictsName() {
  const t = useT()
  const count = useConflictCount(useStore())
  return count > 0 ? t('nav.conflictCount', { count }) : t('nav.conflicts')
}

/** A picker finds nothing by `?`, so there it asks for help too; in a text field it is a letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.role !== 'combobox'
