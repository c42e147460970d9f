import { decode, encode } from 'cborg'
import { z } from 'zod'
import { type JournalFiles, withFile } from '../../journal/format/files.ts'
import type { SetFileName } from './file-names.ts'
import { headerBytes, identityOf, readHeader } from './header.ts'
import type { BackupKeys } from './keys.ts'
import { openRecord, type RecordKind, readRecordHead, recordBytes, recordHeadBytes } from './record.ts'
import { writeRecords } from './write-file.ts'

const bytesOf = (length: number) =>
  z.custom<Uint8Array>((value) => value instanceof Uint8Array && value.length === length)
const BlobId = bytesOf(32).transform((bytes) => Buffer.from(bytes).toString('hex'))
const count = z.int().nonnegative()

/** What is known of a backup before its content is read. */
const Summary = z.object({
  /** Counts on from the highest number that was in the set. */
  seq: z.int().positive(),
  /** When it was made, by the clock of the machine, in ms since 1970. */
  at: z.int(),
  /** How long backups have been made, in ms: it never goes back and never leaps (`rotation/kept.ts`). */
  clock: count,
  /** The device that made it, by a name that says nothing. */
  maker: z.string(),
  /** The last frame of the journal that is in it, and that frame's tag. */
  n: count,
  tag: bytesOf(16),
  /** How many rows each table has. */
  tables: z.record(z.string(), count),
  files: count,
  /** Of rows and files together, before they were sealed. */
  bytes: count,
})
export type Summary = z.infer<typeof Summary>

/** Rows of one table in the order of their places: docs/backup.md, "Chunks". */
const Chunk = z
  .tuple([BlobId, z.string(), z.string(), z.string(), count, count])
  .transform(([id, table, first, last, rows, bytes]) => ({ id, table, first, last, rows, bytes }))
export type Chunk = z.infer<typeof Chunk>
/** A file of the data folder by its name there. */
const KeptFile = z
  .tuple([z.string().regex(/^[0-9a-f]{64}\.(box|bin)$/), BlobId, count])
  .transform(([name, id, bytes]) => ({ name, id, bytes }))
export type KeptFile = z.infer<typeof KeptFile>
const Content = z.object({ chunks: z.array(Chunk).readonly(), files: z.array(KeptFile).readonly() })
export type Content = z.infer<typeof Content>

/** @param beforeNaming the last look before the backup is one; where it throws, there is none */
export const writeBackup = (
  files: JournalFiles,
  keys: BackupKeys,
  summary: Summary,
  { chunks, files: kept }: Content,
  beforeNaming: () => Promise<void>,
): Promise<string> => {
  const hex = (id: string): Uint8Array => new Uint8Array(Buffer.from(id, 'hex'))
  const content = {
    chunks: chunks.map(({ id, table, first, last, rows, bytes }) => [
      hex(id),
      table,
      first,
      last,
      rows,
      bytes,
    ]),
    files: kept.map(({ name, id, bytes }) => [name, hex(id), bytes]),
  }
  return writeRecords(
    files,
    keys,
    'backup',
    [
      ['summary', encode(summary)],
      ['content', encode(content)],
    ],
    beforeNaming,
  )
}

/** Null where it cannot be read. */
export const readSummary = (
  files: JournalFiles,
  named: SetFileName,
  keys: BackupKeys,
): Promise<Summary | null> => readOwn(files, named, keys, 'summary', Summary)
export const readContent = (
  files: JournalFiles,
  named: SetFileName,
  keys: BackupKeys,
): Promise<Content | null> => readOwn(files, named, keys, 'content', Content)

/** The record of a kind that belongs to a file, by its schema; null where it is not there or is not whole. */
export const readOwn = <T>(
  files: JournalFiles,
  named: SetFileName,
  keys: BackupKeys,
  kind: RecordKind,
  schema: z.ZodType<T>,
): Promise<T | null> =>
  withFile(files, named.name, 'read', async (file) => {
    const header = readHeader(await file.read(0, headerBytes), named, keys)
    if (header.kind !== 'ours') return null
    const size = await file.size()
    for (let at = headerBytes; at < size; ) {
      const head = readRecordHead(Buffer.from(await file.read(at, recordHeadBytes)))
      if (!head || at + recordBytes(head.contentBytes) > size) return null
      if (head.kind !== kind) {
        at += recordBytes(head.contentBytes)
        continue
      }
      const record = Buffer.from(await file.read(at, recordBytes(head.contentBytes)))
      const content = openRecord(keys, record, identityOf(header.bytes))
      return content && parsed(content, schema)
    }
    return null
  })

function parsed<T>(content: Buffer, schema: z.ZodType<T>): T | null {
  try {
    return schema.parse(decode(content))
  } catch {
    return null
  }
}
