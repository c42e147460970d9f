import { timingSafeEqual } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { SetFileKind, SetFileName } from './file-names.ts'
import { type BackupKeys, keyedHash } from './keys.ts'

/** The beginning of each file of a set: docs/backup.md, "Header". Numbers are big-endian. */
export const headerBytes = 80
const formatVersion = 1
const magic = Buffer.from('ALPOBKUP', 'latin1')
const provedBytes = 44
const kindCodes: Readonly<Record<SetFileKind, number>> = { pack: 1, backup: 2, condemned: 3, pause: 4 }

export function writeHeader({ kind, id }: SetFileName, keys: BackupKeys): Buffer {
  const bytes = Buffer.alloc(headerBytes)
  magic.copy(bytes)
  bytes.writeUInt16BE(formatVersion, 8)
  bytes.writeUInt8(kindCodes[kind], 10)
  bytes.write(keys.keyId, 12, 16)
  bytes.write(id, 28, 'hex')
  keyedHash(keys, bytes.subarray(0, provedBytes)).copy(bytes, provedBytes)
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 76)), 76)
  return bytes
}

export type ReadHeader =
  | { readonly kind: 'ours'; readonly bytes: Buffer }
  | { readonly kind: 'damaged' | 'other-register' }
  | { readonly kind: 'newer-version'; readonly version: number }

/** Whether a file is of this set, and the one that its name says. */
export function readHeader(given: Uint8Array, { kind, id }: SetFileName, keys: BackupKeys): ReadHeader {
  const bytes = Buffer.from(given.subarray(0, headerBytes))
  if (bytes.length < 10 || !bytes.subarray(0, 8).equals(magic)) return { kind: 'damaged' }
  const version = bytes.readUInt16BE(8)
  // a later version may have another length and another checksum: only its number is known
  if (version > formatVersion) return { kind: 'newer-version', version }
  if (bytes.length < headerBytes || crc32(bytes.subarray(0, 76)) !== bytes.readUInt32BE(76))
    return { kind: 'damaged' }
  const keyId = bytes.toString('latin1', 12, 28).replace(/\0+$/, '')
  const proof = bytes.subarray(provedBytes, 76)
  if (keyId !== keys.keyId || !timingSafeEqual(keyedHash(keys, bytes.subarray(0, provedBytes)), proof))
    return { kind: 'other-register' }
  const isAsNamed = bytes.readUInt8(10) === kindCodes[kind] && bytes.toString('hex', 28, 44) === id
  return isAsNamed ? { kind: 'ours', bytes } : { kind: 'damaged' }
}

/** What a record that belongs to one file is bound to. */
export const identityOf = (header: Uint8Array): Uint8Array => header.subarray(8, provedBytes)
