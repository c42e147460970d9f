/** Seals what is written to the database: AES-256-GCM, with the key's name and the place of the row bound to the box. */
export type Cipher = {
  seal(value: unknown, place: string): Promise<Uint8Array>
  /** @throws DamagedBox when the box was changed, moved to another place, or sealed with another key. */
  open(box: Uint8Array, place: string): Promise<unknown>
}
export class DamagedBox extends Error {}

const ivBytes = 12
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** @param dataKey 32 bytes, base64; the imported key cannot be read out of the window again. */
export async function createCipher(dataKey: string, keyId: string): Promise<Cipher> {
  const raw = Uint8Array.from(atob(dataKey), (sign) => sign.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt'])
  raw.fill(0)
  const additionalData = (place: string) => encoder.encode(`${keyId}/${place}`)
  return {
    async seal(value, place) {
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const plain = encoder.encode(JSON.stringify(value))
      const sealed = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: additionalData(place) },
        key,
        plain,
      )
      const box = new Uint8Array(ivBytes + sealed.byteLength)
      box.set(iv)
      box.set(new Uint8Array(sealed), ivBytes)
      return box
    },
    async open(box, place) {
      const bytes = new Uint8Array(box)
      try {
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: bytes.subarray(0, ivBytes), additionalData: additionalData(place) },
          key,
          bytes.subarray(ivBytes),
        )
        return JSON.parse(decoder.decode(plain)) as unknown
      } catch {
        throw new DamagedBox(`a row of ${place.split('/')[0]} cannot be opened`)
      }
    },
  }
}
