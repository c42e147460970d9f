import { describe, expect, it } from 'vitest'
import { createCrashDisk, systemError } from '../../test/builders/crash-disk.ts'
import { actsOf, aJournal, journalKeys, opened } from '../../test/builders/journal.ts'
import { frameBytes } from './format/frame.ts'
import { headerBytes } from './format/header.ts'
import { openJournal } from './journal.ts'

const log = '0000000001.log'
const step = frameBytes('act 1'.length)
const at = (n: number): number => headerBytes + (n - 1) * step

/** A journal of five acts with its log put otherwise. */
const changed = async (change: (bytes: Buffer) => Buffer) =>
  new Map([[log, change(Buffer.from((await aJournal(5)).get(log) ?? []))]])

describe('a torn tail', () => {
  it.each([
    ['cut', (bytes: Buffer) => bytes.subarray(0, at(5) + 20)],
    ['cut in its head', (bytes: Buffer) => bytes.subarray(0, at(5) + 3)],
    ['of zeros', (bytes: Buffer) => Buffer.concat([bytes.subarray(0, at(5)), Buffer.alloc(step)])],
  ])('%s is cut off once it lies beside, and the journal goes on', async (_, change) => {
    const content = await changed(change)
    const disk = createCrashDisk(content)

    const { journal, torn } = await opened(disk.files)
    const n = await journal.append(Buffer.from('next'))

    const bytes = change(Buffer.from(content.get(log) ?? [])).length - at(5)
    expect(torn).toEqual({ file: log, at: at(5), bytes, aside: `torn-${log}-${at(5)}` })
    expect(disk.content().get(`torn-${log}-${at(5)}`)).toEqual(content.get(log)?.subarray(at(5)))
    expect(n).toBe(5)
    expect([...(await actsOf(disk.files)).values()]).toEqual(['act 1', 'act 2', 'act 3', 'act 4', 'next'])
  })
  it('is left where it is when no copy can be made', async () => {
    const content = await changed((bytes) => bytes.subarray(0, at(5) + 20))
    const disk = createCrashDisk(content, (call) => (call === 'write' ? systemError('ENOSPC') : null))

    expect(await openJournal(disk.files, journalKeys())).toEqual({ ok: false, error: { kind: 'disk-full' } })
    expect(disk.content().get(log)).toEqual(content.get(log))
  })
})
