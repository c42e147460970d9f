import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const [ivBytes, tagBytes] = [12, 16]

/** AES-256-GCM: `iv | ciphertext | tag`. `context` is bound to the box and must be given again to open it. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context))
  return Buffer.concat([iv, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

/** The plain bytes, or null when the key or the context is another one or the box was changed. */
export function unseal(key: Uint8Array, box: Uint8Array, context: string): Buffer | null {
  if (box.length < ivBytes + tagBytes) return null
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, ivBytes))
    .setAAD(Buffer.from(context))
    .setAuthTag(box.subarray(-tagBytes))
  try {
    const plain = decipher.update(box.subarray(ivBytes, -tagBytes))
    decipher.final() // nothing is left in it; it says whether the tag is right
    return plain
  } catch {
    return null
  }
}

/** A key of its own for each purpose (HKDF-SHA-256, RFC 5869). */
export const deriveKey = (secret: Uint8Array, purpose: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, new Uint8Array(0), `alpo-desk/${purpose}`, 32))
