import { toBase64 } from '../../../src-shared/text/base64.ts'

/** By which a device proves to the hub that it has the realm's key, without telling it (`SealedFields`). */
export type ErasingKey = CryptoKey

/** @param raw a key of the realm, which is not kept. */
export async function erasingKeyOf(raw: Uint8Array<ArrayBuffer>): Promise<ErasingKey> {
  const base = await crypto.subtle.importKey('raw', raw, 'HKDF', false, ['deriveKey'])
  const info = new TextEncoder().encode('alpo-desk/erasing-proof')
  return crypto.subtle.deriveKey(
    { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info },
    base,
    { name: 'HMAC', hash: 'SHA-256', length: 256 },
    false,
    ['sign'],
  )
}

const secretOf = async (key: ErasingKey, recordId: string): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(recordId)))

/** Told to the hub when the record is erased. */
export const proofOf = async (key: ErasingKey, recordId: string): Promise<string> =>
  toBase64(await secretOf(key, recordId))

/** Laid beside each box of the record; it tells nothing of the secret. */
export const lockOf = async (key: ErasingKey, recordId: string): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', await secretOf(key, recordId))))
