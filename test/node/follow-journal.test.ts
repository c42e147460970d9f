import 'fake-indexeddb/auto'
import { randomBytes, randomUUID } from 'node:crypto'
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import Dexie from 'dexie'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createNodeFiles } from '../../src-main/journal/format/files.ts'
import { journalKeysOf } from '../../src-main/journal/format/header.ts'
import { createJournalHandlers } from '../../src-main/journal/handlers.ts'
import { openJournal } from '../../src-main/journal/journal.ts'
import { journalFolder } from '../../src-main/journal/journal-folder.ts'
import { createRunner } from '../../src-main/worker/run-in-worker.ts'
import { type Db, openDb } from '../../src-renderer/data/database/db.ts'
import { putRows } from '../../src-renderer/data/database/table-changes.ts'
import { isKeptInJournal, journalKey } from '../../src-renderer/data/database/table-writer.ts'
import { createWriteGuard } from '../../src-renderer/data/database/write-guard.ts'
import {
  bridgeJournal,
  followJournal,
  goOnWithJournal,
} from '../../src-renderer/data/opening/follow-journal.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { wordsOfJournal } from '../builders/journal-words.ts'
import { setupStore } from '../builders/store.ts'
import { aSite, aVisit } from '../builders/visits.ts'

/** The window's database and the main process's journal of one register, as they stand beside each other on a device. */
const dataKey = new Uint8Array(randomBytes(32))
const userId = randomUUID()
let folder: string
let name: string
let calls: ReturnType<typeof createJournalHandlers>
let store: Store

const start = (dataFolder = folder) =>
  createJournalHandlers({
    dataFolder,
    opened: () => ({ userId, keyId: 'k1', dataKey }),
    runSnapshotJob: createRunner(new URL('../../src-main/journal/worker.ts', import.meta.url)),
    releaseReserve: () => undefined,
  })
const open = async () => {
  const db = await openDb(name)
  await goOnWithJournal(db, calls)
  store = await setupStore({ name, userId, db, journal: bridgeJournal(db, calls, () => undefined) })
}
const close = async () => {
  store.close()
  await calls.journalClose({})
}
const work = async () => {
  await commit(store, [
    {
      entity: 'user',
      id: userId,
      kind: 'put',
      isNew: true,
      fields: { displayName: 'A', role: 'admin', active: true },
    },
    { entity: 'site', id: '11111111-1111-4111-8111-111111111111', kind: 'put', fields: aSite(), isNew: true },
  ])
  await logVisits(3)
  await logVisits(120) // in blocks
  store.forms.put('visit/new', { text: 'unfinished' })
  await store.forms.written()
}
const logVisits = (count: number) =>
  commit(
    store,
    Array.from(
      { length: count },
      () => ({ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true }) as const,
    ),
  )
/** Every row that the journal keeps, by table. */
const rowsOf = async (db: Db) =>
  Object.fromEntries(
    await Promise.all(
      db.tables
        .filter((table) => isKeptInJournal(table.name))
        .map(
          async (table) =>
            [table.name, (await table.toArray()).filter((row) => row.key !== journalKey)] as const,
        ),
    ),
  )
/** The tables stand as they did before. */
const putBack = async (older: Awaited<ReturnType<typeof rowsOf>>, at: unknown) => {
  for (const [table, rows] of Object.entries(older)) {
    await store.db.table(table).clear()
    await store.db.table(table).bulkPut(rows)
  }
  await store.db.meta.put({ key: journalKey, value: Number(at ?? 0) })
}
const follow = async () => {
  const db = await openDb(name)
  const followed = await followJournal(db, calls)
  const rows = await rowsOf(db)
  const at = (await db.meta.get(journalKey))?.value
  db.close()
  return { followed, rows, at }
}

async function goOnElsewhere(dataFolder: string, acts: number): Promise<void> {
  const there = start(dataFolder)
  await there.journalOpen({})
  for (let n = 1; n <= acts; n++) {
    const act = encodeAct({ puts: { meta: [{ key: 'x', value: `elsewhere ${n}` }] }, keys: { meta: 'key' } })
    await there.journalAppend({ act: Buffer.from(act).toString('base64'), erases: false })
  }
  await there.journalClose({})
}

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'alpo-follow-'))
  name = randomUUID()
  calls = start()
  await open()
  await work()
})
afterEach(async () => {
  await calls.journalClose({})
  rmSync(folder, { recursive: true })
})

describe('a database and its journal', () => {
  it('hold the same', async () => {
    await close()
    expect((await follow()).followed).toEqual({ kind: 'even' })
  })

  it('a database that is gone is there again, whole', async () => {
    const before = await rowsOf(store.db)
    await close()
    await Dexie.delete(name)

    const { followed, rows } = await follow()

    expect(followed).toEqual({ kind: 'restored', isWhole: true })
    expect(rows).toEqual(before)
    await calls.journalClose({})
    await open()
    expect(store.columns.size()).toBe(123)
    expect(store.forms.get('visit/new')).toEqual({ text: 'unfinished' })
    await logVisits(1)
    expect(await store.db.outbox.count()).toBe(4)
  })

  it('a database that has lost the last acts has them again', async () => {
    const older = await rowsOf(store.db)
    const at = (await store.db.meta.get(journalKey))?.value
    await logVisits(1)
    await logVisits(2)
    const before = await rowsOf(store.db)
    await putBack(older, at)
    await close()

    const { followed, rows } = await follow()

    expect(followed).toEqual({ kind: 'restored', isWhole: false })
    expect(rows).toEqual(before)
  })

  it('the act that was on its way when the window went is there, and nobody is told of damage', async () => {
    const older = await rowsOf(store.db)
    const at = (await store.db.meta.get(journalKey))?.value
    await logVisits(2)
    const before = await rowsOf(store.db)
    await putBack(older, at)
    await close()

    const { followed, rows } = await follow()

    expect(followed).toEqual({ kind: 'even' })
    expect(rows).toEqual(before)
  })

  it('a restoring that is cut begins anew', async () => {
    const before = await rowsOf(store.db)
    await close()
    await Dexie.delete(name)
    const whole = calls
    calls = {
      ...calls,
      async journalNext(input) {
        const page = await whole.journalNext(input)
        return page.kind === 'acts' ? { ...page, isEnd: false } : page
      },
    }
    await expect(follow()).resolves.toMatchObject({ followed: { kind: 'unusable' } })
    calls = whole

    const { followed, rows } = await follow()

    expect(followed).toEqual({ kind: 'restored', isWhole: true })
    expect(rows).toEqual(before)
  })

  it('a database that is behind keeps what it holds while the journal cannot be read', async () => {
    const keys = journalKeysOf({ keyId: 'k1', dataKey }, 'k1')
    await store.db.meta.put({ key: journalKey, value: 1 })
    const before = await rowsOf(store.db)
    await close()
    const opened = await openJournal(createNodeFiles(journalFolder(folder)), keys)
    if (!opened.ok) throw new Error(opened.error.kind)
    await opened.value.journal.compact('now')
    await opened.value.journal.close()
    const [snapshot = ''] = readdirSync(journalFolder(folder)).filter((file) => file.endsWith('.snapshot'))
    const file = path.join(journalFolder(folder), snapshot)
    const bytes = readFileSync(file)
    bytes.fill(0, bytes.length / 2, bytes.length / 2 + 9)
    writeFileSync(file, bytes)

    const { followed, rows } = await follow()

    expect(followed.kind).not.toBe('restored')
    expect(rows).toEqual(before)
  })

  it('a journal that is gone begins anew with what the database holds', async () => {
    const before = await rowsOf(store.db)
    await close()
    rmSync(path.join(folder, 'journal'), { recursive: true })
    expect((await follow()).followed).toEqual({ kind: 'begun', had: 'less' })
    await calls.journalClose({})
    await Dexie.delete(name)

    expect((await follow()).rows).toEqual(before)
  })

  it('a register of an older version gets its journal', async () => {
    const before = await rowsOf(store.db)
    await store.db.meta.delete(journalKey)
    await close()
    rmSync(path.join(folder, 'journal'), { recursive: true })

    expect((await follow()).followed).toEqual({ kind: 'begun', had: 'none' })
    await calls.journalClose({})
    await Dexie.delete(name)
    expect((await follow()).rows).toEqual(before)
  })

  it('a journal that is damaged is put aside while the database is whole', async () => {
    await close()
    const journal = path.join(folder, 'journal')
    for (const file of readdirSync(journal)) truncateSync(path.join(journal, file), 40)

    expect((await follow()).followed).toEqual({ kind: 'begun', had: 'unusable' })
    expect(readdirSync(folder)).toContain('journal-aside')
  })

  it('an act that could not be taken back at once is not there at the next start, and nothing is told of it', async () => {
    const before = await rowsOf(store.db)
    const uncertain: string[] = []
    const journal = bridgeJournal(store.db, calls, () => uncertain.push('uncertain'))
    const { n } = await journal.append([putRows(store.db.meta, [{ key: 'failed', value: 1 }])], false)
    await journal.takeBack(n)
    await close()

    const { followed, rows } = await follow()

    expect([followed, uncertain]).toEqual([{ kind: 'even' }, []])
    expect(rows).toEqual(before)
  })

  it('whoever saves is told that it is not certain where nothing can be taken back', async () => {
    const guard = createWriteGuard(async () => null)
    const broken = { ...calls, journalTakeBack: async () => ({ kind: 'failed' }) as const }
    const journal = bridgeJournal(store.db, broken, guard.noteUncertain)
    const { n } = await journal.append([putRows(store.db.meta, [{ key: 'failed', value: 1 }])], false)

    await journal.takeBack(n)

    expect([guard.held(), guard.isUncertain()]).toEqual([{ kind: 'torn' }, true])
  })

  it.each(['disk-full', 'read-only', 'newer-version'])(
    'a journal that cannot be opened for now stays where it is: %s',
    async (why) => {
      const before = await rowsOf(store.db)
      await close()
      const whole = calls
      calls = { ...calls, journalOpen: async () => ({ kind: 'unusable', why }) as const }

      const { followed, rows } = await follow()

      expect(followed).toEqual({ kind: 'unusable', why })
      expect(rows).toEqual(before)
      expect(readdirSync(folder)).not.toContain('journal-aside')
      calls = whole
      expect((await follow()).followed).toEqual({ kind: 'even' })
    },
  )

  it.each([1, 3])(
    'the journal of another copy that went on by itself, by %i acts, is kept and followed by nobody',
    async (acts) => {
      const other = path.join(folder, 'other')
      await close()
      cpSync(journalFolder(folder), journalFolder(other), { recursive: true })
      await open()
      await logVisits(1)
      const before = await rowsOf(store.db)
      await close()
      await goOnElsewhere(other, acts)
      rmSync(journalFolder(folder), { recursive: true })
      renameSync(journalFolder(other), journalFolder(folder))

      const { followed, rows } = await follow()

      expect(followed).toEqual({ kind: 'begun', had: 'fork' })
      expect(rows).toEqual(before)
      const kept = path.join(folder, 'journal-fork-1')
      const words = await wordsOfJournal(kept, journalKeysOf({ keyId: 'k1', dataKey }, 'k1').secret)
      expect(words).toContain(`elsewhere ${acts}`)
      await calls.journalClose({})
      expect((await follow()).followed).toEqual({ kind: 'even' })
      await calls.journalClose({})
      await Dexie.delete(name)
      expect((await follow()).rows).toEqual(before)
    },
  )

  it('where both are gone, that is what is said, and nothing is made of it', async () => {
    await close()
    const journal = path.join(folder, 'journal')
    for (const file of readdirSync(journal)) truncateSync(path.join(journal, file), 40)
    await Dexie.delete(name)

    const { followed, at } = await follow()

    expect(followed.kind).toBe('unusable')
    expect(at).toBeUndefined()
  })
})
