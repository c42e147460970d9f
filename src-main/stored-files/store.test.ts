import { createHash, randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { lockDataFolder } from '../data-folder/lock.ts'
import { deriveKey, seal } from '../keys/box.ts'
import { createAttachmentStore, sha256 } from './store.ts'

const folder = (): string => mkdtempSync(path.join(os.tmpdir(), 'alpo-attachments-'))
const modeOf = (place: string): number => statSync(place).mode & 0o777

it('D17: no name on the disk tells whoever has a document that it lies here', async () => {
  const at = folder()
  const store = createAttachmentStore(at)
  const [one, other] = [new Uint8Array(randomBytes(32)), new Uint8Array(randomBytes(32))]
  const document = Buffer.from('päätös, jonka muukin tuntee')

  const hash = await store.put(one, document)
  await store.put(other, document)

  const names = readdirSync(path.join(at, 'attachments'))
  expect(names).toHaveLength(2)
  for (const algorithm of ['sha256', 'sha1', 'md5', 'sha512'])
    for (const name of names)
      expect(name).not.toContain(createHash(algorithm).update(document).digest('hex').slice(0, 32))
  expect(Buffer.from((await store.get(one, hash)) ?? [])).toEqual(document)
  await store.remove(one, hash)
  expect(await store.get(one, hash)).toBeNull()
  expect(store.has(other, hash)).toBe(true)
})

it('D17: folders are open to nobody else, those of an older version too', async () => {
  const at = path.join(folder(), 'alpo-desk')
  const held = await lockDataFolder(at)
  await createAttachmentStore(at).put(new Uint8Array(32), randomBytes(10))

  expect([modeOf(at), modeOf(path.join(at, 'attachments'))]).toEqual([0o700, 0o700])
  held?.release()
  for (const place of [at, path.join(at, 'attachments')]) chmodSync(place, 0o755)

  const again = await lockDataFolder(at)
  await createAttachmentStore(at).takeOver(new Uint8Array(32))

  expect([modeOf(at), modeOf(path.join(at, 'attachments'))]).toEqual([0o700, 0o700])
  again?.release()
})

it('D17: files under the names of an older version are found at once, and get new names', async () => {
  const at = folder()
  const dataKey = new Uint8Array(randomBytes(32))
  const documents = Array.from({ length: 5 }, (_, index) => Buffer.from(`asiakirja ${index}`))
  const place = path.join(at, 'attachments')
  mkdirSync(place)
  for (const bytes of documents) {
    const hash = sha256(bytes)
    writeFileSync(path.join(place, `${hash}.bin`), seal(deriveKey(dataKey, 'attachments'), bytes, hash))
    writeFileSync(path.join(place, `${hash}.bin.123-1.part`), 'kesken')
  }
  const store = createAttachmentStore(at)
  const all = async () =>
    Promise.all(documents.map(async (bytes) => Buffer.from((await store.get(dataKey, sha256(bytes))) ?? [])))
  expect(await all()).toEqual(documents)
  expect(documents.every((bytes) => store.has(dataKey, sha256(bytes)))).toBe(true)

  // read while they are renamed
  const [, during] = await Promise.all([store.takeOver(dataKey), all()])

  expect(during).toEqual(documents)
  expect(await all()).toEqual(documents)
  const names = readdirSync(place).join()
  for (const bytes of documents) expect(names).not.toContain(sha256(bytes))
  expect(readdirSync(place)).toHaveLength(5)
  const [first = Buffer.alloc(0)] = documents
  await store.put(dataKey, first)
  await store.remove(dataKey, sha256(first))
  expect(readdirSync(place)).toHaveLength(4)
  await store.takeOver(dataKey)
})
