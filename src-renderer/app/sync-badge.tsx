import { assertNever } from '../../src-shared/domain/result.ts'
import { momentToText, useLang, useT } from '../i18n/i18n.ts'
import type { SyncState } from '../sync/engine.ts'
import { Button } from '../ui/fields.tsx'

const signs = { off: '○', 'all-sent': '✓', waiting: '…', offline: '⚠', 'needs-you': '!' } as const

/** The state of sync in plain words; pressing it tries at once. */
export function SyncBadge({ sync, onSyncNow }: { readonly sync: SyncState; readonly onSyncNow: () => void }) {
  const t = useT()
  const lang = useLang()
  const { text, more } = (() => {
    switch (sync.kind) {
      case 'off':
      case 'all-sent':
        return { text: t(`sync.${sync.kind}`), more: '' }
      case 'waiting':
        return { text: t('sync.waiting', { count: sync.count, since: momentToText(sync.since, lang) }), more: '' }
      case 'offline':
        return { text: t('sync.offline', { count: sync.count }), more: t(`sync.reason.${sync.reason}`) }
      case 'needs-you':
        return { text: t('sync.needs-you'), more: t(`sync.reason.${sync.reason}`) }
      default:
        return assertNever(sync)
    }
  })()
  return (
    <span className="sync row">
      <span role="status" data-testid="sync-state" data-state={sync.kind}>
        <span aria-hidden="true">{signs[sync.kind]}</span> {text}
        {more ? <span className="hint"> {more}</span> : null}
      </span>
      {sync.kind === 'off' ? null : (
        <Button variant="plain" onPress={onSyncNow}>
          {t('sync.now')}
        </Button>
      )}
    </span>
  )
}
