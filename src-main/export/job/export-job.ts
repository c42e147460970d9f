import { createHash } from 'node:crypto'
import type { ExportHead } from '../../../src-shared/bridge/export-calls.ts'
import { makeCodeBook } from '../../../src-shared/codes/code-book.ts'
import { isCodeSetName } from '../../../src-shared/codes/code-sets.ts'
import type { ExportRow } from '../../../src-shared/export/export-row.ts'
import { type ExportPart, partName } from '../../../src-shared/export/export-tables.ts'
import type { ExportSink, PartSink } from '../disk/sink.ts'
import type { WrittenAttachment, WrittenPart } from '../formats/content.ts'
import { createAttachmentWriter } from './write-attachments.ts'
import { writeFrame } from './write-frame.ts'
import { beginPart, type PartWriter } from './write-part.ts'

type Options = {
  readonly sink: ExportSink
  /** What lies in the folder already, and need not be written again while its stamp is the same. */
  readonly earlier?: Written
  /** Whether the frame that lies there is of what is `earlier`, and may stay if all of that does. */
  readonly mayStay?: boolean
  /** All is written, its frame too. */
  readonly commit: (written: Written) => Promise<void>
  readonly head: ExportHead
  readonly version: string
  readonly page: string
  /** The original of an attachment; null where it is not on this device. */
  readonly readAttachment: (sha256: string) => Promise<Uint8Array | null>
}
export type Written = {
  readonly parts: readonly WrittenPart[]
  readonly attachments: readonly WrittenAttachment[]
}
export type ExportSummary = {
  readonly rows: number
  readonly files: number
  readonly missing: number
  readonly tables: readonly ExportPart['table'][]
}

type Open = {
  readonly sink: PartSink
  readonly writer: PartWriter
  readonly part: ExportPart
  readonly stamp: string | null
}
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

/** An export that is being written: attachments, then part after part, then the frame. @throws the system's error of the disk. */
export function createExportJob({
  sink,
  head,
  version,
  page,
  readAttachment,
  earlier = { parts: [], attachments: [] },
  mayStay = false,
  commit,
}: Options) {
  const begun = new Date().toISOString()
  const codes = makeCodeBook(
    head.codes.flatMap((row) => (isCodeSetName(row.set) ? [{ ...row, set: row.set }] : [])),
  )
  const attachments = createAttachmentWriter(sink, readAttachment, earlier.attachments)
  const parts: WrittenPart[] = []
  const standing = new Map(earlier.parts.map((part) => [partName(part.part), part]))
  let open: Open | null = null

  async function endPart(): Promise<void> {
    if (!open) return
    const written = await open.writer.end()
    parts.push({ ...written, archive: await open.sink.close(), stamp: open.stamp })
    open = null
  }
  /** What else is written with the rows: words, and where attachments lie. */
  function stampOf({ table }: ExportPart, rows: string): string {
    const files = table === 'attachment' ? attachments.paths() : []
    return hashOf(JSON.stringify([version, head.language, head.codes, rows, files]))
  }
  async function endFrame(): Promise<void> {
    const frame = await sink.open('frame')
    await writeFrame(frame, {
      version,
      page,
      begun,
      ended: new Date().toISOString(),
      head,
      codes,
      parts,
      ...attachments.written(),
    })
    await frame.close()
  }
  /** Whether all lies there as it is, so that nothing needs to be written. */
  const isSame = (): boolean =>
    mayStay &&
    parts.length === earlier.parts.length &&
    parts.every((part) => standing.get(partName(part.part)) === part) &&
    attachments.isSame()
  const summary = (): ExportSummary => ({
    rows: parts.reduce((sum, { rows }) => sum + rows, 0),
    files: attachments.written().attachments.length,
    missing: attachments.written().missing.length,
    tables: [...new Set(parts.map(({ part }) => part.table))],
  })
  return {
    files: attachments.write,
    /** False where the part lies there as it is: its rows are not wanted. */
    async part(part: ExportPart, rowStamp: string | null): Promise<boolean> {
      await endPart()
      const stamp = rowStamp === null ? null : stampOf(part, rowStamp)
      const known = standing.get(partName(part))
      if (known && stamp !== null && known.stamp === stamp) {
        parts.push(known)
        return false
      }
      const opened = await sink.open('part')
      const writer = await beginPart(opened, part, { codes, language: head.language })
      open = { sink: opened, part, stamp, writer }
      return true
    },
    async rows(rows: readonly ExportRow[]): Promise<void> {
      if (!open) throw new Error('rows of no part')
      await open.writer.write(open.part.table === 'attachment' ? rows.map(attachments.withFile) : rows)
    },
    async end(): Promise<ExportSummary> {
      await endPart()
      if (!isSame()) await endFrame()
      await commit({ parts, attachments: attachments.written().attachments })
      return summary()
    },
    abandon: () => sink.abandon(),
  }
}
export type ExportJob = ReturnType<typeof createExportJob>
