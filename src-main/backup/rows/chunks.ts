import { crc32 } from 'node:zlib'
import type { KeyPath } from '../../../src-shared/journal/act.ts'
import type { Chunk } from '../format/backup-file.ts'
import { encodeRows, type RawRow } from './act-rows.ts'

/** How many bytes of rows a chunk has on average. */
const targetBytes = 128 * 1024
/** 2³² over the golden ratio: spreads checksums of names that follow one another (Knuth, TAOCP 3, 6.4). */
const spreading = 0x9e3779b1

/**
 * Whether a chunk ends behind a row: by its place and size alone, so that the same rows are always parted the same way,
 * whatever was there before, and a changed row moves no boundary but its own. docs/backup.md, "Chunks".
 */
export const endsChunk = ({ place, from, to }: RawRow): boolean =>
  (Math.imul(crc32(place), spreading) >>> 0) / 2 ** 32 < (to - from) / targetBytes

/** Parts the rows of one table, which come in the order of their places. The last part may go on. */
export function partRows(rows: readonly RawRow[]): readonly (readonly RawRow[])[] {
  const parts: RawRow[][] = []
  let part: RawRow[] = []
  for (const row of rows) {
    part.push(row)
    if (!endsChunk(row)) continue
    parts.push(part)
    part = []
  }
  return part.length > 0 ? [...parts, part] : parts
}

/** Puts a chunk's rows where backups are kept. @returns the name of the blob */
export type KeepRows = (content: Uint8Array) => Promise<string>

export async function keepChunk(
  table: string,
  path: KeyPath | undefined,
  rows: readonly RawRow[],
  keep: KeepRows,
): Promise<Chunk> {
  const content = encodeRows(table, path, rows)
  const [first, last] = [rows[0]?.place ?? '', rows.at(-1)?.place ?? '']
  return { id: await keep(content), table, first, last, rows: rows.length, bytes: content.length }
}
