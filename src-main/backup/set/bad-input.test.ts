import { describe, expect, it } from 'vitest'
import {
  anAct,
  aRegister,
  backedUp,
  backUp,
  backupKeys,
  made,
  passphrase,
  registerKeys,
} from '../../../test/builders/backup.ts'
import { type Content, createCrashDisk, systemError } from '../../../test/builders/crash-disk.ts'
import { randomOf } from '../../../test/sim/random.ts'
import { createKeyring } from '../../keys/keyring.ts'
import { type BackupKeys, backupKeysOf } from '../format/keys.ts'
import { unlockSet } from '../restore/unlock-set.ts'
import { rotate } from '../rotation/rotate.ts'
import { surveySet } from './survey.ts'

async function aSet() {
  const random = randomOf(1)
  const register = await aRegister()
  for (let act = 0; act < 10; act++) await register.keep(anAct(random, 100))
  const set = createCrashDisk()
  await backedUp(set.files, register)
  await register.keep(anAct(random, 100))
  return { register, set }
}
const problemOf = (result: Awaited<ReturnType<typeof backUp>>) => (result.ok ? null : result.error)

describe('a backup that cannot be made', () => {
  it.each([
    ['ENOSPC', 'disk-full'],
    ['EROFS', 'read-only'],
    ['EACCES', 'read-only'],
    ['ENOENT', 'gone'],
    ['ESTALE', 'gone'],
    ['EIO', 'io'],
  ])('says of %s that it is %s, at whatever write, and changes nothing', async (code, kind) => {
    const { register, set } = await aSet()
    const before: Content = set.content()
    let tried = 0
    for (let failsAt = 0; failsAt < 40; failsAt++) {
      let calls = 0
      const disk = createCrashDisk(before, (call) =>
        ['write', 'sync', 'rename', 'sync-folder'].includes(call) && calls++ === failsAt
          ? systemError(code)
          : null,
      )
      const result = await backUp(disk.files, register)
      if (calls <= failsAt) break
      tried++
      if (result.ok) continue // the very last fsync of the folder may fail behind it
      expect(problemOf(result)).toEqual({ kind })
      for (const [name, bytes] of before) expect(disk.content().get(name)).toEqual(bytes)
      expect((await surveySet(disk.files, backupKeys)).backups.length).toBeLessThanOrEqual(2)
    }
    expect(tried).toBeGreaterThan(5)
  })
  it('refuses a set of another register, and leaves it as it is', async () => {
    const { register, set } = await aSet()
    const before = set.content()
    const { opened } = await createKeyring('0197f0aa-0000-7000-8000-000000000002', 'toinen', {
      memoryKib: 64,
      passes: 1,
      lanes: 1,
    })
    const others: BackupKeys = backupKeysOf(opened)

    await expect(surveySet(set.files, others)).rejects.toMatchObject({ problem: { kind: 'other-register' } })
    expect(await rotate(set.files, others)).toEqual({ ok: false, error: { kind: 'other-register' } })
    expect(set.content()).toEqual(before)
    // and one that only says that it is ours
    const forged = new Map(before)
    const [name = '', bytes = Buffer.alloc(0)] = [...before].find(([one]) => one.endsWith('.backup')) ?? []
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(50) ^ 1, 50)
    forged.set(name, changed)
    const disk = createCrashDisk(forged)
    expect((await backUp(disk.files, register)).ok).toBe(true)
    expect((await surveySet(disk.files, backupKeys)).damaged).toContain(name)
  })
  it('refuses a set of a newer version', async () => {
    const { register, set } = await aSet()
    const content = new Map(set.content())
    const name = 'ab'.repeat(16)
    content.set(`${name}.pack`, Buffer.concat([Buffer.from('ALPOBKUP'), Buffer.from([0, 9])]))
    const disk = createCrashDisk(content)

    expect(problemOf(await backUp(disk.files, register))).toEqual({ kind: 'newer-version', version: 9 })
    expect(await rotate(disk.files, backupKeys)).toMatchObject({ error: { kind: 'newer-version' } })
    expect(disk.content()).toEqual(content)
  })
  it('says that the journal is damaged', async () => {
    const { register, set } = await aSet()
    const content = new Map([...register.disk.content()].map(([name, bytes]) => [name, Buffer.from(bytes)]))
    const log = content.get('0000000001.log')
    log?.writeUInt8(log.readUInt8(300) ^ 1, 300)

    expect(
      problemOf(await backUp(set.files, { disk: createCrashDisk(content), stored: register.stored })),
    ).toEqual({ kind: 'journal' })
    expect(registerKeys().keyId).toBe(made.opened.keyId)
  })
  it('leaves files alone that are none of its own', async () => {
    const { register, set } = await aSet()
    const content = new Map([
      ...set.content(),
      ['loma.pack', Buffer.from('x')],
      ['kuvat.zip', Buffer.from('y')],
    ])
    const disk = createCrashDisk(content)

    expect((await backUp(disk.files, register)).ok).toBe(true)
    await rotate(disk.files, backupKeys)
    expect(disk.content().get('loma.pack')).toEqual(Buffer.from('x'))
  })
})

describe('a set without its register', () => {
  it('opens by passphrase and by recovery key, and by no other', async () => {
    const { set } = await aSet()

    const byPassphrase = await unlockSet(set.files, { kind: 'passphrase', passphrase })
    const byKey = await unlockSet(set.files, {
      kind: 'recovery-key',
      recoveryKey: made.recoveryKey,
      newPassphrase: 'aivan uusi salalause',
    })

    expect([
      byPassphrase.ok && byPassphrase.value.opened.dataKey,
      byKey.ok && byKey.value.opened.dataKey,
    ]).toEqual([made.opened.dataKey, made.opened.dataKey])
    expect(await unlockSet(set.files, { kind: 'passphrase', passphrase: 'väärä' })).toEqual({
      ok: false,
      error: { kind: 'wrong-secret' },
    })
    expect(await unlockSet(createCrashDisk().files, { kind: 'passphrase', passphrase })).toEqual({
      ok: false,
      error: { kind: 'empty' },
    })
  })
})
