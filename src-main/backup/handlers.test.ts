import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { made, passphrase } from '../../test/builders/backup.ts'
import { createJournalHandlers } from '../journal/handlers.ts'
import { createKeyringFile } from '../keys/keyring-file.ts'
import { createAttachmentStore } from '../stored-files/store.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { createBackupHandlers } from './handlers.ts'
import type { OpenJournal } from './runs.ts'

/** A device as the window sees it; a dialog answers with `device.target`. */
async function aDevice(folder: string, isSignedIn = true) {
  const device: { target: string | null; key: typeof made.opened | null } = {
    target: null,
    key: isSignedIn ? made.opened : null,
  }
  let journal: OpenJournal | null = null
  const journals = createJournalHandlers({
    dataFolder: folder,
    opened: () => device.key,
    runSnapshotJob: createRunner(new URL('../journal/worker.ts', import.meta.url)),
    onJournal: (now) => {
      journal = now
    },
  })
  const { handlers } = createBackupHandlers({
    shell: { pickTarget: async () => device.target },
    dataFolder: folder,
    opened: () => device.key,
    journal: () => journal,
    runBackupJob: createRunner(new URL('worker.ts', import.meta.url)),
  })
  if (isSignedIn) await journals.journalOpen({})
  const keep = async (id: string): Promise<void> => {
    const act = encodeAct({ puts: { visit: [{ id, box: new Uint8Array(40) }] } })
    const kept = await journals.journalAppend({ act: Buffer.from(act).toString('base64'), erases: false })
    if (kept.kind === 'kept') journals.journalSettle({ n: kept.n })
  }
  return { device, handlers, journals, keep }
}

async function aPlace() {
  const place = mkdtempSync(path.join(os.tmpdir(), 'alpo-backup-handlers-'))
  const [folder, stick] = [path.join(place, 'data'), path.join(place, 'stick')]
  for (const one of [folder, stick]) mkdirSync(one)
  await createKeyringFile(folder).write(made.keyring)
  await createAttachmentStore(folder).put(made.opened.dataKey, Buffer.from('liite'))
  return { place, folder, stick }
}

it('makes and proves backups where a person says, and brings one back on a device without a register', async () => {
  const { place, folder, stick } = await aPlace()
  const { device, handlers, journals, keep } = await aDevice(folder)
  await keep('a')
  device.target = stick

  expect(await handlers.backupChoose({})).toMatchObject({ kind: 'status', folder: stick, lastAt: null })
  expect(await handlers.backupMake({})).toMatchObject({ kind: 'status', makeFailed: null, running: null })
  await keep('b')
  const after = await handlers.backupMake({})
  const proved = await handlers.backupProve({})
  const listed = await handlers.backupList({})

  expect(after).toMatchObject({ makeFailed: null, lastAt: expect.any(Number) })
  expect(proved).toMatchObject({ proveFailed: null, provedAt: expect.any(Number) })
  expect(listed.kind === 'backups' ? listed.backups.map(({ tables }) => tables) : listed).toEqual([
    { visit: 2 },
    { visit: 1 },
  ])
  await journals.journalClose({})

  const other = await aDevice(path.join(place, 'other'), false)
  other.device.target = stick
  expect(await other.handlers.restoreChoose({})).toEqual({ kind: 'chosen', folder: stick })
  expect(await other.handlers.restoreOpen({ kind: 'passphrase', passphrase: 'väärä' })).toEqual({
    kind: 'failed',
    why: 'wrong-secret',
  })
  const opened = await other.handlers.restoreOpen({ kind: 'passphrase', passphrase })
  const id = opened.kind === 'opened' ? (opened.backups[0]?.id ?? '') : ''
  expect(await other.handlers.restoreRun({ id })).toMatchObject({ kind: 'restored', rows: 2, files: 1 })
  expect(await other.handlers.restoredRead({})).toEqual({ at: expect.any(Number) })
  await other.handlers.restoredEnd({})
  expect(await other.handlers.restoredRead({})).toBeNull()
  other.device.key = made.opened
  expect(await other.journals.journalOpen({})).toEqual({ kind: 'open', lastN: 1 })
  await other.journals.journalClose({})
})

it('says what keeps it from working, and tries nothing without a folder', async () => {
  const { folder, stick } = await aPlace()
  const { device, handlers, journals, keep } = await aDevice(folder)
  await keep('a')

  expect(await handlers.backupMake({})).toMatchObject({ folder: null, lastAt: null })
  expect(await handlers.backupChoose({})).toEqual({ kind: 'none' })
  device.target = path.join(folder, 'attachments')
  expect(await handlers.backupChoose({})).toEqual({ kind: 'inside' })
  device.target = stick
  await handlers.backupChoose({})
  await handlers.backupMake({})
  rmSync(path.join(stick, 'alpo-desk-backup'), { recursive: true })
  expect(await handlers.backupMake({})).toMatchObject({ makeFailed: 'gone' })
  expect(readdirSync(stick)).toEqual([])
  expect(await handlers.backupProve({})).toMatchObject({ proveFailed: 'empty' })
  rmSync(stick, { recursive: true })
  expect(await handlers.backupMake({})).toMatchObject({ makeFailed: 'gone' })
  expect(await handlers.restoreChoose({})).toEqual({ kind: 'failed', why: 'empty' })
  await journals.journalClose({})
  device.key = null
  expect([await handlers.backupMake({}), await handlers.backupStatus({})]).toEqual([
    { kind: 'locked' },
    { kind: 'locked' },
  ])
})
