import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { nonceBytes, tagBytes } from './header.ts'

/** One frame: docs/journal.md, "Frame". `head | ciphertext | tag | checksum`, numbers big-endian. */
export const frameHeadBytes = 56
const nonceAt = 44
const checkBytes = 4
export const frameTailBytes = tagBytes + checkBytes
export const frameMarker = Buffer.from('ALPF', 'latin1')
/** A length beyond this is damage, whatever the file's size; an act beyond it is refused. */
export const maxPayloadBytes = 256 * 1024 * 1024

const kindCodes = { act: 1, void: 2, rows: 3, end: 4 } as const
/** `act` and `void` stand in logs, `rows` and `end` in snapshots. */
export type FrameKind = keyof typeof kindCodes
const kindOf = (code: number): FrameKind | undefined =>
  (['act', 'void', 'rows', 'end'] as const).find((kind) => kindCodes[kind] === code)

export type FrameHead = {
  readonly kind: FrameKind
  readonly n: number
  /** The last frame that was on the disk when this one was written. */
  readonly durable: number
  /** The tag of the frame before: a frame opens by itself, and is held to its place by this. */
  readonly tagBefore: Uint8Array
  readonly payloadBytes: number
}
export const frameBytes = (payloadBytes: number): number => frameHeadBytes + payloadBytes + frameTailBytes

/** What a frame is bound to: the file's identity, and its own head with the tag of the frame before. */
const boundTo = (identity: Uint8Array, head: Uint8Array): Buffer =>
  Buffer.concat([identity, head.subarray(8, nonceAt)])

export type Binding = {
  readonly secret: Uint8Array
  readonly identity: Uint8Array
}

export function sealFrame(
  { kind, n, durable, tagBefore }: Omit<FrameHead, 'payloadBytes'>,
  payload: Uint8Array,
  { secret, identity }: Binding,
): Buffer {
  const bytes = Buffer.alloc(frameBytes(payload.length))
  frameMarker.copy(bytes)
  bytes.writeUInt32BE(payload.length, 4)
  bytes.writeUInt32BE(kindCodes[kind], 8)
  bytes.writeBigUInt64BE(BigInt(n), 12)
  bytes.writeBigUInt64BE(BigInt(durable), 20)
  bytes.set(tagBefore, 28)
  bytes.set(randomBytes(nonceBytes), nonceAt)
  const cipher = createCipheriv('aes-256-gcm', secret, bytes.subarray(nonceAt, frameHeadBytes))
  cipher.setAAD(boundTo(identity, bytes))
  bytes.set(cipher.update(payload), frameHeadBytes)
  cipher.final() // nothing is left in it
  bytes.set(cipher.getAuthTag(), bytes.length - frameTailBytes)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -checkBytes)), bytes.length - checkBytes)
  return bytes
}

/** Null where the bytes are no head of a frame: nothing is allocated by a length that no frame has. */
export function readFrameHead(bytes: Buffer): FrameHead | null {
  if (bytes.length < frameHeadBytes || !bytes.subarray(0, 4).equals(frameMarker)) return null
  const payloadBytes = bytes.readUInt32BE(4)
  const kind = kindOf(bytes.readUInt32BE(8))
  if (payloadBytes > maxPayloadBytes || !kind) return null
  return {
    kind,
    n: Number(bytes.readBigUInt64BE(12)),
    durable: Number(bytes.readBigUInt64BE(20)),
    tagBefore: bytes.subarray(28, nonceAt),
    payloadBytes,
  }
}

/** Whether the bytes are those that were written; needs no key. */
export const isIntact = (frame: Buffer): boolean =>
  crc32(frame.subarray(0, -checkBytes)) === frame.readUInt32BE(frame.length - checkBytes)

export const tagOf = (frame: Uint8Array): Uint8Array =>
  frame.subarray(frame.length - frameTailBytes, frame.length - checkBytes)

/** The payload, or null where the frame belongs to another place, another journal or another key. */
export function openFrame(frame: Buffer, { secret, identity }: Binding): Buffer | null {
  const decipher = createDecipheriv('aes-256-gcm', secret, frame.subarray(nonceAt, frameHeadBytes))
  decipher.setAAD(boundTo(identity, frame)).setAuthTag(tagOf(frame))
  try {
    const payload = decipher.update(frame.subarray(frameHeadBytes, frame.length - frameTailBytes))
    decipher.final()
    return payload
  } catch {
    return null
  }
}
