import { useEffect, useRef } from 'react'
import { type BackupState, backupStateOf, dueNow } from '../../src-shared/backup/backup-state.ts'
import { useT } from '../i18n/i18n.ts'
import { bridge } from '../platform/bridge.ts'
import { useBackupStatus } from '../platform/use-backup-status.ts'
import { Button, Notice } from '../ui/fields.tsx'

const lookEveryMs = 60_000
/** One that failed is tried again after this, in ms. */
const againAfterMs = 3_600_000
/** What is told on every screen. A folder that was never chosen is told where it is chosen. */
const told = ['failed', 'not-restorable', 'old', 'unproved'] as const satisfies readonly BackupState[]

/** Has backups made and proved when they are due, while somebody works here, and says what a person should know. */
export function BackupNotice({ onSettings }: { readonly onSettings: () => void }) {
  const t = useT()
  const { status } = useBackupStatus(lookEveryMs)
  const triedAt = useRef({ make: 0, prove: 0 })
  useEffect(() => {
    const due = status ? dueNow(status, Date.now()) : null
    // by the clock of the page, which nobody sets
    const now = performance.now() + againAfterMs
    if (due === null || now - triedAt.current[due] < againAfterMs) return
    triedAt.current[due] = now
    void (due === 'make' ? bridge().backupMake({}) : bridge().backupProve({}))
  }, [status])
  const now = status ? backupStateOf(status, Date.now()) : 'good'
  const state = told.find((one) => one === now)
  if (!state) return null
  return (
    <Notice tone={state === 'not-restorable' ? 'alert' : 'warning'}>
      <p>
        {t(`backup.state.${state}`)} <Button onPress={onSettings}>{t('backup.toSettings')}</Button>
      </p>
    </Notice>
  )
}
