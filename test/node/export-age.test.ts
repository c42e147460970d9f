import { execFileSync, spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { aPersonRecord } from '../builders/claims.ts'
import {
  aHead,
  byLibrary,
  exportAll,
  exportingMain,
  newFolder,
  openAll,
  plant,
  plantRecords,
  recordOf,
  textIn,
  twoKeys,
} from '../builders/export.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'

const noAge = spawnSync('age', ['--version']).status === 0 ? null : 'the standard tool `age` is not installed'
const byTool = (identity: string) => {
  const keys = path.join(newFolder(), 'avain.txt')
  writeFileSync(keys, `${identity}\n`)
  return async (file: string): Promise<Uint8Array> =>
    execFileSync('age', ['-d', '-i', keys, file], { maxBuffer: 1_000_000_000 })
}
describe('an export that is encrypted with age', () => {
  it('gives each recipient the very files of a plain one', async () => {
    const store = await setupStore()
    await plantRecords(store, 11, 3)
    const main = exportingMain()
    const bytes = randomBytes(300_000)
    const sha256 = await main.store.put(main.dataKey, bytes)
    const fields = {
      claimId: store.clock.newId(),
      name: 'lasku.pdf',
      mediaType: 'application/pdf',
      bytes: 1,
      sha256,
      placement: 'merge',
      reason: null,
    }
    await plant(store, [{ entity: 'attachment', id: store.clock.newId(), record: recordOf(fields) }])
    const plain = await exportAll(store, main)
    const { identities, recipients } = await twoKeys()
    const sealed = await exportAll(store, main, recipients)

    const ways = [
      byLibrary(identities[0]),
      byLibrary(identities[1]),
      ...(noAge === null ? [byTool(identities[1])] : []),
    ]
    for (const way of ways) {
      const files = await openAll(sealed, way)
      for (const [name, held] of files)
        if (/^(data|schema|attachments)\//.test(name))
          expect(Buffer.from(held).equals(readFileSync(path.join(plain, name))), name).toBe(true)
      const sums = textIn(files, 'SHA256SUMS')
        .trimEnd()
        .split('\n')
        .map((line) => line.split('  '))
      expect([...sums.map(([, name]) => name), 'SHA256SUMS'].toSorted()).toEqual([...files.keys()].toSorted())
      for (const [sum, name = ''] of sums)
        expect(
          createHash('sha256')
            .update(files.get(name) ?? '')
            .digest('hex'),
        ).toBe(sum)
      const { tables, attachments } = JSON.parse(textIn(files, 'manifest.json'))
      const archives = [
        ...tables.map(({ archive }: { archive: string }) => archive),
        ...Object.values(attachments.archives),
        'index.age',
        'README.txt',
      ]
      expect(archives.toSorted()).toEqual(readdirSync(sealed).toSorted())
    }
  })
  it('tells nothing to anybody else: of 1,000 planted words none is on the disk, nor in a name', async () => {
    const store = await setupStore()
    const words = Array.from({ length: 1000 }, (_, n) => `sana${n}Ääkkönen${(n * 7919).toString(36)}x`)
    await plant(
      store,
      words.map((word, n) => ({
        entity: n % 2 ? ('person' as const) : ('visit' as const),
        id: store.clock.newId(),
        record: recordOf(n % 2 ? aPersonRecord({ name: word }) : aVisit({ note: word })),
      })),
    )
    const main = exportingMain()
    const { recipients, identities } = await twoKeys()
    const folder = await exportAll(store, main, recipients)

    const files = await openAll(folder, byLibrary(identities[0]))
    const inside = [...files.keys()]
      .filter((name) => name.startsWith('data/'))
      .map((name) => textIn(files, name))
      .join('')
    expect(words.filter((word) => !inside.includes(word))).toEqual([])
    const onDisk = readdirSync(main.target, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(age|txt)$/.test(name))
      .map((name) => name + readFileSync(path.join(main.target, name), 'latin1'))
      .join('')
    const encodings: BufferEncoding[] = ['utf8', 'utf16le']
    expect(
      words.filter((word) =>
        encodings.some((one) => onDisk.includes(Buffer.from(word, one).toString('latin1'))),
      ),
    ).toEqual([])
    expect(onDisk).not.toContain('Esimerkkikunta')
    for (const name of readdirSync(folder))
      expect(name).toMatch(/^([0-9a-f]{32}\.age|index\.age|README\.txt)$/)
  })
  it('refuses what is no recipient, before anything is asked', async () => {
    const main = exportingMain()
    const { identities, recipients } = await twoKeys()
    const bad = [
      identities[0],
      `${recipients[0]}x`,
      recipients[0]?.toUpperCase() ?? '',
      'age1pq1abc',
      'ssh-ed25519 AAAA',
      '',
    ]

    for (const recipient of bad)
      await expect(
        main.bridge.exportBegin({ head: aHead(), to: 'chosen', recipients: [recipient] }),
      ).rejects.toThrow()
    expect(readdirSync(main.target)).toEqual([])
  })
})
