import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAttempts, delayAfter } from './attempts.ts'
import { keyringPlaces } from './keyring-file.ts'
import { createVault } from './vault.ts'

const quick = { memoryKib: 256, passes: 1, lanes: 1 }
const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-keys-'))

/** Valid in its form, and wrong: without the check it would look like a wrong passphrase. */
function flipBoxes(file: string): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(
    file,
    text.replaceAll(/"box":"(.)/g, (_, sign) => `"box":"${sign === 'A' ? 'B' : 'A'}`),
  )
}

async function setupVault() {
  const at = folder()
  const vault = createVault(at, quick)
  const created = await vault.keysCreate({ userId: randomUUID(), passphrase: 'pitkä lause' })
  if (created.kind !== 'created') throw new Error(created.kind)
  return { at, vault, created }
}

describe('the vault', () => {
  it('gives the same data key for the passphrase and for the recovery key, and for nothing else', async () => {
    const { at, created } = await setupVault()
    const vault = createVault(at, quick)

    expect(await vault.keysUnlock({ passphrase: 'toinen lause' })).toEqual({ kind: 'wrong', waitMs: 0 })
    expect(await vault.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
      kind: 'unlocked',
      dataKey: created.dataKey,
    })
    const typed = created.recoveryKey.toLowerCase().replaceAll('-', ' ')
    expect(await vault.keysRecover({ recoveryKey: typed, newPassphrase: 'uusi lause' })).toMatchObject({
      dataKey: created.dataKey,
    })
    expect(await vault.keysUnlock({ passphrase: 'uusi lause' })).toMatchObject({ kind: 'unlocked' })
  })
  it('lets several users in, each with a passphrase of their own', async () => {
    const { at, vault, created } = await setupVault()
    const second = randomUUID()

    expect(await vault.keysAddUser({ userId: second, passphrase: 'pitkä lause' })).toEqual({ kind: 'taken' })
    expect(await vault.keysAddUser({ userId: second, passphrase: 'toisen lause' })).toEqual({ kind: 'added' })

    const { dataKey } = created
    const again = createVault(at, quick)
    expect(await again.keysUnlock({ passphrase: 'toisen lause' })).toMatchObject({ userId: second, dataKey })
    expect(await again.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
      userId: created.userId,
      dataKey,
    })
    again.keysLock({})
    expect(await again.keysAddUser({ userId: second, passphrase: 'kolmas lause' })).toEqual({
      kind: 'locked',
    })
  })
  it('takes a passphrase however its letters are composed', async () => {
    const { vault } = await setupVault()

    expect(await vault.keysUnlock({ passphrase: 'pitkä lause'.normalize('NFD') })).toMatchObject({
      kind: 'unlocked',
    })
  })
  it('opens what an earlier version locked, whichever library stretched the passphrase', async () => {
    const at = folder() // the fixture was made with hash-wasm 4.13
    copyFileSync('test/fixtures/keyring/v1.json', path.join(at, 'keyring.json'))

    expect(await createVault(at).keysUnlock({ passphrase: 'kolme pientä porsasta' })).toMatchObject({
      kind: 'unlocked',
      dataKey: Buffer.alloc(32, 1).toString('base64'),
    })
  })
  it('never makes new keys over old ones', async () => {
    const { vault } = await setupVault()

    expect(await vault.keysCreate({ userId: randomUUID(), passphrase: 'kolmas lause' })).toEqual({
      kind: 'exists',
    })
  })
  it('drops the key on lock', async () => {
    const { vault } = await setupVault()
    const key = vault.opened()?.dataKey

    await vault.keysLock({})

    expect(vault.opened()).toBeNull()
    expect(key?.every((byte) => byte === 0)).toBe(true)
  })
  it('says so when the key file and its copies are damaged, and leaves them as they are', async () => {
    const { at, vault } = await setupVault()
    for (const file of keyringPlaces(at)) writeFileSync(file, '{"version":1')

    expect(await vault.keysUnlock({ passphrase: 'pitkä lause' })).toEqual({ kind: 'damaged' })
    expect(await vault.keysStatus({})).toBe('lost')
    expect(await vault.keysCreate({ userId: randomUUID(), passphrase: 'toinen lause' })).toEqual({
      kind: 'exists',
    })
    for (const file of keyringPlaces(at)) expect(readFileSync(file, 'utf8')).toBe('{"version":1')
  })
  it.each([
    ['deleted', (file: string) => rmSync(file)],
    ['emptied', (file: string) => writeFileSync(file, '')],
    ['cut', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
    ['given another box', (file: string) => flipBoxes(file)],
  ])('D3: a key file that was %s is put back from each of its copies', async (_, damage) => {
    const { at, created } = await setupVault()
    const whole = readFileSync(path.join(at, 'keyring.json'), 'utf8')

    for (const spared of keyringPlaces(at)) {
      for (const file of keyringPlaces(at)) if (file !== spared) damage(file)
      const vault = createVault(at, quick)

      expect(await vault.keysStatus({})).toBe('locked')
      expect(await vault.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
        dataKey: created.dataKey,
      })
      for (const file of keyringPlaces(at)) expect(readFileSync(file, 'utf8')).toBe(whole)
    }
  })
  it('D3: a new passphrase reaches every copy, so that the old one opens none of them', async () => {
    const { at, created } = await setupVault()
    await createVault(at, quick).keysRecover({
      recoveryKey: created.recoveryKey,
      newPassphrase: 'uusi lause',
    })

    rmSync(path.join(at, 'keyring.json'))
    const vault = createVault(at, quick)
    expect(await vault.keysUnlock({ passphrase: 'pitkä lause' })).toEqual({ kind: 'wrong', waitMs: 0 })
  })
  it('D3: without keys nothing is set up over what a register has left', async () => {
    const { at } = await setupVault()
    for (const file of keyringPlaces(at)) rmSync(file)
    rmSync(path.join(at, 'attempts.json'), { force: true })
    expect(await createVault(at, quick).keysStatus({})).toBe('none')

    writeFileSync(path.join(at, 'hub.bin'), 'sealed')
    const vault = createVault(at, quick)
    expect(await vault.keysStatus({})).toBe('lost')
    expect(await vault.keysCreate({ userId: randomUUID(), passphrase: 'toinen lause' })).toEqual({
      kind: 'exists',
    })
    expect(keyringPlaces(at).filter((file) => existsSync(file))).toEqual([])
  })
})

describe('wrong passphrases', () => {
  it('cost nothing three times, then double up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 20].map(delayAfter)).toEqual([0, 0, 1000, 2000, 4000, 300_000])
  })
  it('are remembered over a restart, whatever the clock says', async () => {
    const file = path.join(folder(), 'attempts.json')
    const attempts = createAttempts(file, () => 0)
    for (let i = 0; i < 5; i++) await attempts.failed()

    expect(createAttempts(file, () => 1e9).waitMs()).toBe(4000)
  })
  it('cannot be made to vanish by damaging the count', async () => {
    const file = path.join(folder(), 'attempts.json')
    writeFileSync(file, 'x')

    expect(createAttempts(file, () => 0).waitMs()).toBe(1000)
  })
})
