import { randomUUID } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  type Content,
  type CrashDisk,
  createCrashDisk,
  killed,
  systemError,
} from '../../test/builders/crash-disk.ts'
import { type Random, randomOf } from '../../test/sim/random.ts'
import { withFile, writeWhole } from '../journal/format/files.ts'
import { createKeyring, type Keyring } from './keyring.ts'
import { createKeyringFile, type KeyringDisk, keyringPlaces } from './keyring-file.ts'
import { createVault } from './vault.ts'

const quick = { memoryKib: 256, passes: 1, lanes: 1 }
const newFolder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-keyring-'))
const runs = Number(process.env.ALPO_RUNS ?? 120)

/** Keyrings that follow one another, as after a new passphrase or a user who has gone. */
let keyrings: readonly Keyring[]
beforeAll(async () => {
  keyrings = await Promise.all(
    Array.from({ length: 4 }, async () => (await createKeyring(randomUUID(), 'pitkä lause', quick)).keyring),
  )
})
const nth = (index: number): Keyring => {
  const keyring = keyrings[index]
  if (!keyring) throw new Error(`no keyring ${index}`)
  return keyring
}

describe('of two whole key files that differ', () => {
  it('the one that was written later counts, wherever it stands and whatever the times of the files say', async () => {
    for (const newer of keyringPlaces('')) {
      const [old, next] = [newFolder(), newFolder()]
      await createKeyringFile(old).write(nth(0))
      for (const place of keyringPlaces('')) {
        mkdirSync(path.dirname(path.join(next, place)), { recursive: true })
        copyFileSync(path.join(old, place), path.join(next, place))
      }
      await createKeyringFile(next).write(nth(1))
      for (const place of keyringPlaces('')) {
        if (place !== newer) copyFileSync(path.join(old, place), path.join(next, place))
        const seconds = place === newer ? 1 : 2_000_000_000
        utimesSync(path.join(next, place), seconds, seconds)
      }

      const file = createKeyringFile(next)
      expect(await file.read()).toEqual(nth(1))

      expect(file.hasMended()).toBe(true)
      const texts = keyringPlaces(next).map((place) => readFileSync(place, 'utf8'))
      expect(new Set(texts).size).toBe(1)
    }
  })
  it('nothing is told of where all are as they were written', async () => {
    const folder = newFolder()
    await createKeyringFile(folder).write(nth(0))

    const file = createKeyringFile(folder)
    await file.read()

    expect(file.hasMended()).toBe(false)
  })
})

describe('what is left of the key files opens', () => {
  it('whichever two of the three are deleted, emptied, cut or changed', async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const random = randomOf(seed)
      const folder = newFolder()
      for (const keyring of keyrings.slice(0, 2)) await createKeyringFile(folder).write(keyring)
      const spared = random.pick(keyringPlaces(folder))
      for (const place of keyringPlaces(folder)) if (place !== spared) damage(place, random)

      const file = createKeyringFile(folder)
      expect(await file.read(), `seed ${seed}`).toEqual(nth(1))
      expect(file.hasMended(), `seed ${seed}`).toBe(true)

      expect(await createKeyringFile(folder).peek()).toEqual(nth(1))
      rmSync(folder, { recursive: true })
    }
  })
  it('at whichever moment the power goes: the last that was told as written, or the one that was being written', async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const random = randomOf(seed)
      const disk = createCrashDisk()
      const file = createKeyringFile('', diskOf(disk))
      const acknowledged: number[] = []
      for (let index = 0; index < keyrings.length; index++) {
        await file.write(nth(index), index)
        acknowledged.push(disk.now())
      }

      for (let cut = 0; cut < 12; cut++) {
        const moment = random.below(disk.now() + 1)
        const content = disk.afterCut(moment, random)
        const least = acknowledged.filter((at) => at <= moment).length - 1
        await expectAtLeast(content, least, least + 1, `seed ${seed}, cut at ${moment}`)
      }
    }
  })
  it('at whichever step the process is killed or the disk refuses', async () => {
    for (let seed = 1; seed <= runs; seed++) {
      const random = randomOf(seed)
      const failing = random.pick([killed, systemError('EIO'), systemError('ENOSPC')])
      let left = 1 + random.below(60)
      const disk = createCrashDisk(new Map(), () => {
        left--
        return left === 0 || (left < 0 && failing === killed) ? failing : null
      })
      const file = createKeyringFile('', diskOf(disk))
      let [least, most] = [-1, -1]
      for (let index = 0; index < keyrings.length; index++) {
        most = index
        const isWritten = await file.write(nth(index), index).then(
          () => true,
          () => false,
        )
        if (!isWritten) break
        least = index
      }

      await expectAtLeast(disk.content(), least, most, `seed ${seed}`)
      await expectAtLeast(disk.afterCut(disk.now(), random), least, most, `seed ${seed}, power`)
    }
  })
  it('and a draft that a killed process has left is removed: a user who has gone since is in it', async () => {
    const folder = newFolder()
    await createKeyringFile(folder).write(nth(0))
    const drafts = keyringPlaces(folder).map((place) => `${place}.4711-3.part`)
    for (const draft of drafts) writeFileSync(draft, 'x')

    await createKeyringFile(folder).read()

    expect(drafts.filter((draft) => existsSync(draft))).toEqual([])
  })
  it('and none of them is written again over a newer one, though one reads while another writes', async () => {
    const folder = newFolder()
    const file = createKeyringFile(folder)
    await file.write(nth(0))
    for (let round = 1; round <= 40; round++) {
      for (const place of keyringPlaces(folder).slice(1)) rmSync(place)

      await Promise.all([file.read(), file.write(nth(round % 4)), file.read()])

      expect(await createKeyringFile(folder).peek()).toEqual(nth(round % 4))
    }
  })
})

describe('the wait after wrong passphrases', () => {
  async function setupGuessed() {
    const folder = newFolder()
    const vault = createVault(folder, quick)
    await vault.keysCreate({ userId: randomUUID(), passphrase: 'pitkä lause' })
    for (let n = 0; n < 3; n++) await vault.keysUnlock({ passphrase: 'arvaus' })
    return folder
  }
  it('stands as long as any copy of the keys does, whichever others are taken away', async () => {
    for (const spared of keyringPlaces('')) {
      const folder = await setupGuessed()
      for (const place of keyringPlaces('')) if (place !== spared) rmSync(path.join(folder, place))
      rmSync(path.join(folder, 'attempts.json'), { force: true })

      const answer = await createVault(folder, quick).keysUnlock({ passphrase: 'pitkä lause' })

      expect(answer).toMatchObject({ kind: 'wrong' })
      expect('waitMs' in answer ? answer.waitMs : 0).toBeGreaterThan(0)
    }
  })
  it('is the one of the latest count: a copy from before the guesses put in one place does not shorten it', async () => {
    const folder = newFolder()
    const vault = createVault(folder, quick)
    await vault.keysCreate({ userId: randomUUID(), passphrase: 'pitkä lause' })
    const [file, copy] = keyringPlaces(folder)
    const before = readFileSync(file)
    for (let n = 0; n < 3; n++) await vault.keysUnlock({ passphrase: 'arvaus' })
    writeFileSync(file, before)
    writeFileSync(copy, before)

    expect(await createVault(folder, quick).keysUnlock({ passphrase: 'pitkä lause' })).toMatchObject({
      kind: 'wrong',
    })
  })
  it('begins anew with the right passphrase, also at the next start', async () => {
    const folder = newFolder()
    const vault = createVault(folder, quick)
    await vault.keysCreate({ userId: randomUUID(), passphrase: 'pitkä lause' })
    for (let n = 0; n < 2; n++) await vault.keysUnlock({ passphrase: 'arvaus' })
    await vault.keysUnlock({ passphrase: 'pitkä lause' })

    const again = createVault(folder, quick)
    for (let n = 0; n < 2; n++)
      expect(await again.keysUnlock({ passphrase: 'arvaus' })).toEqual({ kind: 'wrong', waitMs: 0 })
  })
})

function damage(place: string, random: Random): void {
  const bytes = readFileSync(place)
  const kind = random.below(4)
  const at = random.below(bytes.length)
  if (kind === 0) rmSync(place)
  else if (kind === 1) writeFileSync(place, bytes.subarray(0, at))
  else if (kind === 2) writeFileSync(place, bytes.fill(0, at))
  else {
    bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(7))
    writeFileSync(place, bytes)
  }
}

/** What a start finds is one of the keyrings from `least` to `most`, with its count; none only where none was told as written. */
async function expectAtLeast(content: Content, least: number, most: number, where: string): Promise<void> {
  const file = createKeyringFile('', diskOf(createCrashDisk(content)))
  const failures = await file.failures()
  const found = await file.read()
  if (found === null) return expect(least, where).toBe(-1)
  expect(failures, where).toBeGreaterThanOrEqual(least)
  expect(failures, where).toBeLessThanOrEqual(most)
  expect(found, where).toEqual(nth(failures))
}

const diskOf = ({ files, content }: CrashDisk): KeyringDisk => ({
  makeFolder: async () => undefined,
  writeSynced: (file, bytes) =>
    withFile(files, file, 'make', async (handle) => {
      await writeWhole(handle, 0, Buffer.from(bytes))
      await handle.sync()
    }),
  rename: files.rename,
  remove: files.remove,
  syncFolder: files.syncFolder,
  readText: (file) =>
    withFile(files, file, 'read', async (handle) =>
      Buffer.from(await handle.read(0, await handle.size())).toString('utf8'),
    ),
  list: async (folder) =>
    [...content().keys()].filter((name) => path.dirname(name) === folder).map((name) => path.basename(name)),
})
