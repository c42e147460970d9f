import { describe, expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { aCompactedJournal, someRows, withSomeActs } from '../../test/builders/compacted-journal.ts'
import { createCrashDisk } from '../../test/builders/crash-disk.ts'
import { opened, stateOf } from '../../test/builders/journal.ts'
import { JournalFailure } from './format/failure.ts'

const snapshot = '0000000002.snapshot'

describe('a snapshot', () => {
  it('stands for all files before it, and holds what stands and nothing else', async () => {
    const content = await aCompactedJournal()

    expect([...content.keys()].toSorted()).toEqual(['0000000002.log', snapshot])
    expect(await stateOf(createCrashDisk(content).files)).toEqual({ rows: someRows, lastN: 2 })
  })
  it('is left for later where little would be gained', async () => {
    const journal = await withSomeActs(createCrashDisk().files)

    expect(await journal.compact('due')).toEqual({ ok: true, value: { kind: 'not-due' } })
    journal.settle(
      await journal.append(encodeAct({ puts: { visit: [{ id: 'c', box: new Uint8Array(5e6) }] } })),
    )
    expect(await journal.compact('due')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 3 } })
    expect(await journal.compact('due')).toEqual({ ok: true, value: { kind: 'not-due' } })
  })
  it('waits for acts whose transactions have not ended, and no act in it is taken back', async () => {
    const journal = await withSomeActs(createCrashDisk().files)
    const n = await journal.append(encodeAct({ puts: { visit: [{ id: 'c' }] } }))

    expect(await journal.compact('now')).toEqual({ ok: true, value: { kind: 'unsettled' } })
    await journal.takeBack(n)
    expect(await journal.compact('now')).toMatchObject({ ok: true, value: { kind: 'compacted', rows: 2 } })
    const late = await journal.takeBack(2).catch((error) => error)
    expect(late instanceof JournalFailure && late.kind).toBe('too-late')
    expect(journal.isOpen()).toBe(true)
  })
  it('removes copies of torn tails too', async () => {
    const content = new Map([
      ...(await aCompactedJournal()),
      ['torn-0000000001.log-9', Buffer.from('erased')],
    ])
    const disk = createCrashDisk(content)
    const { journal } = await opened(disk.files)

    await journal.compact('now')

    expect([...disk.content().keys()].toSorted()).toEqual(['0000000003.log', '0000000003.snapshot'])
  })
})
