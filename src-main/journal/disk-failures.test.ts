import { describe, expect, it } from 'vitest'
import { createCrashDisk, type Fault, systemError } from '../../test/builders/crash-disk.ts'
import { actsOf, opened } from '../../test/builders/journal.ts'
import { JournalFailure } from './format/failure.ts'

const act = (text: string): Uint8Array => new Uint8Array(Buffer.from(text))
const kindOf = (error: unknown): string => (error instanceof JournalFailure ? error.kind : String(error))

/** A disk with a fault that can be put on and off. */
function faulty() {
  const state: { fault: Fault } = { fault: () => null }
  return { state, disk: createCrashDisk(new Map(), (call, name) => state.fault(call, name)) }
}

describe('a disk that fails', () => {
  it.each([
    ['write', 'EIO', 'io'],
    ['write', 'ENOSPC', 'disk-full'],
    ['write', 'EROFS', 'read-only'],
    ['sync', 'EIO', 'io'],
  ] as const)(
    'at %s with %s: nothing is acknowledged until all of it was read back',
    async (call, code, kind) => {
      const { state, disk } = faulty()
      const { journal } = await opened(disk.files)
      await journal.append(act('a1'))
      state.fault = (asked) => (asked === call ? systemError(code) : null)

      const failed = await Promise.all(['x', 'y', 'z'].map((text) => journal.append(act(text)).catch(kindOf)))
      const after = await journal.append(act('w')).catch(kindOf)
      state.fault = () => null
      const stillNot = await journal.append(act('w')).catch(kindOf)
      const reopened = await journal.reopen()

      expect(failed).toEqual([kind, kind, kind])
      expect([after, stillNot]).toEqual(['not-open', 'not-open'])
      expect(reopened).toEqual({ ok: true, value: null })
      expect(await journal.append(act('a2'))).toBe(2)
      expect([...(await actsOf(disk.files)).values()]).toEqual(['a1', 'a2'])
    },
  )
  it('never syncs a handle again whose fsync has failed', async () => {
    const { state, disk } = faulty()
    const { journal } = await opened(disk.files)
    const calls: string[] = []
    state.fault = (call) => {
      calls.push(call)
      return call === 'sync' && calls.filter((one) => one === 'sync').length === 1 ? systemError('EIO') : null
    }
    await journal.append(act('x')).catch(kindOf)

    await journal.reopen()

    const failed = calls.indexOf('sync')
    expect(calls.slice(failed + 1, calls.indexOf('sync', failed + 1))).toContain('open')
  })
  it('keeps the journal closed for as long as it lasts, and then nothing is missing', async () => {
    const { state, disk } = faulty()
    const { journal } = await opened(disk.files)
    await journal.append(act('a1'))
    state.fault = (call) => (call === 'sync' ? systemError('EIO') : null)
    await journal.append(act('x')).catch(kindOf)

    const tries = [await journal.reopen(), await journal.reopen()]
    state.fault = () => null

    expect(tries).toEqual(Array(2).fill({ ok: false, error: { kind: 'io' } }))
    expect(journal.isOpen()).toBe(false)
    expect(await Promise.all([journal.reopen(), journal.reopen()])).toMatchObject([
      { ok: true },
      { ok: true },
    ])
    expect([...(await actsOf(disk.files)).values()]).toEqual(['a1'])
  })
  it('is no disk to go on with when an acknowledged act cannot be read back', async () => {
    const { state, disk } = faulty()
    const { journal } = await opened(disk.files)
    for (const text of ['a1', 'a2']) await journal.append(act(text))
    state.fault = (call) => (call === 'sync' ? systemError('EIO') : null)
    await journal.append(act('x')).catch(kindOf)
    state.fault = () => null
    const bytes = disk.content().get('0000000001.log')
    bytes?.fill(0, bytes.length - 100)

    expect(await journal.reopen()).toMatchObject({
      ok: false,
      error: { kind: 'damaged', gaps: [{ after: 1 }] },
    })
  })
  it('refuses an act that no frame holds, and goes on', async () => {
    const { journal } = await opened(createCrashDisk().files)

    const tooLarge = await journal.append(new Uint8Array(256 * 1024 * 1024 + 1)).catch(kindOf)

    expect(tooLarge).toBe('too-large')
    expect(await journal.append(act('a1'))).toBe(1)
  })
  it('writes nothing where another process has written', async () => {
    const { files } = createCrashDisk()
    const [one, other] = [await opened(files), await opened(files)]
    await one.journal.append(act('a1'))

    expect(await other.journal.append(act('b1')).catch(kindOf)).toBe('other-writer')

    expect([...(await actsOf(files)).values()]).toEqual(['a1'])
  })
})
