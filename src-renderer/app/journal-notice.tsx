import { useStore } from 'zustand'
import { useT } from '../i18n/i18n.ts'
import { Button, Notice } from '../ui/fields.tsx'
import type { SessionStore } from './session.ts'

/** Says what was repaired when the register was opened, until somebody has seen it; or that nothing can be saved. */
export function JournalNotice({ session }: { readonly session: SessionStore }) {
  const t = useT()
  const followed = useStore(session, (now) => now.followed)
  if (followed === null || followed.kind === 'even') return null
  if (followed.kind === 'begun' && followed.had === 'none') return null
  const isAlert = followed.kind === 'unusable'
  const isFork = followed.kind === 'begun' && followed.had === 'fork'
  return (
    <Notice tone={isAlert ? 'alert' : 'warning'}>
      <p>
        {t(isFork ? 'journal.forked' : `journal.${followed.kind}`)}{' '}
        {isAlert ? null : (
          <Button onPress={() => session.setState({ followed: null })}>{t('journal.seen')}</Button>
        )}
      </p>
    </Notice>
  )
}
