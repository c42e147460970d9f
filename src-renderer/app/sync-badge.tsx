import { useStore as useZustand } from 'zustand'
import { assertNever } from '../../src-shared/kernel/result.ts'
import { momentToText, useLang, useT } from '../i18n/i18n.ts'
import { IconButton } from './frame/icon-button.tsx'
import { Refresh } from './frame/icons.ts'
import style from './frame/rail.module.css'
import type { SessionStore } from './session.ts'

const signs = { off: '○', 'all-sent': '✓', waiting: '…', offline: '⚠', 'needs-you': '!' } as const

/** Why nothing is sent, and what to do about it; empty while all is well. */
export function SyncReason({ session }: { readonly session: SessionStore }) {
  const t = useT()
  const sync = useZustand(session, ({ sync }) => sync)
  if (sync.kind !== 'offline' && sync.kind !== 'needs-you') return null
  return (
    <p className="sync-reason" data-testid="sync-reason">
      {t(`sync.reason.${sync.reason}`)}
    </p>
  )
}

/** The state of sync in plain words; pressing it tries at once. */
export function SyncBadge({ session }: { readonly session: SessionStore }) {
  const t = useT()
  const sync = useZustand(session, ({ sync }) => sync)
  const lang = useLang()
  const text = ((): string => {
    switch (sync.kind) {
      case 'off':
      case 'all-sent':
      case 'needs-you':
        return t(`sync.${sync.kind}`)
      case 'waiting':
        return t('sync.waiting', { count: sync.count, since: momentToText(sync.since, lang) })
      case 'offline':
        return t('sync.offline', { count: sync.count })
      default:
        return assertNever(sync)
    }
  })()
  return (
    <div className={style.sync}>
      <span aria-hidden="true">{signs[sync.kind]}</span>
      <span role="status" className={style.word} data-testid="sync-state" data-state={sync.kind}>
        {text}
      </span>
      {sync.kind === 'off' ? null : (
        <IconButton icon={Refresh} label={t('sync.now')} onPress={() => session.getState().loop?.syncNow()} />
      )}
    </div>
  )
}
