import { randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAttempts, delayAfter } from './attempts.ts'
import { createKeyring } from './keyring.ts'
import { createKeyringFile, keyringPlaces } from './keyring-file.ts'
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

const nobodyLeft = { retired: [], administrators: [] }

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

    const own = { userId: second, currentPassphrase: 'pitkä lause' }
    expect(await vault.keysAddUser({ ...own, passphrase: 'pitkä lause' })).toEqual({ kind: 'taken' })
    expect(await vault.keysAddUser({ ...own, passphrase: 'toisen lause' })).toEqual({ kind: 'added' })

    const { dataKey } = created
    const again = createVault(at, quick)
    expect(await again.keysUnlock({ passphrase: 'toisen lause' })).toMatchObject({ userId: second, dataKey })
    expect(await again.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
      userId: created.userId,
      dataKey,
    })
    again.keysLock(nobodyLeft)
    expect(await again.keysAddUser({ ...own, passphrase: 'kolmas lause' })).toEqual({
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

    await vault.keysLock(nobodyLeft)

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

describe('D13: a window that is open is not enough', () => {
  it('to add somebody, or to give anybody another passphrase', async () => {
    const { at, vault, created } = await setupVault()
    const [thief, other] = [randomUUID(), randomUUID()]
    const right = { currentPassphrase: 'pitkä lause' }
    await vault.keysAddUser({ ...right, userId: other, passphrase: 'toisen lause' })

    for (const userId of [thief, other, created.userId])
      for (const currentPassphrase of ['arvaus', 'varkaan lause', 'toisen lause'])
        expect(
          await vault.keysAddUser({ userId, passphrase: 'varkaan lause', currentPassphrase }),
        ).toMatchObject({ kind: 'wrong' })

    await createKeyringFile(at).writeFailures(0)
    const again = createVault(at, quick)
    expect(await again.keysUnlock({ passphrase: 'varkaan lause' })).toMatchObject({ kind: 'wrong' })
    expect(await again.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({ userId: created.userId })
    expect(await again.keysUnlock({ passphrase: 'toisen lause' })).toMatchObject({ userId: other })
  })
  it('and each wrong guess makes the next one wait, whichever call it came by and however many come at once', async () => {
    const { vault } = await setupVault()
    const guess = { userId: randomUUID(), passphrase: 'varkaan lause', currentPassphrase: 'arvaus' }

    const answers = await Promise.all(Array.from({ length: 12 }, () => vault.keysAddUser(guess)))

    expect(answers.slice(0, 2)).toEqual([
      { kind: 'wrong', waitMs: 0 },
      { kind: 'wrong', waitMs: 0 },
    ])
    for (const answer of answers.slice(2)) {
      expect(answer.kind).toBe('wrong')
      expect('waitMs' in answer ? answer.waitMs : 0).toBeGreaterThan(0)
    }
    // the right one waits too, here and where the register is opened
    expect(await vault.keysAddUser({ ...guess, currentPassphrase: 'pitkä lause' })).toMatchObject({
      kind: 'wrong',
    })
    expect(await vault.keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({ kind: 'wrong' })
  })
  it('and whoever is locked out meanwhile leaves no user with a key of zeros', async () => {
    const { at, vault, created } = await setupVault()
    const second = randomUUID()
    const added = vault.keysAddUser({
      userId: second,
      passphrase: 'toisen lause',
      currentPassphrase: 'pitkä lause',
    })
    vault.keysLock(nobodyLeft)

    const { kind } = await added
    if (kind !== 'added') return expect(kind).toBe('locked')
    expect(await createVault(at, quick).keysUnlock({ passphrase: 'toisen lause' })).toMatchObject({
      dataKey: created.dataKey,
    })
  })
})

describe('D10: a user who is not active any more', () => {
  async function setupThree() {
    const { at, vault, created } = await setupVault()
    const [admin, adviser, other] = [created.userId, randomUUID(), randomUUID()]
    for (const [userId, passphrase] of [
      [adviser, 'neuvojan lause'],
      [other, 'kolmannen lause'],
    ] as const)
      await vault.keysAddUser({ userId, passphrase, currentPassphrase: 'pitkä lause' })
    const opens = async (passphrase: string) => {
      const answer = await createVault(at, quick).keysUnlock({ passphrase })
      await createKeyringFile(at).writeFailures(0)
      return answer.kind === 'unlocked'
    }
    return { at, vault, created, admin, adviser, other, opens }
  }
  it('has no way in any more, in the keyring or in any of its copies; the others keep theirs', async () => {
    const { at, vault, admin, adviser, opens } = await setupThree()

    expect(await vault.keysRetire({ retired: [adviser], administrators: [admin] })).toEqual({
      kind: 'done',
      isOut: false,
    })

    expect(await Promise.all(['neuvojan lause', 'pitkä lause', 'kolmannen lause'].map(opens))).toEqual([
      false,
      true,
      true,
    ])
    for (const file of keyringPlaces(at)) expect(readFileSync(file, 'utf8')).not.toContain(adviser)
  })
  it('who is signed in is told to go, and does not come back', async () => {
    const { at, admin, adviser, opens } = await setupThree()
    const vault = createVault(at, quick)
    await vault.keysUnlock({ passphrase: 'neuvojan lause' })

    expect(await vault.keysRetire({ retired: [adviser], administrators: [admin] })).toEqual({
      kind: 'done',
      isOut: true,
    })

    expect(await opens('neuvojan lause')).toBe(false)
  })
  it('stays where nobody else could get in, and so does the last administrator', async () => {
    const { vault, admin, adviser, other, opens } = await setupThree()

    await vault.keysRetire({ retired: [admin, adviser, other], administrators: [admin] })
    expect(await opens('neuvojan lause')).toBe(true)
    await vault.keysRetire({ retired: [admin, other], administrators: [admin] })
    expect(await Promise.all(['pitkä lause', 'neuvojan lause', 'kolmannen lause'].map(opens))).toEqual([
      true,
      true,
      false,
    ])
    // another administrator has a way in now: the first one's goes
    await vault.keysRetire({ retired: [admin], administrators: [admin, adviser] })
    expect(await Promise.all(['pitkä lause', 'neuvojan lause'].map(opens))).toEqual([false, true])
  })
  it('takes nothing of the recovery key, which lets an administrator in', async () => {
    const { at, vault, created, admin, adviser, other } = await setupThree()
    // the one who set the register up has gone, and another is administrator
    await vault.keysRetire({ retired: [admin], administrators: [other] })

    const { recoveryKey, dataKey } = created
    const recovered = await createVault(at, quick).keysRecover({ recoveryKey, newPassphrase: 'uusi lause' })

    expect(recovered).toMatchObject({ kind: 'unlocked', userId: other, dataKey })
    expect(await createVault(at, quick).keysUnlock({ passphrase: 'neuvojan lause' })).toMatchObject({
      userId: adviser,
    })
  })
  it('comes in no more, though it was locked in the same moment', async () => {
    const { at, vault, admin, adviser, opens } = await setupThree()

    const locked = vault.keysLock({ retired: [adviser], administrators: [admin] })
    expect(vault.opened()).toBeNull() // at once
    expect(await vault.keysUnlock({ passphrase: 'neuvojan lause' })).toMatchObject({ kind: 'wrong' })

    await locked
    await createKeyringFile(at).writeFailures(0)
    expect(await opens('neuvojan lause')).toBe(false)
    expect(await opens('pitkä lause')).toBe(true)
  })
  it('is sent away by nobody who locks what is locked', async () => {
    const { at, admin, adviser, opens } = await setupThree()

    await createVault(at, quick).keysLock({ retired: [adviser], administrators: [admin] })

    expect(await opens('neuvojan lause')).toBe(true)
  })
  it('cannot be sent away while nobody is signed in', async () => {
    const { at, adviser, admin } = await setupThree()

    expect(await createVault(at, quick).keysRetire({ retired: [adviser], administrators: [admin] })).toEqual({
      kind: 'locked',
    })
  })
})

describe('D18: a new passphrase', () => {
  it.each([
    '12345678',
    'salasana',
    'Salasana1',
    'salasana123!',
    's4l4s4n4',
    'S-a-l-a-s-a-n-a',
    'password',
    'P@ssw0rd!',
    'lösenord',
    'Lösenord1',
    'välkommen',
    'Sommar2026',
    'Tervetuloa1',
    'kesä2026!',
    'Talvi2025',
    'suomi1917',
    'qwertyui',
    'qwertyuiopå',
    'asdfghjklöä',
    '1qaz2wsx',
    'zxcvbnm,',
    'qazwsxedc',
    'poiuytrewq',
    'aaaaaaaa',
    'abababab',
    'kissakissa',
    '11223344',
    '87654321',
    'abcdefgh',
    '01.01.1990',
    '24122025',
    'iloveyou',
    'letmein1',
    'football1',
    'jääkiekko',
    'maanantai',
    'Helsinki1',
    'Virtanen1',
    'matti1980',
    'Salon kaupunki',
    'salonkaupunki',
    'Kaupunki2026',
    'Aino Korhonen',
    'korhonen1',
    'alpo-desk',
    'alpodesk1',
  ])('is refused where it is easily guessed: %s', async (passphrase) => {
    const at = folder()
    const names = ['Salon kaupunki', 'Aino Korhonen']
    const userId = randomUUID()

    expect(await createVault(at, quick).keysCreate({ userId, passphrase, names })).toEqual({ kind: 'weak' })
    expect(await createVault(at, quick).keysStatus({})).toBe('none')
  })
  it.each([
    'kolme pientä porsasta',
    'vihreä tuoli lentää',
    'uusi lause',
    'Mq7-xT2pWz',
    'två gula cyklar',
    'кот на крыше сидит',
  ])('is taken where it is not: %s', async (passphrase) => {
    const made = await createVault(folder(), quick).keysCreate({ userId: randomUUID(), passphrase })

    expect(made.kind).toBe('created')
  })
  it('is refused by every call that sets one, and one that was set before still opens', async () => {
    const { at, vault, created } = await setupVault()
    const weak = { kind: 'weak' }
    const { recoveryKey, userId } = created
    const current = { currentPassphrase: 'pitkä lause', names: ['Salon kaupunki'] }

    expect(await vault.keysAddUser({ ...current, userId: randomUUID(), passphrase: 'salasana' })).toEqual(
      weak,
    )
    expect(await vault.keysAddUser({ ...current, userId, passphrase: 'salonkaupunki' })).toEqual(weak)
    expect(await vault.keysRecover({ recoveryKey, newPassphrase: 'salasana' })).toEqual(weak)
    const old = folder()
    const { keyring } = await createKeyring(userId, 'salasana', quick)
    writeFileSync(path.join(old, 'keyring.json'), JSON.stringify(keyring))
    expect(await createVault(old, quick).keysUnlock({ passphrase: 'salasana' })).toMatchObject({
      kind: 'unlocked',
    })
    expect(await createVault(at, quick).keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
      kind: 'unlocked',
    })
  })
})

describe('wrong passphrases', () => {
  it('cost nothing three times, then double up to five minutes', () => {
    expect([1, 2, 3, 4, 5, 20].map(delayAfter)).toEqual([0, 0, 1000, 2000, 4000, 300_000])
  })
  it('are remembered over a restart, whatever the clock says', async () => {
    const kept = keptCount()
    const attempts = createAttempts(kept, () => 0)
    for (let i = 0; i < 5; i++) await attempts.failed()

    for (const hour of [-1e9, 0, 1e9]) expect(await createAttempts(kept, () => hour).waitMs()).toBe(4000)
  })
  it('are counted where they cannot be written down', async () => {
    const attempts = createAttempts(
      { read: async () => 0, write: () => Promise.reject(new Error('full')) },
      () => 0,
    )
    for (let i = 0; i < 3; i++) await attempts.failed()

    expect(await attempts.waitMs()).toBe(1000)
  })
})

function keptCount() {
  let count = 0
  return {
    read: async () => count,
    async write(failures: number) {
      count = failures
    },
  }
}
