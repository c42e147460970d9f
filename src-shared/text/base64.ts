import { base64 } from '@scure/base'

/** Bytes as base64 with padding (RFC 4648, 4), by the engine's own conversion where it has one. Node code has Buffer's. */
export const toBase64 = (bytes: Uint8Array): string => base64.encode(bytes)

/** @throws Error where the text is no base64 with padding. */
export const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  base64.decode(text) as Uint8Array<ArrayBuffer> // made by the call itself, never shared memory
