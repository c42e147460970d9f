import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { journalKeys } from '../../test/builders/journal.ts'
import { wordsOfJournal } from '../../test/builders/journal-words.ts'
import { createNodeFiles } from './format/files.ts'
import { type Journal, openJournal } from './journal.ts'
import { createTidier, type Tidier } from './tidy.ts'

let data: string
let journal: Journal
let tidier: Tidier
const folder = (): string => path.join(data, 'journal')
const words = (): Promise<string> => wordsOfJournal(folder(), journalKeys().secret)
const isMarked = (): boolean => existsSync(`${folder()}-erasing`)

async function open(): Promise<void> {
  const opened = await openJournal(createNodeFiles(folder()), journalKeys())
  if (!opened.ok) throw new Error(opened.error.kind)
  journal = opened.value.journal
  tidier = createTidier(folder(), journal)
}
const put = (id: string, word: string) => encodeAct({ puts: { person: [{ id, word }] } })
const erasing = (id: string) => encodeAct({ deletes: { person: [id] } })
function end(n: number): void {
  journal.settle(n)
  tidier.ended(n)
}
const act = async (payload: Uint8Array, erases = false): Promise<void> =>
  end(await tidier.append(payload, erases))

beforeEach(async () => {
  data = mkdtempSync(path.join(os.tmpdir(), 'alpo-tidy-'))
  await open()
  await act(put('a', 'Kaleva'))
  await act(put('b', 'Lempi'))
})
afterEach(async () => {
  await journal.close()
  rmSync(data, { recursive: true })
})

describe('what an act erases', () => {
  it('is in no file of the journal once the act has ended, and the rest is', async () => {
    expect(await words()).toContain('Kaleva')

    await act(erasing('a'), true)
    await tidier.idle()

    expect(await words()).not.toContain('Kaleva')
    expect(await words()).toContain('Lempi')
    expect(readdirSync(folder()).length).toBe(2) // a snapshot, and the log behind it
    expect(isMarked()).toBe(false)
  })
  it('stays while it was only deleted by the way', async () => {
    await tidier.idle()
    await act(erasing('a'))
    await tidier.idle()

    expect(await words()).toContain('Kaleva')
  })
  it('or overwritten leaves once a day, also where the clock has gone back since the day before', async () => {
    for (const days of [-2, 2]) {
      await act(put('a', 'Kaleva'), true)
      await tidier.idle()
      const [snapshot = ''] = readdirSync(folder()).filter((name) => name.endsWith('.snapshot'))
      const seconds = Date.now() / 1000 + days * 86_400
      utimesSync(path.join(folder(), snapshot), seconds, seconds)
      await journal.close()
      await open()

      await act(put('a', 'Lempi'))
      await tidier.idle()

      expect(await words()).not.toContain('Kaleva')
    }
  })
  it('leaves as soon as the acts that were open beside it have ended too', async () => {
    const other = await tidier.append(put('c', 'Rauha'), false)
    await act(erasing('a'), true)
    await tidier.idle()
    expect(await words()).toContain('Kaleva') // whether the other act stands is not known yet

    end(other)
    await tidier.idle()

    expect(await words()).not.toContain('Kaleva')
    expect(await words()).toContain('Rauha')
  })
  it('leaves after the next start where the process ended between', async () => {
    for (const isSettled of [true, false]) {
      await act(put('a', 'Kaleva'))
      await tidier.idle()
      const n = await tidier.append(erasing('a'), true)
      if (isSettled) journal.settle(n) // and the process ends before anybody is told
      await journal.close()
      await open()
      expect(isMarked()).toBe(true)

      await act(put('d', 'Toivo'))
      await tidier.idle()

      expect(await words()).not.toContain('Kaleva')
      expect(isMarked()).toBe(false)
    }
  })
  it('leaves though a compaction for another act began before it and ended after it', async () => {
    for (let round = 0; round < 12; round++) {
      await act(put('a', 'Kaleva'))
      await act(put('b', 'Lempi'))
      // both ask at once: whichever compaction runs, neither word is left when nothing is on its way
      await Promise.all([act(erasing('a'), true), act(erasing('b'), true), act(put('c', 'Rauha'))])
      await tidier.idle()

      expect(await words()).not.toMatch(/Kaleva|Lempi/)
      expect(isMarked()).toBe(false)
    }
  })
  it('is asked for again with the next act where the compaction fails', async () => {
    await journal.close()
    await expect(tidier.append(erasing('a'), true)).rejects.toThrow('not-open')
    await open()
    expect(isMarked()).toBe(true)

    await act(erasing('a'), true)
    await tidier.idle()

    expect(await words()).not.toContain('Kaleva')
  })
})
