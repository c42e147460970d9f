import { fromBase64 } from '../../../src-shared/text/base64.ts'

/** Seals what is written to the database: AES-256-GCM, with the key's name and the place of the row bound to the box. */
export type Cipher = {
  seal(value: unknown, place: string): Promise<Uint8Array>
  /** @throws DamagedBox when the box was changed, moved to another place, or sealed with another key. */
  open(box: Uint8Array, place: string): Promise<unknown>
  /** The same for bytes. */
  sealBytes(plain: Uint8Array, place: string): Promise<Uint8Array>
  openBytes(box: Uint8Array, place: string): Promise<Uint8Array>
}
export class DamagedBox extends Error {}

const ivBytes = 12
const ivsAtOnce = 512
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Each random number once; drawn for many boxes at a time, since a draw costs as much as a seal. */
function createIvs(): () => Uint8Array<ArrayBuffer> {
  let pool = new Uint8Array(0)
  let at = 0
  return () => {
    if (at === pool.length) {
      pool = crypto.getRandomValues(new Uint8Array(ivBytes * ivsAtOnce))
      at = 0
    }
    at += ivBytes
    return pool.subarray(at - ivBytes, at)
  }
}

/** @param dataKey 32 bytes, base64; the imported key cannot be read out of the window again. */
export async function createCipher(dataKey: string, keyId: string): Promise<Cipher> {
  const raw = fromBase64(dataKey)
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  raw.fill(0)
  const nextIv = createIvs()
  const additionalData = (place: string) => encoder.encode(`${keyId}/${place}`)
  const sealBytes = async (plain: Uint8Array, place: string): Promise<Uint8Array> => {
    const iv = nextIv()
    const sealed = await crypto.subtle.encrypt(
      { name: 'AES-GCM', iv, additionalData: additionalData(place) },
      key,
      plain as Uint8Array<ArrayBuffer>, // made here or by a worker of ours, never shared memory
    )
    const box = new Uint8Array(ivBytes + sealed.byteLength)
    box.set(iv)
    box.set(new Uint8Array(sealed), ivBytes)
    return box
  }
  const openBytes = async (box: Uint8Array, place: string): Promise<Uint8Array> => {
    const bytes = new Uint8Array(box)
    try {
      const plain = await crypto.subtle.decrypt(
        { name: 'AES-GCM', iv: bytes.subarray(0, ivBytes), additionalData: additionalData(place) },
        key,
        bytes.subarray(ivBytes),
      )
      return new Uint8Array(plain)
    } catch {
      throw new DamagedBox(`a row of ${place.split('/')[0]} cannot be opened`)
    }
  }
  return {
    sealBytes,
    openBytes,
    seal: (value, place) => sealBytes(encoder.encode(JSON.stringify(value)), place),
    open: async (box, place) => JSON.parse(decoder.decode(await openBytes(box, place))) as unknown,
  }
}
