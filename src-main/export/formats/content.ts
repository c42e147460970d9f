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
}
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
  readonly attachments: readonly WrittenFile[]
  /** SHA-256 of attachments whose originals are not on this device. */
  readonly missing: readonly string[]
}
