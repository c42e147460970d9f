/** What a `void` frame holds: the number of the act that it takes back. */
export function encodeVoid(n: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(n))
  return bytes
}

/** Null where it is none. */
export const decodeVoid = (payload: Buffer): number | null =>
  payload.length === 8 ? Number(payload.readBigUInt64BE()) : null
