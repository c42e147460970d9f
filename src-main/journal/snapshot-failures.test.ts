import { describe, expect, it } from 'vitest'
import { encodeAct } from '../../src-shared/journal/act.ts'
import { someRows, withSomeActs } from '../../test/builders/compacted-journal.ts'
import { createCrashDisk, type Fault, systemError } from '../../test/builders/crash-disk.ts'
import { stateOf } from '../../test/builders/journal.ts'

describe('a compaction on a disk that fails', () => {
  it.each(['ENOSPC', 'EIO'])('that %s stops leaves the journal open and whole', async (code) => {
    const state: { fault: Fault } = { fault: () => null }
    const disk = createCrashDisk(new Map(), (call, name) => state.fault(call, name))
    const journal = await withSomeActs(disk.files)
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
    const journal = await withSomeActs(disk.files)
    state.fault = (call) => (call === 'sync-folder' ? systemError('EIO') : null)

    const failed = await journal.compact('now')
    state.fault = () => null

    expect(failed).toEqual({ ok: false, error: { kind: 'io' } })
    expect(journal.isOpen()).toBe(false)
    expect(await journal.reopen()).toEqual({ ok: true, value: null })
    expect(await journal.append(encodeAct({}))).toBe(3)
    await journal.close()
    expect(await stateOf(disk.files)).toEqual({ rows: someRows, lastN: 3 })
  })
})
