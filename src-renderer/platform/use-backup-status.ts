import { useCallback, useEffect, useState } from 'react'
import type { BackupStatus } from '../../src-shared/bridge/backup-calls.ts'
import { bridge } from './bridge.ts'

/** How the backups stand, asked again and again. @param everyMs how often while nothing runs */
export function useBackupStatus(everyMs: number): {
  readonly status: BackupStatus | null
  readonly ask: () => Promise<void>
} {
  const [status, setStatus] = useState<BackupStatus | null>(null)
  const ask = useCallback(async () => {
    const now = await bridge().backupStatus({})
    setStatus(now.kind === 'status' ? now : null)
  }, [])
  const isRunning = status !== null && status.running !== null
  useEffect(() => {
    void ask()
    const timer = setInterval(() => void ask(), isRunning ? 500 : everyMs)
    return () => clearInterval(timer)
  }, [ask, everyMs, isRunning])
  return { status, ask }
}
