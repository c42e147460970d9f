import { fromBase64 } from '../../../src-shared/text/base64.ts'
import { boxes, importBoxKey } from './boxes.ts'

/** Seals what is written to the database: AES-256-GCM, with the key's name and the place of the row bound to the box. */
export type Cipher = {
  seal(value: unknown, place: string): Promise<Uint8Array>
  /** @throws DamagedBox when the box was changed, moved to another place, or sealed with another key. */
  open(box: Uint8Array, place: string): Promise<unknown>
  /** The same for bytes. */
  sealBytes(plain: Uint8Array, place: string): Promise<Uint8Array>
  openBytes(box: Uint8Array, place: string): Promise<Uint8Array>
}
export class DamagedBox extends Error {
  override readonly name = 'DamagedBox'
}

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** @param dataKey 32 bytes, base64; the imported key cannot be read out of the window again. */
export async function createCipher(dataKey: string, keyId: string): Promise<Cipher> {
  const raw = fromBase64(dataKey)
  const key = await importBoxKey(raw)
  raw.fill(0)
  const contextOf = (place: string): Uint8Array => encoder.encode(`${keyId}/${place}`)
  const sealBytes = (plain: Uint8Array, place: string): Promise<Uint8Array> =>
    boxes.seal(key, plain, contextOf(place))
  const openBytes = async (box: Uint8Array, place: string): Promise<Uint8Array> => {
    const plain = await boxes.open(key, new Uint8Array(box), contextOf(place))
    if (!plain) throw new DamagedBox(`a row of ${place.split('/')[0]} cannot be opened`)
    return plain
  }
  return {
    sealBytes,
    openBytes,
    seal: (value, place) => sealBytes(encoder.encode(JSON.stringify(value)), place),
    open: async (box, place) => JSON.parse(decoder.decode(await openBytes(box, place))) as unknown,
  }
}
