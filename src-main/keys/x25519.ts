import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { seal, unseal } from './box.ts'

/** The frame of a raw private key in PKCS #8 (RFC 8410). */
const frame = Buffer.from('302e020100300506032b656e04220420', 'hex')
const keyBytes = 32

const toRaw = (key: KeyObject): Buffer => Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
const privateKeyOf = (seed: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([frame, seed]), format: 'der', type: 'pkcs8' })
const publicKeyFrom = (raw: Uint8Array): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'X25519', x: Buffer.from(raw).toString('base64url') },
    format: 'jwk',
  })

/** The public key that belongs to 32 secret bytes. */
export const publicKeyOf = (seed: Uint8Array): Buffer => toRaw(createPublicKey(privateKeyOf(seed)))

/** Seals for whoever has the private key: `ephemeral public key | iv | ciphertext | tag`. `context` must be given again. */
export function sealFor(publicKey: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const ephemeral = generateKeyPairSync('x25519')
  const own = toRaw(ephemeral.publicKey)
  const shared = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: publicKeyFrom(publicKey) })
  return Buffer.concat([own, seal(agreed(shared, own, publicKey), plain, context)])
}

/** The plain bytes, or null when it was sealed for somebody else, under another context, or changed. */
export function unsealWith(seed: Uint8Array, box: Uint8Array, context: string): Buffer | null {
  if (box.length <= keyBytes) return null
  const theirs = box.subarray(0, keyBytes)
  try {
    const shared = diffieHellman({ privateKey: privateKeyOf(seed), publicKey: publicKeyFrom(theirs) })
    return unseal(agreed(shared, theirs, publicKeyOf(seed)), box.subarray(keyBytes), context)
  } catch {
    return null // a point that gives no key
  }
}

const agreed = (shared: Uint8Array, ephemeral: Uint8Array, recipient: Uint8Array): Uint8Array =>
  new Uint8Array(
    hkdfSync('sha256', shared, Buffer.concat([ephemeral, recipient]), 'alpo-desk/sealed-for', keyBytes),
  )
