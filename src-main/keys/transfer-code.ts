import { createHash, randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { bytesToCode, codeToBytes } from '../../src-shared/text/typed-code.ts'
import { seal, unseal } from './box.ts'
import type { Argon2 } from './keyring.ts'
import { realmContext, realmKeyBytes } from './realm-key.ts'

/**
 * A key of the sealed realm as a code to type or keep in a file: `salt | box | check`. The box opens with a passphrase that
 * goes another way.
 */
const [saltBytes, checkBytes] = [8, 2]
const argon2id = 2

export async function toTransferCode(
  secret: Uint8Array,
  passphrase: string,
  argon2: Argon2,
): Promise<string> {
  const salt = randomBytes(saltBytes)
  const body = Buffer.concat([salt, seal(await stretch(passphrase, salt, argon2), secret, realmContext)])
  return bytesToCode(Buffer.concat([body, checkOf(body)]))
}

export async function readTransferCode(
  code: string,
  passphrase: string,
  argon2: Argon2,
): Promise<{ kind: 'read'; secret: Buffer } | { kind: 'mistyped' } | { kind: 'wrong' }> {
  const body = checkedBody(codeToBytes(code) ?? new Uint8Array(0))
  if (!body) return { kind: 'mistyped' }
  const key = await stretch(passphrase, body.subarray(0, saltBytes), argon2)
  const secret = unseal(key, body.subarray(saltBytes), realmContext)
  return secret?.length === realmKeyBytes ? { kind: 'read', secret } : { kind: 'wrong' }
}

/** Null where a sign was mistyped, which is found before the passphrase is blamed for it. */
function checkedBody(bytes: Uint8Array): Uint8Array | null {
  const body = bytes.subarray(0, -checkBytes)
  return checkOf(body).equals(bytes.subarray(-checkBytes)) ? body : null
}

const checkOf = (body: Uint8Array): Buffer =>
  createHash('sha256').update(body).digest().subarray(0, checkBytes)

const stretch = (
  passphrase: string,
  salt: Uint8Array,
  { memoryKib, passes, lanes }: Argon2,
): Promise<Buffer> =>
  hashRaw(passphrase.normalize('NFKC'), {
    salt: Buffer.concat([salt, Buffer.from('alpo-key')]), // Argon2 asks for 8 bytes and recommends 16
    memoryCost: memoryKib,
    timeCost: passes,
    parallelism: lanes,
    outputLen: realmKeyBytes,
    algorithm: argon2id,
  })
