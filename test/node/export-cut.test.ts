import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { systemDisk } from '../../src-main/export/disk/export-disk.ts'
import { sendExport } from '../../src-renderer/data/exporting/send-export.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import {
  aHead,
  type ExportingMain,
  exportAll,
  exportingMain,
  newFolder,
  plantRecords,
  watching,
} from '../builders/export.ts'
import { mortalDisk } from '../builders/mortal-disk.ts'
import { mountSmallDisk, noSmallDisk } from '../builders/small-disk.ts'
import { setupStore } from '../builders/store.ts'
import { randomOf } from '../sim/random.ts'

/** All files under a folder with what they hold, as one text. */
const stateOf = (folder: string): string =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .toSorted()
    .filter((name) => statSync(path.join(folder, name)).isFile())
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(path.join(folder, name)))
          .digest('hex')}`,
    )
    .join('\n')
const tryExport = async (store: Store, main: ExportingMain): Promise<string> => {
  const begun = await main.bridge.exportBegin({ head: aHead(), to: 'chosen', recipients: [] })
  if (begun.kind !== 'begun') return begun.kind === 'failed' ? begun.reason : begun.kind
  const ended = await sendExport(store, main.bridge, begun.job, watching())
  return ended.kind === 'failed' ? ended.reason : ended.kind
}

describe('an export that is cut', () => {
  it('leaves the earlier one whole at any write, and nothing that passes for a new one', async () => {
    const store = await setupStore()
    await plantRecords(store, 5, 2)
    const target = newFolder()
    const earlier = await exportAll(store, exportingMain({ target }))
    const before = stateOf(earlier)
    const counted = mortalDisk(systemDisk)
    await exportAll(store, exportingMain({ disk: counted.disk }))
    const random = randomOf(6)
    const points = [
      1,
      2,
      3,
      counted.acts() - 1,
      ...Array.from({ length: 30 }, () => 1 + random.below(counted.acts() - 1)),
    ]

    for (const diesAt of points) {
      const { disk } = mortalDisk(systemDisk, diesAt)
      expect(await tryExport(store, exportingMain({ target, disk })), String(diesAt)).toBe('not-writable')
      expect(stateOf(earlier)).toBe(before)
      const others = readdirSync(target).filter((name) => name !== path.basename(earlier))
      expect(others.filter((name) => !name.endsWith('.part'))).toEqual([])
    }
  })
  it('is cleared away by the next, once nobody writes to it any more', async () => {
    const store = await setupStore()
    await plantRecords(store, 7, 1)
    const target = newFolder()
    await tryExport(store, exportingMain({ target, disk: mortalDisk(systemDisk, 30).disk }))
    const draft = path.join(target, 'alpo-desk-2026-11-27.part')
    expect(existsSync(draft)).toBe(true)

    expect(path.basename(await exportAll(store, exportingMain({ target })))).toBe('alpo-desk-2026-11-27-2')
    expect(existsSync(draft)).toBe(true) // another device may be at it
    const long = new Date(Date.now() - 3_600_000)
    for (const place of [draft, ...readdirSync(draft).map((name) => path.join(draft, name))])
      utimesSync(place, long, long)

    expect(path.basename(await exportAll(store, exportingMain({ target })))).toBe('alpo-desk-2026-11-27')
    expect(existsSync(draft)).toBe(false)
  })
  it.skipIf(noSmallDisk !== null)('is told as a full disk, and leaves nothing on it', async () => {
    const store = await setupStore()
    await plantRecords(store, 8, 30)
    const disk = mountSmallDisk({ size: '256k' })
    try {
      expect(await tryExport(store, exportingMain({ target: disk.folder }))).toBe('disk-full')
      expect(readdirSync(disk.folder).filter((name) => name.startsWith('alpo'))).toEqual([])
    } finally {
      disk.unmount()
    }
  })
})
