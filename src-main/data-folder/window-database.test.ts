import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { keepCopy } from './copies.ts'
import { crc32c, hasWritesBehind, wholeLogBytes } from './leveldb-log.ts'
import { noteCleanEnd, prepareWindowDatabase } from './window-database.ts'

/** A log as LevelDB writes it, one record for each text. */
function logOf(texts: readonly string[]): Buffer {
  const parts: Buffer[] = []
  let at = 0
  const put = (part: Buffer): void => {
    parts.push(part)
    at += part.length
  }
  for (const text of texts) {
    let rest = Buffer.from(text)
    for (let isFirst = true; isFirst || rest.length > 0; isFirst = false) {
      const left = 32_768 - (at % 32_768)
      if (left < 7) put(Buffer.alloc(left))
      const piece = rest.subarray(0, 32_768 - (at % 32_768) - 7)
      rest = rest.subarray(piece.length)
      const isLast = rest.length === 0
      const typed = Buffer.concat([Buffer.of(isFirst ? (isLast ? 1 : 2) : isLast ? 4 : 3), piece])
      const crc = crc32c(typed)
      const header = Buffer.alloc(6)
      header.writeUInt32LE((((crc >>> 15) | (crc << 17)) + 0xa2_82_ea_d8) >>> 0)
      header.writeUInt16LE(piece.length, 4)
      put(Buffer.concat([header, typed]))
    }
  }
  return Buffer.concat(parts)
}
const texts = ['one', 'x'.repeat(100_000), 'three', 'y'.repeat(40_000), 'five']

describe('the log of a LevelDB', () => {
  it('has the checksum of the standard', () => {
    expect(crc32c(Buffer.from('123456789'))).toBe(0xe3_06_92_83) // the check value that goes with CRC-32C
  })
  it('D1: is whole to its last whole write, wherever it was torn', () => {
    const ends = texts.map((_, index) => logOf(texts.slice(0, index + 1)).length)
    const log = logOf(texts)

    for (let cut = 0; cut <= log.length; cut += 997)
      expect(wholeLogBytes(log.subarray(0, cut))).toBe(Math.max(0, ...ends.filter((end) => end <= cut)))
    expect(wholeLogBytes(log)).toBe(log.length)
  })
  it('D1: tells a torn end from a log that went on behind one', () => {
    const torn = logOf(texts.slice(0, 2)).subarray(0, 90_000)
    const more = logOf(['z'.repeat(70_000)])

    expect(hasWritesBehind(torn, wholeLogBytes(torn))).toBe(false)
    const wentOn = Buffer.concat([torn, Buffer.alloc(98_304 - torn.length), more])
    expect(wholeLogBytes(wentOn)).toBe(logOf(['one']).length)
    expect(hasWritesBehind(wentOn, wholeLogBytes(wentOn))).toBe(true)
  })
})

function setupFolder() {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-start-'))
  const database = path.join(folder, 'window', 'IndexedDB')
  const store = path.join(database, 'app_alpo-desk_0.indexeddb.leveldb')
  mkdirSync(store, { recursive: true })
  writeFileSync(path.join(store, '000003.log'), logOf(texts))
  writeFileSync(path.join(store, '000005.ldb'), 'a table')
  writeFileSync(path.join(store, 'CURRENT'), 'MANIFEST-000001\n')
  return { folder, database, store, log: path.join(store, '000003.log') }
}
const copiesIn = (folder: string): readonly string[] => readdirSync(path.join(folder, 'copies')).toSorted()

describe('before the window is opened', () => {
  it('D2: the database is copied aside as it was found, and says how the last session ended', async () => {
    const { folder, database, log } = setupFolder()
    const damaged = readFileSync(log).fill(0, 50_000, 50_003)
    writeFileSync(log, damaged)

    const first = await prepareWindowDatabase(folder, database)
    const second = await prepareWindowDatabase(folder, database)

    expect([first.endedCleanly, second.endedCleanly]).toEqual([true, false])
    expect(first.copy.kind).toBe('copied')
    const copy = path.join(folder, 'copies', first.copy.kind === 'copied' ? first.copy.name : '')
    const inCopy = path.join(copy, 'app_alpo-desk_0.indexeddb.leveldb')
    expect(readFileSync(path.join(inCopy, '000003.log'))).toEqual(damaged)
    expect(readFileSync(path.join(inCopy, '000005.ldb'), 'utf8')).toBe('a table')
    noteCleanEnd(folder)
    expect((await prepareWindowDatabase(folder, database)).endedCleanly).toBe(true)
  })
  it('D2: no more than the last copies are kept, and those that somebody looks at stay', async () => {
    const { folder, database } = setupFolder()
    const day = (n: number): Date => new Date(Date.now() + n * 60_000)
    const { copy } = await prepareWindowDatabase(folder, database, day(0))
    const kept = await keepCopy(folder, copy.kind === 'copied' ? copy.name : '')
    for (let n = 1; n < 8; n++) await prepareWindowDatabase(folder, database, day(n))

    expect(copiesIn(folder)).toHaveLength(4)
    expect(copiesIn(folder)).toContain(kept)
  })
  it('the copy of this start stays, also where the clock has gone back a year', async () => {
    const { folder, database } = setupFolder()
    await prepareWindowDatabase(folder, database)
    noteCleanEnd(folder)

    const { copy } = await prepareWindowDatabase(folder, database, new Date(Date.now() - 365 * 86_400_000))

    expect(copiesIn(folder)).toEqual([copy.kind === 'copied' ? copy.name : ''])
  })
  it('D1: a torn log is cut to its whole writes before Chromium writes on behind it', async () => {
    const { folder, database, log } = setupFolder()
    writeFileSync(log, logOf(texts).subarray(0, 120_000))

    const { mended } = await prepareWindowDatabase(folder, database)

    expect(mended).toBe(1)
    expect(readFileSync(log)).toEqual(logOf(texts.slice(0, 3)))
  })
  it('starts without a database, and without a folder that can be written', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-start-'))

    const report = await prepareWindowDatabase(folder, path.join(folder, 'window', 'IndexedDB'))

    expect(report).toEqual({ endedCleanly: true, copy: { kind: 'nothing' }, mended: 0, isRestored: false })
    expect(existsSync(path.join(folder, 'copies'))).toBe(false)
  })
  it('D2: a copy that was chosen takes the place of what is there, which is kept', async () => {
    const { folder, database, log } = setupFolder()
    const chosen = path.join(folder, 'copies', 'chosen', 'app_alpo-desk_0.indexeddb.leveldb')
    mkdirSync(chosen, { recursive: true })
    writeFileSync(path.join(chosen, '000003.log'), logOf(['of the copy']))
    expect((await prepareWindowDatabase(folder, database)).isRestored).toBe(false) // it was not all there

    mkdirSync(chosen, { recursive: true })
    writeFileSync(path.join(chosen, '000003.log'), logOf(['of the copy']))
    writeFileSync(path.join(folder, 'copies', 'chosen', 'whole'), '')
    const report = await prepareWindowDatabase(folder, database)

    expect(report.isRestored).toBe(true)
    expect(readFileSync(log)).toEqual(logOf(['of the copy']))
    expect(copiesIn(folder).filter((name) => name.endsWith('-replaced'))).toHaveLength(1)
  })
})
