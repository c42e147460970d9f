import { createHash } from 'node:crypto'

/** A file of an export as it was written: its path parts by `/`, and the SHA-256 of what it holds. */
export type WrittenFile = { readonly path: string; readonly bytes: number; readonly sha256: string }

/** Takes one file of a part, piece by piece. */
export type FileSink = {
  readonly write: (bytes: Uint8Array) => Promise<void>
  readonly close: () => Promise<WrittenFile>
}

/** Files that belong together. Several may be open at a time. */
export type PartSink = {
  readonly file: (path: string) => Promise<FileSink>
  /** All of them are closed: it is on the disk. The name under which it lies there, where its files have none of their own. */
  readonly close: () => Promise<string | null>
}

/** Where an export goes: parts, and at last the frame that explains them. */
export type ExportSink = {
  readonly open: (kind: 'part' | 'frame') => Promise<PartSink>
  /** Leaves nothing that is not whole, as far as the disk allows. */
  readonly abandon: () => Promise<void>
}

/** Counts and hashes what goes by. */
export function createCount(path: string) {
  const hash = createHash('sha256')
  let bytes = 0
  return {
    add(piece: Uint8Array): void {
      hash.update(piece)
      bytes += piece.length
    },
    done: (): WrittenFile => ({ path, bytes, sha256: hash.digest('hex') }),
  }
}
