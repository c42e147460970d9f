import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { nonceBytes, splitBox, tagBytes } from '../../src-shared/sealing/box-layout.ts'

const algorithm = 'aes-256-gcm'

/** A sealed box (`box-layout.ts`). `context` is bound to the box and must be given again to open it. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  return Buffer.concat([nonce, ...encrypted(key, nonce, plain, context)])
}

/** The plain bytes, or null when the key or the context is another one or the box was changed. */
export function unseal(key: Uint8Array, box: Uint8Array, context: string): Buffer | null {
  const parts = splitBox(box)
  return parts && unsealAt(key, parts.nonce, parts.sealed, context)
}

/** `ciphertext | tag`, where both ends know the nonce. It must never come twice under one key. */
export const sealAt = (key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, context: string): Buffer =>
  Buffer.concat(encrypted(key, nonce, plain, context))

export function unsealAt(
  key: Uint8Array,
  nonce: Uint8Array,
  sealed: Uint8Array,
  context: string,
): Buffer | null {
  if (sealed.length < tagBytes) return null
  const decipher = createDecipheriv(algorithm, key, nonce)
    .setAAD(Buffer.from(context))
    .setAuthTag(sealed.subarray(-tagBytes))
  try {
    const plain = decipher.update(sealed.subarray(0, -tagBytes))
    decipher.final() // nothing is left in it; it says whether the tag is right
    return plain
  } catch {
    return null
  }
}

function encrypted(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array, context: string): Buffer[] {
  const cipher = createCipheriv(algorithm, key, nonce).setAAD(Buffer.from(context))
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()]
}

/** A key of its own for each purpose (HKDF-SHA-256, RFC 5869). */
export const deriveKey = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `alpo-desk/${purpose}`, 32))
