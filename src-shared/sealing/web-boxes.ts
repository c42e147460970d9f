import { splitBox } from './box-layout.ts'

type Bytes = Uint8Array<ArrayBuffer>
type GcmParameters = { readonly name: 'AES-GCM'; readonly iv: Bytes; readonly additionalData: Bytes }

/** What boxes need of WebCrypto's `crypto.subtle`, which the window and Node have alike. */
type SubtleGcm<Key> = {
  encrypt(parameters: GcmParameters, key: Key, plain: Bytes): Promise<ArrayBuffer>
  decrypt(parameters: GcmParameters, key: Key, sealed: Bytes): Promise<ArrayBuffer>
}

export type WebBoxes<Key> = {
  seal(key: Key, plain: Uint8Array, context: Uint8Array): Promise<Bytes>
  /** The plain bytes, or null when the key or the context is another one or the box was changed. */
  open(key: Key, box: Uint8Array, context: Uint8Array): Promise<Bytes | null>
}

/**
 * Sealed boxes (`box-layout.ts`) by WebCrypto. No byte that comes here lies in shared memory.
 * @param nextNonce 12 random bytes, others at each call
 */
export function createWebBoxes<Key>(subtle: SubtleGcm<Key>, nextNonce: () => Bytes): WebBoxes<Key> {
  const parametersOf = (nonce: Uint8Array, context: Uint8Array): GcmParameters => ({
    name: 'AES-GCM',
    iv: nonce as Bytes,
    additionalData: context as Bytes,
  })
  return {
    async seal(key, plain, context) {
      const nonce = nextNonce()
      const sealed = await subtle.encrypt(parametersOf(nonce, context), key, plain as Bytes)
      const box = new Uint8Array(nonce.length + sealed.byteLength)
      box.set(nonce)
      box.set(new Uint8Array(sealed), nonce.length)
      return box
    },
    async open(key, box, context) {
      const parts = splitBox(box)
      if (!parts) return null
      try {
        return new Uint8Array(
          await subtle.decrypt(parametersOf(parts.nonce, context), key, parts.sealed as Bytes),
        )
      } catch {
        return null
      }
    },
  }
}
