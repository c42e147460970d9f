import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { deriveKey } from '../../keys/box.ts'
import type { Opened } from '../../keys/keyring.ts'

/** The beginning of each file of the journal: docs/journal.md, "Header". Numbers are big-endian. */
export const headerBytes = 128
export const formatVersion = 1
export const tagBytes = 16
export const nonceBytes = 12
const magic = Buffer.from('ALPOJRNL', 'latin1')
/** What is bound to each frame of a file, beside what the frame says of itself. */
const identity = { from: 8, to: 80 } as const
const textAt = { registerId: [28, 36], keyId: [64, 16] } as const

export type FileKind = 'log' | 'snapshot'
const kindCodes = { log: 1, snapshot: 2 } as const

export type Header = {
  readonly kind: FileKind
  /** Counts from 1; a snapshot has the number of the log that goes on behind it. */
  readonly number: number
  /** Of a log, the number of its first frame. Of a snapshot, the first number that is *not* in it. */
  readonly firstN: number
  readonly registerId: string
  readonly keyId: string
  /** The tag of the frame before the first one; zeros before frame 1. */
  readonly tagBefore: Uint8Array
}
/** The key of a journal and whose it is. */
export type JournalKeys = {
  readonly registerId: string
  readonly keyId: string
  readonly secret: Uint8Array
}
export const noTag = new Uint8Array(tagBytes)

/** @param registerId the same for as long as the register lives on this device; at most 36 bytes. */
export const journalKeysOf = (
  { keyId, dataKey }: Pick<Opened, 'keyId' | 'dataKey'>,
  registerId: string,
): JournalKeys => ({ registerId, keyId, secret: deriveKey(dataKey, 'journal') })

export function writeHeader(header: Header, secret: Uint8Array): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  magic.copy(bytes)
  bytes.writeUInt16BE(formatVersion, 8)
  bytes.writeUInt8(kindCodes[header.kind], 10)
  bytes.writeBigUInt64BE(BigInt(header.number), 12)
  bytes.writeBigUInt64BE(BigInt(header.firstN), 20)
  for (const field of ['registerId', 'keyId'] as const) {
    const [at, size] = textAt[field]
    if (Buffer.byteLength(header[field]) > size) throw new Error(`${field} is longer than ${size} bytes`)
    bytes.write(header[field], at)
  }
  bytes.set(header.tagBefore, 80)
  bytes.set(randomBytes(nonceBytes), 96)
  bytes.set(proofOf(bytes, secret), 108)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 124)), 124)
  return bytes
}

const proofOf = (bytes: Buffer, secret: Uint8Array): Buffer => {
  const cipher = createCipheriv('aes-256-gcm', secret, bytes.subarray(96, 108))
  cipher.setAAD(bytes.subarray(0, 96)).final()
  return cipher.getAuthTag()
}

export type ReadHeader =
  | { readonly kind: 'header'; readonly header: Header; readonly bytes: Buffer }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'newer-version'; readonly version: number }

/** Needs no key; whether it was written by this register's key says {@link isOurs}. */
export function readHeader(given: Uint8Array): ReadHeader {
  const bytes = Buffer.from(given.subarray(0, headerBytes))
  const damaged = { kind: 'damaged' } as const
  if (bytes.length < 10 || !bytes.subarray(0, 8).equals(magic)) return damaged
  const version = bytes.readUInt16BE(8)
  // a later version may have another length and another checksum: only its number is known
  if (version > formatVersion) return { kind: 'newer-version', version }
  if (bytes.length < headerBytes || crc32(bytes.subarray(0, 124)) !== bytes.readUInt32BE(124)) return damaged
  const code = bytes.readUInt8(10)
  const kind = code === kindCodes.log ? 'log' : code === kindCodes.snapshot ? 'snapshot' : null
  if (!kind) return damaged
  const header = {
    kind,
    number: Number(bytes.readBigUInt64BE(12)),
    firstN: Number(bytes.readBigUInt64BE(20)),
    registerId: textOf(bytes, textAt.registerId),
    keyId: textOf(bytes, textAt.keyId),
    tagBefore: bytes.subarray(80, 96),
  } as const
  return { kind: 'header', header, bytes }
}

const textOf = (bytes: Buffer, [at, size]: readonly [number, number]): string =>
  bytes.toString('utf8', at, at + size).replace(/\0+$/, '')

export function isOurs(bytes: Buffer, secret: Uint8Array): boolean {
  const decipher = createDecipheriv('aes-256-gcm', secret, bytes.subarray(96, 108))
  decipher.setAAD(bytes.subarray(0, 96)).setAuthTag(bytes.subarray(108, 124))
  try {
    decipher.final()
    return true
  } catch {
    return false
  }
}

/** The part of a header that every frame of the file is bound to. */
export const identityOf = (bytes: Uint8Array): Uint8Array => bytes.subarray(identity.from, identity.to)
