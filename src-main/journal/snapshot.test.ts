import { mkdtempSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { encodeAct, type JournalActInput } from '../../src-shared/journal/act.ts'
import { type Content, createCrashDisk, type Fault, systemError } from '../../test/builders/crash-disk.ts'
import { journalKeys, opened, stateOf } from '../../test/builders/journal.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { JournalFailure } from './format/failure.ts'
import { createNodeFiles, type JournalFiles } from './format/files.ts'
import { journalKeysOf } from './format/header.ts'
import { openJournal } from './journal.ts'
import { createSnapshotRunner } from './snapshot-runner.ts'
import type { SnapshotJob } from './worker.ts'
import type { SnapshotAnswer } from './write-snapshot.ts'

const snapshot = '0000000002.snapshot'
const acts: readonly JournalActInput[] = [
  {
    puts: {
      visit: [
        { id: 'a', v: 1 },
        { id: 'b', v: 1 },
      ],
      outbox: [{ n: 1 }],
    },
    keys: { outbox: 'n' },
  },
  { puts: { visit: [{ id: 'a', v: 2 }] }, deletes: { visit: ['b'] } },
]
const rows = new Map([
  ['outbox 1', '{"n":1}'],
  ['visit "a"', '{"v":2,"id":"a"}'],
])

async function withActs(files: JournalFiles) {
  const { journal } = await opened(files)
  for (const act of acts) journal.settle(await journal.append(encodeAct(act)))
  return journal
}
async function compacted(): Promise<Content> {
  const disk = createCrashDisk()
  const journal = await withActs(disk.files)
  await journal.compact('now')
  await journal.close()
  return disk.content()
}

describe('a snapshot', () => {
  it('stands for all files before it, and holds what stands and nothing else', async () => {
    const content = await compacted()

    expect([...content.keys()].toSorted()).toEqual(['0000000002.log', snapshot])
    expect(await stateOf(createCrashDisk(content).files)).toEqual({ rows, lastN: 2 })
  })
  it('is left for later where little would be gained', async () => {
    const journal = await withActs(createCrashDisk().files)

    expect(await journal.compact('due')).toEqual({ ok: true, value: { kind: 'not-due' } })
    journal.settle(
      await journal.append(encodeAct({ puts: { visit: [{ id: 'c', box: new Uint8Array(5e6) }] } })),
    )
    expect(await journal.compact('due')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 3 } })
    expect(await journal.compact('due')).toEqual({ ok: true, value: { kind: 'not-due' } })
  })
  it('waits for acts whose transactions have not ended, and no act in it is taken back', async () => {
    const journal = await withActs(createCrashDisk().files)
    const n = await journal.append(encodeAct({ puts: { visit: [{ id: 'c' }] } }))

    expect(await journal.compact('now')).toEqual({ ok: true, value: { kind: 'unsettled' } })
    await journal.takeBack(n)
    expect(await journal.compact('now')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 2 } })
    const late = await journal.takeBack(2).catch((error) => error)
    expect(late instanceof JournalFailure && late.kind).toBe('too-late')
    expect(journal.isOpen()).toBe(true)
  })
  it('removes copies of torn tails too', async () => {
    const content = new Map([...(await compacted()), ['torn-0000000001.log-9', Buffer.from('erased')]])
    const disk = createCrashDisk(content)
    const { journal } = await opened(disk.files)

    await journal.compact('now')

    expect([...disk.content().keys()].toSorted()).toEqual(['0000000003.log', '0000000003.snapshot'])
  })
  it('that is cut is told, and nothing is changed', async () => {
    const content = new Map(await compacted())
    content.set(snapshot, content.get(snapshot)?.subarray(0, -30) ?? Buffer.alloc(0))
    const disk = createCrashDisk(content)

    expect(await openJournal(disk.files, journalKeys())).toMatchObject({
      ok: false,
      error: { kind: 'damaged', gaps: [{ file: snapshot, why: 'no-end' }] },
    })
    expect(disk.now()).toBe(0)
  })
  it('goes before a successor that was not finished, which is removed', async () => {
    const content = new Map([...(await compacted()), ['0000000003.snapshot.part', Buffer.from('half')]])
    const disk = createCrashDisk(content)

    expect(await stateOf(disk.files)).toEqual({ rows, lastN: 2 })
    expect([...disk.content().keys()].toSorted()).toEqual(['0000000002.log', snapshot])
  })
  it('is read in full before the files that it stands for go', async () => {
    const before = createCrashDisk()
    await (await withActs(before.files)).close()
    const both = new Map([...before.content(), ...(await compacted())])
    const disk = createCrashDisk(both)
    await (await opened(disk.files)).journal.close()
    expect([...disk.content().keys()].toSorted()).toEqual(['0000000002.log', snapshot])

    const bytes = Buffer.from(both.get(snapshot) ?? [])
    bytes.writeUInt8(bytes.readUInt8(170) ^ 1, 170)
    const damaged = createCrashDisk(new Map([...both, [snapshot, bytes]]))
    expect(await openJournal(damaged.files, journalKeys())).toMatchObject({ ok: false })
    expect(damaged.now()).toBe(0)
  })
  it.each(['ENOSPC', 'EIO'])('that %s stops leaves the journal open and whole', async (code) => {
    const state: { fault: Fault } = { fault: () => null }
    const disk = createCrashDisk(new Map(), (call, name) => state.fault(call, name))
    const journal = await withActs(disk.files)
    state.fault = (call, name) => (call === 'write' && name.includes('snapshot') ? systemError(code) : null)

    const failed = await journal.compact('now')
    state.fault = () => null
    const n = await journal.append(encodeAct({ deletes: { visit: ['a'] } }))
    journal.settle(n)

    expect(failed).toEqual({ ok: false, error: { kind: code === 'EIO' ? 'io' : 'disk-full' } })
    expect([...disk.content().keys()]).toEqual(['0000000001.log', '0000000002.log'])
    expect(n).toBe(3)
    expect(await journal.compact('now')).toMatchObject({ ok: true, value: { rows: 1 } })
  })
  it('takes nothing more where nobody knows whether the next log is there', async () => {
    const state: { fault: Fault } = { fault: () => null }
    const disk = createCrashDisk(new Map(), (call, name) => state.fault(call, name))
    const journal = await withActs(disk.files)
    state.fault = (call) => (call === 'sync-folder' ? systemError('EIO') : null)

    const failed = await journal.compact('now')
    state.fault = () => null

    expect(failed).toEqual({ ok: false, error: { kind: 'io' } })
    expect(journal.isOpen()).toBe(false)
    expect(await journal.reopen()).toEqual({ ok: true, value: null })
    expect(await journal.append(encodeAct({}))).toBe(3)
    await journal.close()
    expect(await stateOf(disk.files)).toEqual({ rows, lastN: 3 })
  })
})

describe('a thread of its own', () => {
  const dataKey = new Uint8Array(32).fill(5)
  const keys = () => journalKeysOf({ keyId: 'key-1', dataKey }, 'register')
  async function aFolder(meanwhile = () => {}) {
    const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-snapshot-')), 'journal')
    const files = createNodeFiles(folder)
    const run = createRunner<SnapshotJob, SnapshotAnswer>(new URL('worker.ts', import.meta.url))
    const own = keys()
    const inThread = createSnapshotRunner(folder, own, run)
    const result = await openJournal(files, own, (number, signal) => {
      meanwhile()
      return inThread(number, signal)
    })
    if (!result.ok) throw new Error(result.error.kind)
    const { journal } = result.value
    for (const act of acts) journal.settle(await journal.append(encodeAct(act)))
    return { folder, files, journal }
  }

  it('writes a snapshot on a real disk while acts go on', async () => {
    const numbers: Promise<number>[] = []
    const { folder, files, journal } = await aFolder(() => {
      numbers.push(journal.append(encodeAct({ deletes: { visit: ['a'] } })))
    })

    expect(await journal.compact('now')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 2 } })
    expect(await Promise.all(numbers)).toEqual([3])
    await journal.close()
    expect(readdirSync(folder).toSorted()).toEqual(['0000000002.log', snapshot])
    const again = await openJournal(files, keys())
    expect(again).toMatchObject({ ok: true })
  })
  it('is given up when the journal is closed, which is whole all the same', async () => {
    const { files, journal } = await aFolder()

    const compacting = journal.compact('now')
    await journal.close()

    expect(await compacting).toEqual({ ok: false, error: { kind: 'cancelled' } })
    expect(await openJournal(files, keys())).toMatchObject({ ok: true })
  })
})
