import 'fake-indexeddb/auto'
import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { markRestored, readRestoredMark } from '../../src-main/backup/restore/restored-mark.ts'
import { createRestoreHandlers } from '../../src-main/backup/restore-handlers.ts'
import { settleRestored } from '../../src-renderer/app/settle-restored.ts'
import { tableOf } from '../../src-renderer/data/database/db.ts'
import { nextToSend } from '../../src-renderer/data/syncing/outbox.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'

/** A register with a visit of today and one that is past every limit, restored into a data folder. */
async function aRestored() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-restored-'))
  const handlers = createRestoreHandlers({
    shell: { pickTarget: async () => null },
    dataFolder: folder,
    runBackupJob: () => Promise.reject(new Error('nothing is restored here')),
    longestMs: 1,
  })
  const calls = {
    restoredRead: async () => handlers.restoredRead({}),
    restoredEnd: async () => handlers.restoredEnd({}),
  }
  const store = await setupStore()
  const [fresh, old] = [randomUUID(), randomUUID()]
  const visit = (id: string, date: string) =>
    ({
      entity: 'visit',
      id,
      kind: 'put',
      isNew: true,
      fields: aVisit({ userId: store.userId, date }),
    }) as const
  expect(await commit(store, [visit(fresh, '2026-11-20'), visit(old, '2015-11-20')])).toEqual({
    ok: true,
    value: null,
  })
  await markRestored(folder, { at: 1_800_000_000_000 })
  return { store, fresh, old, folder, calls }
}

it('goes on as another device, under numbers of its own, without what is past its time', async () => {
  const { store, fresh, old, folder, calls } = await aRestored()
  const before = store.deviceId

  await settleRestored(store, calls)

  expect(store.deviceId).not.toBe(before)
  const waiting = await nextToSend(store, 100)
  expect(new Set(waiting.map(({ deviceId }) => deviceId))).toEqual(new Set([store.deviceId]))
  expect(waiting[0]?.n).toBe(1)
  expect(store.columns.has(fresh)).toBe(true)
  expect(store.columns.has(old)).toBe(false)
  expect((await tableOf(store.db, 'retentionRun').count()) > 0).toBe(true)
  expect(readRestoredMark(folder)).toBeNull()
})

it('does so once, and not where nothing was restored', async () => {
  const { store, calls } = await aRestored()
  await settleRestored(store, calls)
  const { deviceId } = store

  await settleRestored(store, calls)

  expect(store.deviceId).toBe(deviceId)
})
