import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../../test/builders/small-disk.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { frameBytes } from './format/frame.ts'
import { createJournalHandlers } from './handlers.ts'
import { journalFolder } from './journal-folder.ts'
import { takenBackNote } from './taken-back.ts'

const key = { userId: 'u', keyId: 'k1', dataKey: new Uint8Array(randomBytes(32)) }
let data: string
let disk: SmallDisk
const note = () => takenBackNote(journalFolder(data))

const start = (releaseReserve: () => void = () => undefined) =>
  createJournalHandlers({
    dataFolder: data,
    opened: () => key,
    runSnapshotJob: createRunner(new URL('./worker.ts', import.meta.url)),
    releaseReserve,
  })
const pageBytes = 4096
type Calls = ReturnType<typeof start>

/** An act after which the log ends where a page of the disk does, so that a full disk takes not one byte more of it. */
async function append(calls: Calls, word: string): Promise<number> {
  const log = path.join(journalFolder(data), '0000000001.log')
  const sized = (more: number) => encodeAct({ puts: { visit: [{ id: word + '.'.repeat(300 + more) }] } })
  const end = statSync(log).size + frameBytes(sized(0).length)
  const act = Buffer.from(sized(pageBytes - (end % pageBytes))).toString('base64')
  const done = await calls.journalAppend({ act, erases: false })
  if (done.kind !== 'kept') throw new Error(done.kind)
  return done.n
}
/** What the next start finds in the journal. */
async function found(): Promise<string> {
  const calls = start()
  expect((await calls.journalOpen({})).kind).toBe('open')
  await calls.journalReplay({ after: 0 })
  const page = await calls.journalNext({})
  await calls.journalClose({})
  if (page.kind === 'damaged') throw new Error(page.why)
  return page.acts.map((act) => Buffer.from(act, 'base64').toString('latin1')).join()
}

describe.skipIf(noSmallDisk !== null)('an act whose transaction failed, on a disk that takes no more', () => {
  beforeEach(() => {
    data = mkdtempSync(path.join(os.tmpdir(), 'alpo-back-'))
    mkdirSync(journalFolder(data))
    disk = mountSmallDisk({ size: '8m', at: journalFolder(data) })
  })
  afterEach(() => {
    disk.unmount()
    rmSync(data, { recursive: true, force: true })
  })

  it('is taken back out of the reserve', async () => {
    const calls = start(disk.free)
    await calls.journalOpen({})
    calls.journalSettle({ n: await append(calls, 'kept') })
    const n = await append(calls, 'failed')
    disk.fill()

    expect(await calls.journalTakeBack({ n })).toEqual({ kind: 'taken-back' })

    await calls.journalClose({})
    expect(existsSync(note())).toBe(false)
    expect(await found()).toMatch(/^(?!.*failed).*kept/)
  })
  it('is noted beside the journal, and is not there at the next start; nothing else is missing', async () => {
    const calls = start()
    await calls.journalOpen({})
    calls.journalSettle({ n: await append(calls, 'kept') })
    const one = await append(calls, 'failed')
    const two = await append(calls, 'neither')
    disk.fill()
    for (const n of [one, two]) expect(await calls.journalTakeBack({ n })).toEqual({ kind: 'taken-back' })
    disk.free()
    calls.journalSettle({ n: await append(calls, 'later') })
    await calls.journalClose({})

    const acts = await found()

    expect(acts).toMatch(/kept.*later/)
    expect(acts).not.toMatch(/failed|neither/)
    expect(existsSync(note())).toBe(false)
    expect(await found()).toBe(acts)
  })
  it('keeps the journal closed as long as it cannot be taken back there either', async () => {
    const calls = start()
    await calls.journalOpen({})
    const n = await append(calls, 'failed')
    disk.fill()
    await calls.journalTakeBack({ n })
    await calls.journalClose({})

    expect(await start().journalOpen({})).toEqual({ kind: 'unusable', why: 'disk-full' })

    disk.free()
    expect(await found()).not.toContain('failed')
  })
  it('is said not to be taken back where nothing can be written at all', async () => {
    const calls = start()
    await calls.journalOpen({})
    const n = await append(calls, 'failed')
    disk.fill()
    rmSync(note(), { force: true })
    mkdirSync(note()) // a file cannot take the place of a folder

    expect(await calls.journalTakeBack({ n })).toEqual({ kind: 'disk-full' })
    await calls.journalClose({})
  })
  it('of a journal that is gone takes nothing from the one that follows', async () => {
    const calls = start()
    await calls.journalOpen({})
    calls.journalSettle({ n: await append(calls, 'kept') })
    writeFileSync(note(), '[7]')

    expect(await found()).toContain('kept')
    expect(existsSync(note())).toBe(false)
    await calls.journalClose({})
  })
})
