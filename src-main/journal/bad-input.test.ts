import { describe, expect, it } from 'vitest'
import { type Content, createCrashDisk, type Fault, systemError } from '../../test/builders/crash-disk.ts'
import { aJournal, journalKeys } from '../../test/builders/journal.ts'
import { frameBytes } from './format/frame.ts'
import { headerBytes, writeHeader } from './format/header.ts'
import type { JournalProblem } from './format/problem.ts'
import { openJournal } from './journal.ts'

const log = '0000000001.log'
/** Each act of {@link aJournal} below ten has five letters. */
const step = frameBytes('act 1'.length)
const at = (n: number): number => headerBytes + (n - 1) * step

/** A journal of five acts with its log put otherwise. */
async function changed(change: (bytes: Buffer) => Buffer): Promise<Content> {
  const whole = await aJournal(5)
  return new Map([[log, change(Buffer.from(whole.get(log) ?? []))]])
}
const flipped = (bytes: Buffer, place: number): Buffer => {
  bytes[place] = (bytes[place] ?? 0) ^ 1
  return bytes
}

/** What opening answers; the disk is as it was then. */
async function problemOf(content: Content, keys = journalKeys(), fault?: Fault): Promise<JournalProblem> {
  const disk = createCrashDisk(content, fault)
  const result = await openJournal(disk.files, keys)
  expect(disk.content()).toEqual(content)
  expect(disk.now()).toBe(0)
  if (result.ok) throw new Error('it was opened')
  return result.error
}
const gapOf = async (content: Content) => {
  const problem = await problemOf(content)
  return problem.kind === 'damaged' ? problem.gaps[0] : problem
}

describe('a journal that cannot be taken as it is', () => {
  it('tells a newer version by its number', async () => {
    const content = await changed((bytes) => {
      bytes.writeUInt16BE(2, 8)
      return bytes
    })

    expect(await problemOf(content)).toEqual({ kind: 'newer-version', version: 2, file: log })
  })
  it('tells another register by its name', async () => {
    expect(await problemOf(await aJournal(1), journalKeys(7, 'another'))).toEqual({
      kind: 'other-register',
      registerId: 'register',
      file: log,
    })
  })
  it('tells a wrong key from damage', async () => {
    expect(await problemOf(await aJournal(1), journalKeys(8))).toEqual({ kind: 'wrong-key', file: log })
    expect(await problemOf(await aJournal(1), { ...journalKeys(), keyId: 'key-2' })).toEqual({
      kind: 'wrong-key',
      file: log,
    })
  })
  it('names the frames before and after one whose bytes have changed', async () => {
    const content = await changed((bytes) => flipped(bytes, at(3) + 58))

    expect(await gapOf(content)).toEqual({ file: log, at: at(3), why: 'damaged', after: 2, before: 4 })
  })
  it('finds two frames that were swapped', async () => {
    const content = await changed((bytes) =>
      Buffer.concat([
        bytes.subarray(0, at(2)),
        bytes.subarray(at(3), at(4)),
        bytes.subarray(at(2), at(3)),
        bytes.subarray(at(4)),
      ]),
    )

    expect(await gapOf(content)).toMatchObject({ at: at(2), why: 'order', after: 1 })
  })
  it('finds a frame that was played twice, at the end too', async () => {
    const twice = await changed((bytes) => Buffer.concat([bytes, bytes.subarray(at(5))]))

    expect(await gapOf(twice)).toMatchObject({ at: at(6), why: 'order', after: 5, before: null })
  })
  it('finds a frame that was taken out', async () => {
    const without = await changed((bytes) => Buffer.concat([bytes.subarray(0, at(2)), bytes.subarray(at(3))]))

    expect(await gapOf(without)).toMatchObject({ at: at(2), why: 'order', after: 1, before: 4 })
  })
  it('finds a frame of another journal of the same key', async () => {
    const other = (await aJournal(5)).get(log) ?? Buffer.alloc(0)
    const foreign = await changed((bytes) => Buffer.concat([bytes.subarray(0, at(5)), other.subarray(at(5))]))

    expect(await gapOf(foreign)).toMatchObject({ at: at(5), why: 'foreign', after: 4 })
  })
  it('takes a length of 4 GB for damage', async () => {
    const content = await changed((bytes) => {
      bytes.writeUInt32BE(0xffffffff, at(2) + 4)
      return bytes
    })

    expect(await gapOf(content)).toEqual({ file: log, at: at(2), why: 'damaged', after: 1, before: 3 })
  })
  it('takes an empty file and a cut header for damage', async () => {
    expect(await gapOf(await changed(() => Buffer.alloc(0)))).toMatchObject({ why: 'header' })
    expect(await gapOf(await changed((bytes) => bytes.subarray(0, 100)))).toMatchObject({ why: 'header' })
    expect(await gapOf(await changed((bytes) => flipped(bytes, 30)))).toMatchObject({ why: 'header' })
  })
  it('finds a first log that is missing, and one that stands under another name', async () => {
    const bytes = (await aJournal(2)).get(log) ?? Buffer.alloc(0)
    const second = (number: number): Buffer =>
      writeHeader(
        { ...journalKeys(), kind: 'log', number, firstN: 3, tagBefore: new Uint8Array(16) },
        journalKeys().secret,
      )

    expect(await gapOf(new Map([['0000000002.log', second(2)]]))).toMatchObject({ file: log, why: 'missing' })
    expect(await gapOf(new Map([['0000000002.log', bytes]]))).toMatchObject({ why: 'header' })
    const both = new Map([
      [log, bytes],
      ['0000000002.log', second(2)],
    ])
    expect(await gapOf(both)).toMatchObject({ file: '0000000002.log', why: 'order', after: 2, before: 3 })
  })
  it('tells a folder that may only be read', async () => {
    const readOnly: Fault = (call) => (call === 'write' || call === 'sync' ? systemError('EROFS') : null)

    const opening = await openJournal(createCrashDisk(await aJournal(1), readOnly).files, journalKeys())
    const making = await openJournal(createCrashDisk(new Map(), readOnly).files, journalKeys())

    expect([opening, making]).toEqual(Array(2).fill({ ok: false, error: { kind: 'read-only' } }))
  })
})
