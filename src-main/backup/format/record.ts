import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type BackupKeys, keyedHash } from './keys.ts'

/**
 * One record: docs/backup.md, "Record". `head | ciphertext | tag | checksum`, numbers big-endian. A `file` is sealed as it lies in
 * the data folder, and is not sealed again.
 */
export const recordHeadBytes = 56
const tailBytes = 20
export const recordBytes = (contentBytes: number): number => recordHeadBytes + contentBytes + tailBytes
export const recordMarker = Buffer.from('ALPB', 'latin1')
/** A length beyond this is damage, whatever the file's size. */
const maxContentBytes = 1024 * 1024 * 1024
const nonceAt = 44

/** By their codes, from 1. */
const kinds = ['rows', 'file', 'index', 'summary', 'content', 'condemned'] as const
/** `rows` and `file` are blobs, which may lie in any pack; the others belong to their file. */
export type RecordKind = (typeof kinds)[number]
const codeOf = (kind: RecordKind): number => kinds.indexOf(kind) + 1

export type RecordHead = { readonly kind: RecordKind; readonly id: string; readonly contentBytes: number }
/** A blob's place is empty: it is not bound to the file that it lies in. */
export const anywhere = new Uint8Array()

/** The keyed hash of a content, by which a blob is found; equal contents have one name. */
export const contentId = (keys: BackupKeys, kind: RecordKind, content: Uint8Array): string =>
  keyedHash(keys, Buffer.from([codeOf(kind)]), content).toString('hex')

/** @param place what the record is bound to beside its own head: the identity of its file, or {@link anywhere} */
export function sealRecord(
  keys: BackupKeys,
  { kind, id }: Pick<RecordHead, 'kind' | 'id'>,
  content: Uint8Array,
  place: Uint8Array,
): Buffer {
  const bytes = Buffer.alloc(recordBytes(content.length))
  recordMarker.copy(bytes)
  bytes.writeUInt32BE(content.length, 4)
  bytes.writeUInt32BE(codeOf(kind), 8)
  bytes.write(id, 12, 'hex')
  if (kind === 'file') bytes.set(content, recordHeadBytes)
  else encryptInto(bytes, keys, content, place)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4)
  return bytes
}

function encryptInto(bytes: Buffer, keys: BackupKeys, content: Uint8Array, place: Uint8Array): void {
  bytes.set(randomBytes(12), nonceAt)
  const cipher = createCipheriv('aes-256-gcm', keys.seal, bytes.subarray(nonceAt, recordHeadBytes))
  cipher.setAAD(Buffer.concat([place, bytes.subarray(0, nonceAt)]))
  bytes.set(cipher.update(content), recordHeadBytes)
  cipher.final() // nothing is left in it
  bytes.set(cipher.getAuthTag(), bytes.length - tailBytes)
}

/** Null where the bytes are no head of a record: nothing is allocated by a length that no record has. */
export function readRecordHead(bytes: Buffer): RecordHead | null {
  if (bytes.length < recordHeadBytes || !bytes.subarray(0, 4).equals(recordMarker)) return null
  const contentBytes = bytes.readUInt32BE(4)
  const kind = kinds[bytes.readUInt32BE(8) - 1]
  if (contentBytes > maxContentBytes || !kind) return null
  return { kind, id: bytes.toString('hex', 12, nonceAt), contentBytes }
}

/** Whether the bytes are those that were written; needs no key. */
export const isIntact = (record: Buffer): boolean =>
  record.length >= recordBytes(0) && crc32(record.subarray(0, -4)) === record.readUInt32BE(record.length - 4)

/** The content; null where it is not what its head says, or of another place or key. */
export function openRecord(keys: BackupKeys, record: Buffer, place: Uint8Array): Buffer | null {
  const head = readRecordHead(record)
  if (!head || record.length !== recordBytes(head.contentBytes)) return null
  const content =
    head.kind === 'file'
      ? record.subarray(recordHeadBytes, record.length - tailBytes)
      : decrypted(keys, record, place)
  return content && contentId(keys, head.kind, content) === head.id ? content : null
}

function decrypted(keys: BackupKeys, record: Buffer, place: Uint8Array): Buffer | null {
  const tag = record.subarray(record.length - tailBytes, record.length - 4)
  const decipher = createDecipheriv('aes-256-gcm', keys.seal, record.subarray(nonceAt, recordHeadBytes))
  decipher.setAAD(Buffer.concat([place, record.subarray(0, nonceAt)])).setAuthTag(tag)
  try {
    const content = decipher.update(record.subarray(recordHeadBytes, record.length - tailBytes))
    decipher.final()
    return content
  } catch {
    return null
  }
}
