import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { hashRaw } from '@node-rs/argon2'
import { z } from 'zod'
import type { Handlers } from '../../src-shared/bridge/calls.ts'
import { writeAtomically } from '../data-folder/atomic-write.ts'
import { deriveKey, seal, unseal } from './box.ts'
import { type Argon2, argon2Default, type Opened } from './keyring.ts'

const Ring = z.array(z.strictObject({ id: z.string(), key: z.base64() }))
type Ring = z.infer<typeof Ring>

const context = 'sealed-realm'
const argon2id = 2
const [keyBytes, saltBytes, checkBytes] = [32, 8, 2]

/** Crockford's base 32: no letters that look like digits, and 0, 1 are read where O, I, L were typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

type RealmHandlers = Pick<Handlers, 'realmKeys' | 'realmMake' | 'realmHandOver' | 'realmAccept'>

/**
 * Holds the keys of the sealed realm: what the devices of an organisation share and the hub cannot read. The first device
 * makes one; another is given it as a code to type or keep in a file, and a passphrase that goes another way.
 */
export function createRealmHandlers(
  folder: string,
  opened: () => Opened | null,
  argon2: Argon2 = argon2Default,
): RealmHandlers {
  const file = path.join(folder, 'realm.bin')

  async function read(key: Opened): Promise<Ring> {
    if (!existsSync(file)) return []
    const plain = unseal(deriveKey(key.dataKey, context), await readFile(file), context)
    if (!plain) throw new Error('the keys of the sealed realm cannot be opened')
    return Ring.parse(JSON.parse(plain.toString('utf8')))
  }
  async function add(key: Opened, secret: Uint8Array): Promise<Ring> {
    const ring = await read(key)
    const id = idOf(secret)
    const longer = [
      ...ring.filter((one) => one.id !== id),
      { id, key: Buffer.from(secret).toString('base64') },
    ]
    await writeAtomically(
      file,
      seal(deriveKey(key.dataKey, context), Buffer.from(JSON.stringify(longer)), context),
    )
    return longer
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
      return { kind: 'made', keys: ring.length > 0 ? ring : await add(key, randomBytes(keyBytes)) }
    },
    async realmHandOver({ passphrase }) {
      const key = opened()
      const newest = key && (await read(key)).at(-1)
      if (!newest) return { kind: 'none' }
      const salt = randomBytes(saltBytes)
      const box = seal(await stretch(passphrase, salt), Buffer.from(newest.key, 'base64'), context)
      const body = Buffer.concat([salt, box])
      return { kind: 'code', code: toCode(Buffer.concat([body, checkOf(body)])) }
    },
    async realmAccept({ code, passphrase }) {
      const key = opened()
      if (!key) return { kind: 'locked' }
      const bytes = fromCode(code)
      const body = bytes.subarray(0, -checkBytes)
      if (!checkOf(body).equals(bytes.subarray(-checkBytes))) return { kind: 'mistyped' }
      const salt = body.subarray(0, saltBytes)
      const secret = unseal(await stretch(passphrase, salt), body.subarray(saltBytes), context)
      if (secret?.length !== keyBytes) return { kind: 'wrong' }
      return { kind: 'accepted', keys: await add(key, secret) }
    },
  }
}

const idOf = (secret: Uint8Array): string =>
  createHash('sha256').update('alpo-desk/realm-id').update(secret).digest('hex').slice(0, 12)

/** Finds a mistyped sign before the passphrase is blamed for it. */
const checkOf = (body: Uint8Array): Buffer =>
  createHash('sha256').update(body).digest().subarray(0, checkBytes)

/** Groups of five signs. */
function toCode(bytes: Uint8Array): string {
  let bits = ''
  for (const byte of bytes) bits += byte.toString(2).padStart(8, '0')
  const signs = bits.match(/.{1,5}/g) ?? []
  const text = signs.map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
  return (text.match(/.{1,5}/g) ?? []).join('-')
}

function fromCode(typed: string): Buffer {
  const text = typed
    .toUpperCase()
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll(/[^0-9A-Z]/g, '')
  let bits = ''
  for (const sign of text) {
    const value = alphabet.indexOf(sign)
    if (value < 0) return Buffer.alloc(checkBytes)
    bits += value.toString(2).padStart(5, '0')
  }
  const bytes = bits.match(/.{8}/g) ?? []
  return Buffer.from(bytes.map((eight) => Number.parseInt(eight, 2)))
}
