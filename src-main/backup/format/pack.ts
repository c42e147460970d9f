import { type JournalFile, type JournalFiles, withFile } from '../../journal/format/files.ts'
import type { SetFileName } from './file-names.ts'
import { headerBytes, identityOf, readHeader } from './header.ts'
import type { BackupKeys } from './keys.ts'
import { damaged } from './problem.ts'
import {
  isIntact,
  openRecord,
  type RecordKind,
  readRecordHead,
  recordBytes,
  recordHeadBytes,
  recordMarker,
} from './record.ts'
import { beginFile } from './write-file.ts'

/** Where a blob lies in its pack: all of its record. */
export type BlobPlace = {
  readonly id: string
  readonly kind: RecordKind
  readonly at: number
  readonly bytes: number
}

const entryBytes = 32 + 1 + 8 + 4
const trailerBytes = 12
const endMarker = Buffer.from('ALPE', 'latin1')
type BlobKind = 'rows' | 'file'
const codes = { rows: 1, file: 2 }

/** A pack that takes blobs until it is closed with its index. */
export async function beginPack(files: JournalFiles, keys: BackupKeys) {
  const file = await beginFile(files, keys, 'pack')
  const places: BlobPlace[] = []
  return {
    name: file.name,
    size: file.size,
    places: (): readonly BlobPlace[] => places,
    /** @param record as `sealRecord` made it, or as it lay in another pack */
    async put(kind: BlobKind, id: string, record: Uint8Array): Promise<void> {
      places.push({ id, kind, at: await file.put(record), bytes: record.length })
    },
    async finish(): Promise<void> {
      const at = await file.putOwn('index', encodeIndex(places))
      const trailer = Buffer.alloc(trailerBytes)
      trailer.writeBigUInt64BE(BigInt(at))
      endMarker.copy(trailer, 8)
      await file.put(trailer)
      await file.finish()
    },
    drop: file.drop,
  }
}
export type PackWriter = Awaited<ReturnType<typeof beginPack>>

function encodeIndex(places: readonly BlobPlace[]): Buffer {
  const bytes = Buffer.alloc(places.length * entryBytes)
  for (const [index, { id, kind, at, bytes: length }] of places.entries()) {
    const from = index * entryBytes
    bytes.write(id, from, 'hex')
    bytes.writeUInt8(kind === 'rows' ? codes.rows : codes.file, from + 32)
    bytes.writeBigUInt64BE(BigInt(at), from + 33)
    bytes.writeUInt32BE(length, from + 41)
  }
  return bytes
}

const decodeIndex = (bytes: Buffer): readonly BlobPlace[] =>
  Array.from({ length: Math.floor(bytes.length / entryBytes) }, (_, index) => {
    const from = index * entryBytes
    return {
      id: bytes.toString('hex', from, from + 32),
      kind: bytes.readUInt8(from + 32) === codes.rows ? ('rows' as const) : ('file' as const),
      at: Number(bytes.readBigUInt64BE(from + 33)),
      bytes: bytes.readUInt32BE(from + 41),
    }
  })

/** As much of a pack's end as is read at once: most indexes are in it. */
const endBytes = 64 * 1024

/** The blobs of a pack by the index at its end; null where that cannot be read. */
export const readIndex = (
  files: JournalFiles,
  named: SetFileName,
  keys: BackupKeys,
): Promise<readonly BlobPlace[] | null> =>
  withFile(files, named.name, 'read', async (file) => {
    const header = readHeader(await file.read(0, headerBytes), named, keys)
    if (header.kind !== 'ours') return null
    const size = await file.size()
    const from = Math.max(0, size - endBytes)
    const end = Buffer.from(await file.read(from, size - from))
    if (end.length < trailerBytes || !end.subarray(-4).equals(endMarker)) return null
    const at = Number(end.readBigUInt64BE(end.length - trailerBytes))
    const bytes = size - trailerBytes - at
    if (bytes < recordHeadBytes || at < headerBytes) return null
    const record =
      at >= from ? end.subarray(at - from, -trailerBytes) : Buffer.from(await file.read(at, bytes))
    const content = openRecord(keys, record, identityOf(header.bytes))
    return content && decodeIndex(content)
  })

/** The blobs of a pack by its records alone: what {@link readIndex} says, or what is left where its index is damaged. */
export const walkPack = (
  files: JournalFiles,
  named: SetFileName,
): Promise<{ readonly places: readonly BlobPlace[]; readonly isWhole: boolean }> =>
  withFile(files, named.name, 'read', async (file) => {
    const size = await file.size()
    const places: BlobPlace[] = []
    let isWhole = true
    let at = headerBytes
    while (at < size - trailerBytes) {
      const found = await recordAt(file, at, size)
      if (!found) {
        isWhole = false
        at = await nextMarker(file, at + 1, size)
        continue
      }
      if (found.kind === 'rows' || found.kind === 'file') places.push(found)
      at += found.bytes
    }
    return { places, isWhole }
  })

async function recordAt(file: JournalFile, at: number, size: number): Promise<BlobPlace | null> {
  const head = readRecordHead(Buffer.from(await file.read(at, recordHeadBytes)))
  if (!head) return null
  const bytes = recordBytes(head.contentBytes)
  if (at + bytes > size) return null
  const record = Buffer.from(await file.read(at, bytes))
  return isIntact(record) ? { id: head.id, kind: head.kind, at, bytes } : null
}

const step = 1024 * 1024
/** Where the next record may begin; the end of the file where there is none. */
async function nextMarker(file: JournalFile, from: number, size: number): Promise<number> {
  for (let at = from; at < size; at += step) {
    const found = Buffer.from(await file.read(at, step + recordMarker.length)).indexOf(recordMarker)
    if (found >= 0) return at + found
  }
  return size
}

/** The record of a blob as it lies there. @throws BackupFailure where it is not there or is not whole */
export async function readBlobRecord(
  files: JournalFiles,
  pack: string,
  { at, bytes, id }: BlobPlace,
): Promise<Buffer> {
  const record = await withFile(files, pack, 'read', async (file) => Buffer.from(await file.read(at, bytes)))
  if (record.length !== bytes || !isIntact(record) || readRecordHead(record)?.id !== id) throw damaged(pack)
  return record
}
