import { mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createCrashDisk } from '../../test/builders/crash-disk.ts'
import { actsOf, journalKeys, opened } from '../../test/builders/journal.ts'
import { JournalFailure } from './format/failure.ts'
import { createNodeFiles } from './format/files.ts'

const act = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const kindOf = (error: unknown): string => (error instanceof JournalFailure ? error.kind : String(error))

describe('a journal', () => {
  it('numbers acts from 1 in the order in which they came, over restarts too', async () => {
    const { files } = createCrashDisk()
    const first = await opened(files)
    const numbers = await Promise.all([1, 2, 3].map((n) => first.journal.append(act(`a${n}`))))
    await first.journal.close()

    const { journal, isNew } = await opened(files)

    expect([first.isNew, isNew]).toEqual([true, false])
    expect(numbers).toEqual([1, 2, 3])
    expect(journal.lastN()).toBe(3)
    expect(await journal.append(act('a4'))).toBe(4)
    expect([...(await actsOf(files)).values()]).toEqual(['a1', 'a2', 'a3', 'a4'])
  })
  it('shares one fsync among acts that come while another runs', async () => {
    let syncs = 0
    const { files } = createCrashDisk(new Map(), (call) => {
      if (call === 'sync') syncs++
      return null
    })
    const { journal } = await opened(files)
    syncs = 0

    await Promise.all(Array.from({ length: 50 }, (_, n) => journal.append(act(`a${n}`))))

    expect(syncs).toBe(2)
  })
  it('leaves out what was taken back', async () => {
    const { files } = createCrashDisk()
    const { journal } = await opened(files)
    for (const text of ['a1', 'a2', 'a3']) await journal.append(act(text))

    expect(await journal.takeBack(2)).toBe(4)

    expect([...(await actsOf(files))]).toEqual([
      [1, 'a1'],
      [3, 'a3'],
    ])
  })
  it('shows what came after a frame alone', async () => {
    const { files } = createCrashDisk()
    const { journal } = await opened(files)
    for (const text of ['a1', 'a2', 'a3']) await journal.append(act(text))
    const seen: string[] = []

    const replayed = await journal.replay(2, ({ payload }) => void seen.push(Buffer.from(payload).toString()))

    expect(replayed).toEqual({ ok: true, value: { isWhole: false } })
    expect(seen).toEqual(['a3'])
  })
  it('forgets its key and takes nothing once it is closed', async () => {
    const keys = journalKeys()
    const { journal } = await opened(createCrashDisk().files, keys)
    const last = journal.append(act('a1'))

    await journal.close()

    expect(await last).toBe(1)
    expect(keys.secret).toEqual(new Uint8Array(32))
    expect(await journal.append(act('a2')).catch(kindOf)).toBe('not-open')
    expect(await journal.reopen()).toEqual({ ok: false, error: { kind: 'not-open' } })
  })
  it('lies on a real disk readable by its owner alone', async () => {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-journal-')), 'journal')
    const { journal } = await opened(createNodeFiles(folder))
    await journal.append(act('a planted word'))
    await journal.close()

    expect(readdirSync(folder)).toEqual(['0000000001.log'])
    expect(readFileSync(path.join(folder, '0000000001.log')).includes('planted')).toBe(false)
    expect([...(await actsOf(createNodeFiles(folder))).values()]).toEqual(['a planted word'])
  })
})
