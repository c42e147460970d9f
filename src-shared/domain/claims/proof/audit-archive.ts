import { unzipSync, zipSync } from 'fflate'

/** Files by their names in the archive, in their order. */
export type Files = ReadonlyMap<string, Uint8Array>

/** Stored and never compressed, with one time for all: the same files give the same bytes, on every machine and in any year. */
export const pack = (files: Files): Uint8Array =>
  // an archive has the local time: the same day and hour wherever it is made
  zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(2025, 0, 1) })

/** Null for what is no archive. Compressed entries are none of ours, and are passed over: nothing can swell. */
export function unpack(bytes: Uint8Array): Files | null {
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter: ({ compression }) => compression === 0 })))
  } catch {
    return null
  }
}
