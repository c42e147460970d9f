import { describe, expect, it } from 'vitest'
import {
  aFile,
  anAct,
  aRegister,
  backedUp,
  backUp,
  backupKeys,
  contentOf,
  restored,
  standing,
  type WorkedOn,
} from '../../../test/builders/backup.ts'
import { createCrashDisk } from '../../../test/builders/crash-disk.ts'
import { type Random, randomOf } from '../../../test/sim/random.ts'
import { setFileNames } from '../format/file-names.ts'
import { readIndex, walkPack } from '../format/pack.ts'

/** A day's work: acts, and a file that comes, and now and then one that is erased. */
async function aDay(register: WorkedOn, random: Random, acts = 20): Promise<void> {
  for (let act = 0; act < acts; act++) await register.keep(anAct(random))
  register.stored.set(...aFile(random))
  const [first] = register.stored.keys()
  if (first !== undefined && random.chance(0.3)) register.stored.delete(first)
}

describe('a backup', () => {
  it('holds what stands, and each one what stood at its time', async () => {
    const random = randomOf(3)
    const register = await aRegister()
    const set = createCrashDisk()
    const days = []
    for (let day = 0; day < 4; day++) {
      await aDay(register, random)
      days.push({ ...(await backedUp(set.files, register)), state: await standing(register) })
    }

    expect(days.map(({ isIncremental }) => isIncremental)).toEqual([false, true, true, true])
    for (const { id, state } of days) expect(await standing(await restored(set.files, id))).toEqual(state)
  })
  it('of what had changed is the one that reading everything gives, and writes far less', async () => {
    const random = randomOf(4)
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, random, 300)
    const first = await backedUp(set.files, register)
    await aDay(register, random, 3)
    const next = await backedUp(set.files, register)
    const whole = createCrashDisk()

    const { id } = await backedUp(whole.files, register)

    expect(await contentOf(set.files, next.id)).toEqual(await contentOf(whole.files, id))
    expect(next.writtenBytes).toBeLessThan(first.writtenBytes / 3)
  })
  it('of a restored backup names the very same blobs', async () => {
    const random = randomOf(5)
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, random, 60)
    const { id } = await backedUp(set.files, register)
    const other = createCrashDisk()

    const again = await backedUp(other.files, await restored(set.files, id))

    expect(await contentOf(other.files, again.id)).toEqual(await contentOf(set.files, id))
    const third = await restored(other.files, again.id)
    expect(await standing(third)).toEqual(await standing(register))
  })
  it('is read whole again where acts were compacted away, and follows none that was taken back since', async () => {
    const random = randomOf(6)
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, random)
    await backedUp(set.files, register)
    await aDay(register, random)
    await register.journal.compact('now')
    const compacted = await backedUp(set.files, register)
    const state = await standing(register)
    const unsettled = await register.journal.append(Buffer.from('a0', 'hex'))
    await backedUp(set.files, register)
    await register.journal.takeBack(unsettled)

    const takenBack = await backedUp(set.files, register)

    expect(compacted.isIncremental).toBe(false)
    expect(compacted.writtenBytes).toBeLessThan(compacted.summary.bytes)
    expect(await standing(await restored(set.files, takenBack.id))).toEqual(state)
  })
  it('is found by the packs alone: their indexes say what their records say', async () => {
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, randomOf(7), 50)
    await backedUp(set.files, register)
    await aDay(register, randomOf(8), 50)
    await backedUp(set.files, register)

    for (const pack of setFileNames(await set.files.list()).filter(({ kind }) => kind === 'pack')) {
      const places = await readIndex(set.files, pack, backupKeys)
      expect(await walkPack(set.files, pack)).toEqual({ places, isWhole: true })
      expect(places?.length).toBeGreaterThan(0)
    }
  })
  it('is restored over a damaged index, and tells of a damaged blob', async () => {
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, randomOf(9), 50)
    const { id } = await backedUp(set.files, register)
    const [pack = ''] = (await set.files.list()).filter((name) => name.endsWith('.pack'))
    const flipped = (at: number) => {
      const content = new Map([...set.content()].map(([name, bytes]) => [name, Buffer.from(bytes)]))
      const bytes = content.get(pack)
      bytes?.writeUInt8(bytes.readUInt8(at) ^ 1, at)
      return createCrashDisk(content).files
    }
    const size = set.content().get(pack)?.length ?? 0

    expect(await standing(await restored(flipped(size - 30), id))).toEqual(await standing(register))
    await expect(restored(flipped(300), id)).rejects.toThrow('backup: damaged')
  })
  it('tells nothing in plain, in names or content', async () => {
    const register = await aRegister()
    const set = createCrashDisk()
    const word = 'salasanakirja'
    await register.keep({ puts: { visit: [{ id: word, date: word, box: Buffer.from(word) }] } })
    register.stored.set(`${'ab'.repeat(32)}.box`, Buffer.from('sealed as it lies in the data folder'))

    await backedUp(set.files, register)

    for (const [name, bytes] of set.content()) {
      expect(`${name} ${bytes.toString('latin1')}`).not.toContain(word)
      expect(bytes.includes('visit')).toBe(false)
      expect(`${name} ${bytes.toString('latin1')}`).not.toContain('ab'.repeat(32))
      expect(bytes.includes(Buffer.from('ab'.repeat(32), 'hex'))).toBe(false)
    }
  })
  it('keeps each content once, whichever device puts it', async () => {
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, randomOf(10), 50)
    const { writtenBytes } = await backedUp(set.files, register)
    await register.journal.compact('now')

    const again = await backedUp(set.files, register, { maker: 'bbbbbbbbbbbbbbbb' })

    expect(writtenBytes).toBeGreaterThan(0)
    expect(again.writtenBytes).toBe(0)
  })
  it('is refused where a set is expected and none is there', async () => {
    const register = await aRegister()
    const set = createCrashDisk()

    expect(await backUp(set.files, register, { isExpected: true })).toEqual({
      ok: false,
      error: { kind: 'gone' },
    })
    expect(await set.files.list()).toEqual([])
  })
  it('is given up when asked to, and leaves no half', async () => {
    const register = await aRegister()
    const set = createCrashDisk()
    await aDay(register, randomOf(11), 50)

    expect(await backUp(set.files, register, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: { kind: 'cancelled' },
    })
    expect((await set.files.list()).filter((name) => !name.startsWith('keys-'))).toEqual([])
  })
})
