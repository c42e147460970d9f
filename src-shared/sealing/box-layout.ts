/**
 * A sealed box: AES-256-GCM (NIST SP 800-38D), laid out as `nonce | ciphertext | tag`. The nonce is random, and a context is
 * bound to the box that must be given again to open it. Rows of the window, files on the disk, operations and exchange
 * files have this layout: `src-main/keys/box.ts` makes it with Node's ciphers, `web-boxes.ts` with WebCrypto.
 */
export const nonceBytes = 12
export const tagBytes = 16

/** The nonce, and the ciphertext with its tag; null where the bytes are fewer than any box has. */
export function splitBox(box: Uint8Array): { nonce: Uint8Array; sealed: Uint8Array } | null {
  if (box.length < nonceBytes + tagBytes) return null
  return { nonce: box.subarray(0, nonceBytes), sealed: box.subarray(nonceBytes) }
}
