import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useStore as useZustand } from 'zustand'
import { useT } from '../i18n/i18n.ts'
import { isCommand, useKeys } from '../ui/use-keys.ts'
import { BackupNotice } from './backup-notice.tsx'
import { ClockNotice } from './clock-notice.tsx'
import { CurrentScreen } from './current-screen.tsx'
import { DiskNotice } from './disk-notice.tsx'
import { isPlaceOfClaims, placesByDigit } from './frame/places.ts'
import { Rail } from './frame/rail.tsx'
import { JournalNotice } from './journal-notice.tsx'
import { KeysNotice } from './keys-notice.tsx'
import type { SessionStore } from './session.ts'
import type { SessionActions } from './session-actions.ts'
import style from './shell.module.css'
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
    const place = event.altKey && !isCommand(event) ? placesByDigit[Number(event.key) - 1] : undefined
    if (place) actions.show(place)
    if (place) return true
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
  const [nearDeadlines, setNearDeadlines] = useState(0)
  const shown = useRef(shownView)
  useEffect(() => {
    // the focus follows the person into the new view, unless the view has taken it to where its work begins
    if (shown.current !== shownView && !main.current?.contains(document.activeElement)) main.current?.focus()
    shown.current = shownView
  }, [shownView])
  return (
    <div className={style.frame}>
      <a className="skip" href="#content">
        {t('app.skip')}
      </a>
      <Rail
        state={<SyncBadge session={session} />}
        shown={shownView}
        counts={{ deadlines: nearDeadlines }}
        onShow={actions.show}
        onContacts={() => setContacts(true)}
        onHelp={() => setHelp(true)}
        onLock={() => actions.lock()}
      />
      <div className={style.content}>
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
              <DeadlineNotice
                isShown={isPlaceOfClaims(shownView)}
                onCount={setNearDeadlines}
                onShowAll={() => actions.show('deadlines')}
              />
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
      </div>
    </div>
  )
}

/** A picker finds nothing by `?`, so there it asks for help too; in a text field it is a letter. */
const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.role !== 'combobox'
