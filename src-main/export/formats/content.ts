import type { ExportHead } from '../../../src-shared/bridge/export-calls.ts'
import type { CodeBook } from '../../../src-shared/codes/code-book.ts'
import type { ExportPart } from '../../../src-shared/export/export-tables.ts'
import type { WrittenFile } from '../disk/sink.ts'

export type WrittenPart = {
  readonly part: ExportPart
  readonly rows: number
  readonly files: readonly WrittenFile[]
  /** How many scripts of the reader page it has. */
  readonly scripts: number
  /** The archive in which its files lie; null where they lie in the open. */
  readonly archive: string | null
  /** Tells whether its rows have changed; null where nobody asks. */
  readonly stamp: string | null
}
export type WrittenAttachment = { readonly file: WrittenFile; readonly archive: string | null }

/** What an export holds beside its frame. */
export type ExportContent = {
  readonly version: string
  /** The reader page. */
  readonly page: string
  /** ISO 8601, in UTC. */
  readonly begun: string
  readonly ended: string
  readonly head: ExportHead
  readonly codes: CodeBook
  readonly parts: readonly WrittenPart[]
  readonly attachments: readonly WrittenAttachment[]
  /** SHA-256 of attachments whose originals are not on this device. */
  readonly missing: readonly string[]
}
