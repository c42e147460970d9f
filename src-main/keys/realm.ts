import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { hashRaw } from '@node-rs/argon2'
import { z } from 'zod'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { type RealmKeyFields, recoveryPrefix } from '../../src-shared/domain/organisation/realm-key.ts'
import { bytesToCode, codeToBytes } from '../../src-shared/text/typed-code.ts'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from './box.ts'
import { type Argon2, argon2Default, type Opened, recoverySeed } from './keyring.ts'
import { isWeak } from './weak-passphrase.ts'
import { publicKeyOf, sealFor, unsealWith } from './x25519.ts'

/** In the order of generations, and of ids within one: every device takes the same key for the current one. */
const Ring = z.array(
  z.strictObject({ id: z.string(), key: z.base64(), generation: z.int().positive().default(1) }),
)
type Ring = z.infer<typeof Ring>

const context = 'sealed-realm'
const seedContext = 'device-key'
const argon2id = 2
const [keyBytes, saltBytes, checkBytes] = [32, 8, 2]

type RealmHandlers = Pick<
  Handlers,
  | 'realmKeys'
  | 'realmMake'
  | 'realmHandOver'
  | 'realmAccept'
  | 'realmPublicKey'
  | 'realmBox'
  | 'realmOpen'
  | 'realmRecover'
>
type RealmOptions = {
  readonly folder: string
  readonly opened: () => Opened | null
  readonly recoveryPublicKey: () => Promise<string | null>
  readonly argon2?: Argon2 | undefined
}

/**
 * Holds the keys of the sealed realm: what the devices of an organisation share and the hub cannot read. The first device
 * makes one; another is given it as a code to type or keep in a file, and a passphrase that goes another way.
 */
export function createRealmHandlers({
  folder,
  opened,
  recoveryPublicKey,
  argon2 = argon2Default,
}: RealmOptions): RealmHandlers {
  const file = path.join(folder, 'realm.bin')
  const seedFile = path.join(folder, 'device-key.bin')

  async function read(key: Opened): Promise<Ring> {
    if (!existsSync(file)) return []
    const plain = unseal(deriveKey(key.dataKey, context), await readFile(file), context)
    if (!plain) throw new Error('the keys of the sealed realm cannot be opened')
    return Ring.parse(JSON.parse(plain.toString('utf8')))
  }
  /** A key that is there already is known by the generation that is told last. */
  async function add(key: Opened, more: Ring): Promise<Ring> {
    const byId = new Map([...(await read(key)), ...more].map((one) => [one.id, one]))
    const ring = [...byId.values()].toSorted((a, b) => a.generation - b.generation || (a.id < b.id ? -1 : 1))
    await writeAtomically(
      file,
      seal(deriveKey(key.dataKey, context), Buffer.from(JSON.stringify(ring)), context),
    )
    return ring
  }
  /** The private key of this device, made when it is first asked for. */
  async function seedOf(key: Opened): Promise<Uint8Array> {
    const own = deriveKey(key.dataKey, seedContext)
    const plain = existsSync(seedFile) ? unseal(own, await readFile(seedFile), seedContext) : null
    if (plain) return plain
    const seed = randomBytes(keyBytes)
    await writeAtomically(seedFile, seal(own, seed, seedContext))
    return seed
  }
  /** What a key opens of the records: the keys before it. */
  function before(ring: Ring, records: readonly RealmKeyFields[]): Ring {
    return records.flatMap(({ keyId, generation, previous }) => {
      const own = ring.find(({ id }) => id === keyId)
      if (!own) return []
      const plain =
        previous &&
        unseal(Buffer.from(own.key, 'base64'), Buffer.from(previous, 'base64'), `${context}/${keyId}`)
      const older = plain ? Ring.safeParse(fromJson(plain)) : null
      // a key goes by the name that is made of it, and none is younger than the one that came after it
      const fits = older?.success
        ? older.data.filter(
            (one) => idOf(Buffer.from(one.key, 'base64')) === one.id && one.generation <= generation,
          )
        : []
      return [...fits, { ...own, generation }]
    })
  }
  async function take(
    key: Opened,
    seed: Uint8Array,
    recipient: (boxes: RealmKeyFields['boxes']) => readonly string[],
    told: readonly RealmKeyFields[],
  ): Promise<Ring> {
    const records = inTurn(told, (await read(key)).at(-1)?.generation ?? 1)
    const opened = records.flatMap(({ boxes, keyId, generation }) =>
      recipient(boxes).flatMap((id): Ring => {
        const box = Buffer.from(boxes[id] ?? '', 'base64')
        const secret = unsealWith(seed, box, `${context}/${keyId}`)
        if (secret?.length !== keyBytes || idOf(secret) !== keyId) return []
        return [{ id: keyId, key: secret.toString('base64'), generation }]
      }),
    )
    const ring = [...(await read(key)), ...opened]
    return add(key, [...opened, ...before(ring, records)])
  }
  const stretch = (passphrase: string, salt: Uint8Array): Promise<Buffer> =>
    hashRaw(passphrase.normalize('NFKC'), {
      salt: Buffer.concat([salt, Buffer.from('alpo-key')]), // Argon2 asks for 8 bytes and recommends 16
      memoryCost: argon2.memoryKib,
      timeCost: argon2.passes,
      parallelism: argon2.lanes,
      outputLen: keyBytes,
      algorithm: argon2id,
    })
  return {
    async realmKeys() {
      const key = opened()
      return { keys: key ? await read(key) : [] }
    },
    async realmMake() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const ring = await read(key)
      return { kind: 'made', keys: ring.length > 0 ? ring : await add(key, [asFirst(randomBytes(keyBytes))]) }
    },
    async realmHandOver({ passphrase, names = [] }) {
      const key = opened()
      const newest = key && (await read(key)).at(-1)
      if (!newest) return { kind: 'none' }
      if (await isWeak(passphrase, names)) return { kind: 'weak' }
      const salt = randomBytes(saltBytes)
      const box = seal(await stretch(passphrase, salt), Buffer.from(newest.key, 'base64'), context)
      const body = Buffer.concat([salt, box])
      return { kind: 'code', code: bytesToCode(Buffer.concat([body, checkOf(body)])) }
    },
    async realmAccept({ code, passphrase }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const bytes = codeToBytes(code) ?? new Uint8Array(0)
      const body = bytes.subarray(0, -checkBytes)
      if (!checkOf(body).equals(bytes.subarray(-checkBytes))) return { kind: 'mistyped' }
      const salt = body.subarray(0, saltBytes)
      const secret = unseal(await stretch(passphrase, salt), body.subarray(saltBytes), context)
      if (secret?.length !== keyBytes) return { kind: 'wrong' }
      return { kind: 'accepted', keys: await add(key, [asFirst(secret)]) }
    },
    async realmPublicKey() {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const publicKey = publicKeyOf(await seedOf(key)).toString('base64')
      return { kind: 'key', publicKey, recoveryPublicKey: await recoveryPublicKey() }
    },
    async realmBox({ isNew, recipients }) {
      const key = opened()
      const ring = key ? await read(key) : []
      const newest = ring.at(-1)
      if (!newest) return { kind: 'none' }
      const secret = isNew ? randomBytes(keyBytes) : Buffer.from(newest.key, 'base64')
      const keyId = idOf(secret)
      const older = isNew ? ring : ring.slice(0, -1)
      const boxes = recipients.map(({ id, publicKey }) => [
        id,
        sealFor(Buffer.from(publicKey, 'base64'), secret, `${context}/${keyId}`).toString('base64'),
      ])
      const previous = seal(secret, Buffer.from(JSON.stringify(older)), `${context}/${keyId}`)
      return {
        kind: 'boxed',
        record: {
          keyId,
          generation: newest.generation + (isNew ? 1 : 0),
          boxes: Object.fromEntries(boxes),
          previous: older.length > 0 ? previous.toString('base64') : null,
        },
      }
    },
    async realmOpen({ deviceId, records }) {
      const key = opened()
      return { keys: key ? await take(key, await seedOf(key), () => [deviceId], records) : [] }
    },
    async realmRecover({ recoveryKey, records }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const printed = (boxes: RealmKeyFields['boxes']): readonly string[] =>
        Object.keys(boxes).filter((id) => id.startsWith(recoveryPrefix))
      const before = (await read(key)).length
      const keys = await take(key, recoverySeed(recoveryKey), printed, records)
      return keys.length > before ? { kind: 'accepted', keys } : { kind: 'wrong' }
    },
  }
}

/**
 * The records whose turn has come: each key follows on the one before it. One that claims a later generation would have every
 * device write with it for ever, so that no honest one could take its place.
 */
function inTurn(records: readonly RealmKeyFields[], known: number): readonly RealmKeyFields[] {
  let highest = known
  const taken: RealmKeyFields[] = []
  for (const record of records.toSorted((a, b) => a.generation - b.generation)) {
    if (record.generation > highest + 1) break
    highest = Math.max(highest, record.generation)
    taken.push(record)
  }
  return taken
}

const asFirst = (secret: Buffer): Ring[number] => ({
  id: idOf(secret),
  key: secret.toString('base64'),
  generation: 1,
})

function fromJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

const idOf = (secret: Uint8Array): string =>
  createHash('sha256').update('alpo-desk/realm-id').update(secret).digest('hex').slice(0, 12)

/** Finds a mistyped sign before the passphrase is blamed for it. */
const checkOf = (body: Uint8Array): Buffer =>
  createHash('sha256').update(body).digest().subarray(0, checkBytes)
