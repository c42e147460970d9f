import 'fake-indexeddb/auto'
import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createNodeFiles } from '../../src-main/journal/format/files.ts'
import { journalKeysOf } from '../../src-main/journal/format/header.ts'
import { type Journal, openJournal } from '../../src-main/journal/journal.ts'
import { journalFolder } from '../../src-main/journal/journal-folder.ts'
import { createTidier, type Tidier } from '../../src-main/journal/tidy.ts'
import { createKeyring } from '../../src-main/keys/keyring.ts'
import { createKeyringFile } from '../../src-main/keys/keyring-file.ts'
import type { ActJournal } from '../../src-renderer/data/database/act-journal.ts'
import { actOf } from '../../src-renderer/data/database/act-of-changes.ts'
import { openDb } from '../../src-renderer/data/database/db.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { storePulled } from '../../src-renderer/data/syncing/store-pulled.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { aPersonRecord } from '../builders/claims.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'

const passphrase = 'hevonen söi sinisen porkkanan'
let folder: string
let journal: Journal
let tidier: Tidier
let store: Store

/** The rows that the journal stands for, boxes opened, as `alpo journal export` prints them. */
async function exported(): Promise<string> {
  await tidier.idle()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['src-cli/alpo.ts', 'journal', 'export', folder],
    { encoding: 'utf8', input: `${passphrase}\n` },
  )
  expect([status, stderr]).toEqual([0, ''])
  return stdout
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'alpo-erasing-'))
  const userId = randomUUID()
  const { keyring, opened } = await createKeyring(userId, passphrase, { memoryKib: 64, passes: 1, lanes: 1 })
  await createKeyringFile(folder).write(keyring)
  const result = await openJournal(
    createNodeFiles(journalFolder(folder)),
    journalKeysOf(opened, opened.keyId),
  )
  if (!result.ok) throw new Error(result.error.kind)
  journal = result.value.journal
  tidier = createTidier(journalFolder(folder), journal)
  const name = randomUUID()
  const db = await openDb(name)
  const acts: ActJournal = {
    append: async (changes, erases) => ({
      n: await tidier.append(encodeAct(actOf(db, changes)), erases),
      tag: '',
    }),
    settle(n) {
      journal.settle(n)
      tidier.ended(n)
    },
    takeBack: async (n) => void (await journal.takeBack(n)),
  }
  const key = Buffer.from(opened.dataKey).toString('base64')
  store = await setupStore({ name, userId, db, key, keyId: opened.keyId, journal: acts })
})
afterAll(async () => {
  store.close()
  await journal.close()
  rmSync(folder, { recursive: true })
})

const put = (id: string, name: string) =>
  commit(store, [{ entity: 'person', id, kind: 'put', fields: aPersonRecord({ name }), isNew: true }])

describe('words that were planted in a register', () => {
  it('are in the export, and those of an erased record are not, nor in any frame behind it', async () => {
    const [gone, stays] = [randomUUID(), randomUUID()]
    await put(gone, 'Kivipaasi')
    await put(stays, 'Suonsyrjä')
    for (const word of ['Kivipaasi', 'Suonsyrjä']) expect(await exported()).toContain(word)

    await commit(store, [{ entity: 'person', id: gone, kind: 'erase' }])

    const rows = await exported()
    expect(rows).not.toContain('Kivipaasi')
    expect(rows).toContain('Suonsyrjä')
    expect(await framesBefore()).toBe(0)
  })
  it('and those that retention takes from a row are not', async () => {
    const id = randomUUID()
    await commit(store, [
      { entity: 'visit', id, kind: 'put', fields: aVisit({ note: 'Kantokoski' }), isNew: true },
    ])
    expect(await exported()).toContain('Kantokoski')

    const taken = [{ entity: 'visit', id, kind: 'put', fields: { note: null } }] as const
    expect(await commit(store, taken, 'run', 'retention')).toMatchObject({ ok: true })

    // what has not been sent yet stands in the outbox, here as in the database, until the hub has it
    const rows = (await exported()).split('\n').filter((row) => !row.startsWith('{"table":"outbox"'))
    expect(rows.join('\n')).not.toContain('Kantokoski')
    expect(await framesBefore()).toBe(0)
  })
  it('nor those of a record that was erased on another device', async () => {
    const [id, other] = [randomUUID(), randomUUID()]
    const op = { deviceId: other, entity: 'person', id, actor: other, at: '2026-03-03T10:00:00Z' }
    const fields = aPersonRecord({ name: 'Peräseinä' })
    const emptied = Object.fromEntries(Object.keys(fields).map((name) => [name, null]))
    const put = { ...op, kind: 'put', base: {} } as const
    await storePulled(store, [{ ...put, n: 1, seq: 1, fields }], { seq: 1, stamp: null })
    expect(await exported()).toContain('Peräseinä')

    const erased = { ...put, n: 2, seq: 2, fields: { ...emptied, isDeleted: true } }
    await storePulled(store, [erased], { seq: 2, stamp: null })

    expect(await exported()).not.toContain('Peräseinä')
    expect(await framesBefore()).toBe(0)
  })
})

/** How many acts the journal still holds beside its snapshot. */
async function framesBefore(): Promise<number> {
  await tidier.idle()
  let acts = 0
  const read = await journal.replay(0, ({ kind }) => {
    if (kind === 'act') acts++
  })
  expect(read.ok).toBe(true)
  return acts
}
