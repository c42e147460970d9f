import { nonceBytes } from '../../../src-shared/sealing/box-layout.ts'
import { createWebBoxes } from '../../../src-shared/sealing/web-boxes.ts'

const noncesAtOnce = 512

/** Each random number once; drawn for many boxes at a time, since a draw costs as much as a seal. */
function createNonces(): () => Uint8Array<ArrayBuffer> {
  let pool = new Uint8Array(0)
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = crypto.getRandomValues(new Uint8Array(nonceBytes * noncesAtOnce))
      at = 0
    }
    at += nonceBytes
    return pool.subarray(at - nonceBytes, at)
  }
}

/** The sealed boxes of the window. */
export const boxes = createWebBoxes<CryptoKey>(crypto.subtle, createNonces())
const usages: KeyUsage[] = ['encrypt', 'decrypt']

/** @param raw 32 bytes; the imported key cannot be read out of the window again. */
export const importBoxKey = (raw: Uint8Array<ArrayBuffer>): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, 'AES-GCM', false, usages)
