import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemDisk } from '../../src-main/export/disk/export-disk.ts'
import { startKeptExport } from '../../src-renderer/data/exporting/kept-export.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { aPersonRecord } from '../builders/claims.ts'
import {
  aHead,
  byLibrary,
  type ExportingMain,
  exportingMain,
  jsonOf,
  newFolder,
  openAll,
  plant,
  recordOf,
  textIn,
  twoKeys,
} from '../builders/export.ts'
import { mortalDisk } from '../builders/mortal-disk.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'
import { randomOf } from '../sim/random.ts'

const keeping = (store: Store, { bridge }: ExportingMain) =>
  startKeptExport({ store, bridge, head: async () => aHead(), afterMs: 3_600_000 })
async function logVisit(store: Store, note: string): Promise<void> {
  const fields = aVisit({ note })
  const done = await commit(store, [
    { entity: 'visit', id: store.clock.newId(), kind: 'put', isNew: true, fields },
  ])
  expect(done.ok, JSON.stringify(done)).toBe(true)
}
const archivesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /^[0-9a-f]{32}\.age/.test(name))
    .toSorted()
const standing = async ({ bridge }: ExportingMain) => {
  const state = await bridge.keptExport({})
  if (state.kind !== 'on') throw new Error(state.kind)
  return state
}

/** A folder that is kept, written once; the next run may meet another disk. */
async function setupKept(recipients: readonly string[], disk = systemDisk) {
  const store = await setupStore()
  await plant(store, [
    { entity: 'visit', id: store.clock.newId(), record: recordOf(aVisit()) },
    { entity: 'visit', id: store.clock.newId(), record: recordOf(aVisit({ date: '2025-03-17' })) },
    { entity: 'person', id: store.clock.newId(), record: recordOf(aPersonRecord()) },
  ])
  const main = exportingMain({ disk })
  expect(await main.bridge.keptExportSet({ recipients: [...recipients] })).toEqual({ kind: 'set' })
  const kept = keeping(store, main)
  await kept.refresh()
  const { folder } = await standing(main)
  return { store, main, kept, folder }
}
/** What whoever has the key reads by way of the manifest; every file is checked by its sum. */
async function readKept(folder: string, identity: string) {
  const open = byLibrary(identity)
  const manifest = JSON.parse(textIn(await openAll(folder, open, ['index.age']), 'manifest.json'))
  const archives: string[] = manifest.tables.map(({ archive }: { archive: string }) => archive)
  const files = await openAll(folder, open, ['index.age', ...archives])
  for (const { path: name, sha256 } of manifest.files)
    expect(
      createHash('sha256')
        .update(files.get(name) ?? '')
        .digest('hex'),
      name,
    ).toBe(sha256)
  return { archives, visits: textIn(files, 'data/visit-2026.json') }
}

describe('a folder that is kept', () => {
  it('has what was saved, and only what has changed is written anew', async () => {
    const { identities, recipients } = await twoKeys()
    const { store, main, kept, folder } = await setupKept(recipients)
    const before = await readKept(folder, identities[0])
    writeFileSync(path.join(folder, 'oma.txt'), 'oma')
    await logVisit(store, 'uusi')

    await kept.refresh()

    const after = await readKept(folder, identities[1])
    expect([before.visits.includes('"uusi"'), after.visits.includes('"uusi"')]).toEqual([false, true])
    const fresh = after.archives.filter((name) => !before.archives.includes(name))
    expect(fresh.length).toBe(3) // visits of the year, audit, what is not sent
    expect(archivesIn(folder)).toEqual(after.archives.toSorted())
    expect(readdirSync(folder)).toContain('oma.txt')
    expect(await standing(main)).toMatchObject({ recipients, failing: null, writtenAt: expect.any(String) })
    expect(readFileSync(path.join(main.dataFolder, 'kept-export.box'), 'latin1')).not.toContain('age1')
    kept.stop()
  })
  it('is left alone while nothing changes, in the next session too', async () => {
    const { recipients } = await twoKeys()
    const { store, main, kept, folder } = await setupKept(recipients)
    const times = () => readdirSync(folder).map((name) => [name, statSync(path.join(folder, name)).mtimeMs])
    const before = times()

    await kept.refresh()
    await keeping(store, main).refresh()

    expect(times()).toEqual(before)
  })
  it('in plain keeps its names, and loses what somebody has taken out for one run only', async () => {
    const { store, kept, folder } = await setupKept([])
    await logVisit(store, 'uusi')
    renameSync(path.join(folder, 'data', 'site.csv'), path.join(folder, 'site-oma.csv'))

    await kept.refresh()

    expect(jsonOf(folder, 'visit-2026').some(({ fields }) => fields.note === 'uusi')).toBe(true)
    expect(readdirSync(path.join(folder, 'data'))).toContain('site.csv')
    expect(
      readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.part')),
    ).toEqual([])
  })
  it('is whole for whoever reads it, wherever a run is cut, and comes right with the next', async () => {
    const { identities, recipients } = await twoKeys()
    const random = randomOf(22)
    for (let seed = 0; seed < 12; seed++) {
      const { store, main, folder } = await setupKept(recipients)
      await logVisit(store, `uusi${seed}`)
      const cut = mortalDisk(systemDisk, seed < 3 ? seed + 1 : 1 + random.below(70))
      const dying = exportingMain({ dataFolder: main.dataFolder, disk: cut.disk })
      await keeping(store, dying).refresh()

      await readKept(folder, identities[0])
      await keeping(store, main).refresh()
      const { visits, archives } = await readKept(folder, identities[0])
      expect(visits).toContain(`uusi${seed}`)
      expect(archivesIn(folder)).toEqual(archives.toSorted())
      expect(await standing(main)).toMatchObject({ failing: null })
    }
  })
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'not-writable'],
    ['ENOENT', 'folder-gone'],
  ] as const)('says since when it fails (%s), and comes right with the next change', async (code, reason) => {
    const { recipients } = await twoKeys()
    const { store, main } = await setupKept(recipients)
    await logVisit(store, 'uusi')
    const failing = exportingMain({ dataFolder: main.dataFolder, disk: mortalDisk(systemDisk, 3, code).disk })
    await keeping(store, failing).refresh()
    const first = (await standing(main)).failing
    expect(first).toMatchObject({ reason })

    await keeping(
      store,
      exportingMain({ dataFolder: main.dataFolder, disk: mortalDisk(systemDisk, 3, code).disk }),
    ).refresh()
    expect((await standing(main)).failing).toEqual(first)
    await keeping(store, main).refresh()
    expect((await standing(main)).failing).toBeNull()
  })
  it('is up to date although somebody holds what is to go, which goes the next time', async () => {
    const { identities, recipients } = await twoKeys()
    const { store, main, folder } = await setupKept(recipients)
    await logVisit(store, 'uusi')
    const held = {
      ...systemDisk,
      remove: () => Promise.reject(Object.assign(new Error(), { code: 'EBUSY' })),
    }
    await keeping(store, exportingMain({ dataFolder: main.dataFolder, disk: held })).refresh()

    const { visits, archives } = await readKept(folder, identities[0])
    expect(visits).toContain('uusi')
    expect((await standing(main)).failing).toBeNull()
    expect(archivesIn(folder).length).toBe(archives.length + 3)
    await keeping(store, main).refresh()
    expect(archivesIn(folder)).toEqual(archives.toSorted())
  })
  it('is not made anew where the drive is away', async () => {
    const { identities, recipients } = await twoKeys()
    const { store, main, kept, folder } = await setupKept(recipients)
    renameSync(folder, `${folder}-away`)
    await logVisit(store, 'uusi')

    await kept.refresh()

    expect((await standing(main)).failing).toMatchObject({ reason: 'folder-gone' })
    expect(readdirSync(path.dirname(folder))).toEqual([`${path.basename(folder)}-away`])
    renameSync(`${folder}-away`, folder)
    await kept.refresh()
    expect((await readKept(folder, identities[0])).visits).toContain('uusi')
    expect((await standing(main)).failing).toBeNull()
  })
  it('gets what was saved last although somebody locks meanwhile', async () => {
    const { identities, recipients } = await twoKeys()
    const { store, main, kept, folder } = await setupKept(recipients)
    await logVisit(store, 'viime hetken')

    const { rest } = await kept.beginLast()
    main.lock()
    await rest

    expect((await readKept(folder, identities[0])).visits).toContain('viime hetken')
  })
  it('is kept no more once that is ended, and is asked for again with care', async () => {
    const { recipients, identities } = await twoKeys()
    const { store, main, kept, folder } = await setupKept(recipients)
    await main.bridge.keptExportEnd({})
    await logVisit(store, 'uusi')
    await kept.refresh()

    expect(await main.bridge.keptExport({})).toEqual({ kind: 'off' })
    expect((await readKept(folder, identities[0])).visits).not.toContain('uusi')
    expect(
      await exportingMain({ dataFolder: main.dataFolder, target: main.dataFolder }).bridge.keptExportSet({
        recipients: [],
      }),
    ).toEqual({ kind: 'inside' })
    expect(
      await exportingMain({ target: path.join(newFolder(), 'poissa\0') }).bridge.keptExportSet({
        recipients: [],
      }),
    ).toEqual({ kind: 'failed', reason: 'not-writable' })
  })
})
