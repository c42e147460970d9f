import { describe, expect, it } from 'vitest'
import { aCompactedJournal, someRows, withSomeActs } from '../../test/builders/compacted-journal.ts'
import { createCrashDisk } from '../../test/builders/crash-disk.ts'
import { journalKeys, opened, stateOf } from '../../test/builders/journal.ts'
import { openJournal } from './journal.ts'

const snapshot = '0000000002.snapshot'

describe('the files of a snapshot', () => {
  it('that is cut is told, and nothing is changed', async () => {
    const content = new Map(await aCompactedJournal())
    content.set(snapshot, content.get(snapshot)?.subarray(0, -30) ?? Buffer.alloc(0))
    const disk = createCrashDisk(content)

    expect(await openJournal(disk.files, journalKeys())).toMatchObject({
      ok: false,
      error: { kind: 'damaged', gaps: [{ file: snapshot, why: 'no-end' }] },
    })
    expect(disk.now()).toBe(0)
  })
  it('goes before a successor that was not finished, which is removed', async () => {
    const content = new Map([
      ...(await aCompactedJournal()),
      ['0000000003.snapshot.part', Buffer.from('half')],
    ])
    const disk = createCrashDisk(content)

    expect(await stateOf(disk.files)).toEqual({ rows: someRows, lastN: 2 })
    expect([...disk.content().keys()].toSorted()).toEqual(['0000000002.log', snapshot])
  })
  it('is read in full before the files that it stands for go', async () => {
    const before = createCrashDisk()
    await (await withSomeActs(before.files)).close()
    const both = new Map([...before.content(), ...(await aCompactedJournal())])
    const disk = createCrashDisk(both)
    await (await opened(disk.files)).journal.close()
    expect([...disk.content().keys()].toSorted()).toEqual(['0000000002.log', snapshot])

    const bytes = Buffer.from(both.get(snapshot) ?? [])
    bytes.writeUInt8(bytes.readUInt8(170) ^ 1, 170)
    const damaged = createCrashDisk(new Map([...both, [snapshot, bytes]]))
    expect(await openJournal(damaged.files, journalKeys())).toMatchObject({ ok: false })
    expect(damaged.now()).toBe(0)
  })
})
