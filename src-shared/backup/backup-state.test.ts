import { expect, it } from 'vitest'
import type { BackupStatus } from '../bridge/backup-calls.ts'
import { backupStateOf, dueNow } from './backup-state.ts'

const dayMs = 24 * 3_600_000
const now = 1_800_000_000_000
const status = (part: Partial<BackupStatus> = {}): BackupStatus => ({
  kind: 'status',
  folder: '/media/stick',
  chosenAt: now - 100 * dayMs,
  lastAt: now - 3_600_000,
  provedAt: now - 3 * dayMs,
  makeFailed: null,
  proveFailed: null,
  isPaused: false,
  running: null,
  progress: null,
  ...part,
})

it.each([
  ['good', {}],
  ['missing', { folder: null }],
  ['waiting', { lastAt: null }],
  ['failed', { makeFailed: 'gone' }],
  ['not-restorable', { proveFailed: 'damaged' }],
  ['old', { lastAt: now - 5 * dayMs }],
  ['unproved', { provedAt: now - 41 * dayMs }],
  ['unproved', { provedAt: null }],
  ['good', { provedAt: null, chosenAt: now - dayMs }],
] as const)('says %s of a register that is backed up so', (state, part) => {
  expect(backupStateOf(status(part), now)).toBe(state)
})

it.each([
  [null, {}],
  [null, { folder: null }],
  [null, { running: 'make', lastAt: null }],
  ['make', { lastAt: null }],
  ['make', { lastAt: now - dayMs, makeFailed: 'gone' }],
  ['make', { lastAt: now + dayMs }],
  ['prove', { provedAt: null }],
  ['prove', { provedAt: now - 31 * dayMs }],
  [null, { provedAt: null, makeFailed: 'gone' }],
] as const)('finds %s due by itself', (due, part) => {
  expect(dueNow(status(part), now)).toBe(due)
})
