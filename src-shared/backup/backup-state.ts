import type { BackupStatus } from '../bridge/backup-calls.ts'

const dayMs = 24 * 3_600_000
/** How often a backup is made by itself while the program is open, in ms. */
export const makeEveryMs = 4 * 3_600_000
/** How often the newest is proved to be restorable, in ms. */
const proveEveryMs = 30 * dayMs
/** A weekend is no reason to worry; after this a backup is old, in ms. */
const oldMs = 4 * dayMs
/** How long a proof may be late, in ms. */
const proofLateMs = 10 * dayMs

/** How well a register is backed up: `good`, or the first thing that a person should know. */
export type BackupState = 'good' | 'missing' | 'waiting' | 'failed' | 'not-restorable' | 'old' | 'unproved'

export function backupStateOf(status: BackupStatus, nowMs: number): BackupState {
  const { folder, lastAt, provedAt, chosenAt, makeFailed, proveFailed } = status
  if (folder === null) return 'missing'
  if (makeFailed !== null) return 'failed'
  if (proveFailed !== null) return 'not-restorable'
  if (lastAt === null) return 'waiting'
  if (nowMs - lastAt > oldMs) return 'old'
  const isLate = nowMs - (provedAt ?? chosenAt ?? 0) > proveEveryMs + proofLateMs
  return isLate ? 'unproved' : 'good'
}

/** What is to be done by itself now. A clock that went back makes everything due. */
export function dueNow(status: BackupStatus, nowMs: number): 'make' | 'prove' | null {
  const { folder, lastAt, provedAt, makeFailed, running } = status
  if (folder === null || running !== null) return null
  const isDue = (at: number | null, everyMs: number): boolean =>
    at === null || nowMs - at >= everyMs || at > nowMs
  if (isDue(lastAt, makeEveryMs)) return 'make'
  return makeFailed === null && isDue(provedAt, proveEveryMs) ? 'prove' : null
}
