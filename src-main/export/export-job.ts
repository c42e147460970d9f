import type { ExportHead } from '../../src-shared/bridge/export-calls.ts'
import { makeCodeBook } from '../../src-shared/codes/code-book.ts'
import { isCodeSetName } from '../../src-shared/codes/code-sets.ts'
import type { ExportRow } from '../../src-shared/export/export-row.ts'
import type { ExportPart } from '../../src-shared/export/export-tables.ts'
import type { NewFolder } from './disk/new-folder.ts'
import { attachmentPath } from './disk/safe-name.ts'
import type { PartSink } from './disk/sink.ts'
import type { WrittenAttachment, WrittenPart } from './formats/content.ts'
import { writeFrame } from './write-frame.ts'
import { beginPart, type PartWriter } from './write-part.ts'

type Options = {
  readonly sink: NewFolder
  readonly head: ExportHead
  readonly version: string
  readonly page: string
  /** The original of an attachment; null where it is not on this device. */
  readonly readAttachment: (sha256: string) => Promise<Uint8Array | null>
}
export type ExportSummary = {
  readonly rows: number
  readonly files: number
  readonly missing: number
  readonly tables: readonly ExportPart['table'][]
}

/** An export that is being written: attachments, then part after part, then the frame. @throws the system's error of the disk. */
export function createExportJob({ sink, head, version, page, readAttachment }: Options) {
  const begun = new Date().toISOString()
  const codes = makeCodeBook(
    head.codes.flatMap((row) => (isCodeSetName(row.set) ? [{ ...row, set: row.set }] : [])),
  )
  const attachments = new Map<string, WrittenAttachment>()
  const missing = new Set<string>()
  const parts: WrittenPart[] = []
  let open: { readonly sink: PartSink; readonly writer: PartWriter; readonly part: ExportPart } | null = null

  async function endPart(): Promise<void> {
    if (!open) return
    const written = await open.writer.end()
    parts.push({ ...written, archive: await open.sink.close() })
    open = null
  }
  async function writeAttachment(hash: string, name: string): Promise<void> {
    const path = attachmentPath(hash, name)
    if (attachments.has(path.toLowerCase())) return
    const bytes = await readAttachment(hash)
    if (!bytes) return void missing.add(hash)
    const part = await sink.open('part')
    const file = await part.file(path)
    await file.write(bytes)
    const written = await file.close()
    attachments.set(path.toLowerCase(), { file: written, archive: await part.close() })
  }
  /** Where the original of an attachment lies, beside its record. */
  function withFile(row: ExportRow): ExportRow & { readonly file: string | null } {
    const { sha256, name } = row.fields
    const path = typeof sha256 === 'string' && typeof name === 'string' ? attachmentPath(sha256, name) : ''
    return { ...row, file: attachments.get(path.toLowerCase())?.file.path ?? null }
  }
  return {
    async files(files: readonly { readonly sha256: string; readonly name: string }[]): Promise<string[]> {
      for (const { sha256, name } of files) await writeAttachment(sha256, name)
      return files.flatMap(({ sha256 }) => (missing.has(sha256) ? [sha256] : []))
    },
    async part(part: ExportPart): Promise<void> {
      await endPart()
      const opened = await sink.open('part')
      open = { sink: opened, part, writer: await beginPart(opened, part, { codes, language: head.language }) }
    },
    async rows(rows: readonly ExportRow[]): Promise<void> {
      if (!open) throw new Error('rows of no part')
      await open.writer.write(open.part.table === 'attachment' ? rows.map(withFile) : rows)
    },
    async end(): Promise<ExportSummary> {
      await endPart()
      const frame = await sink.open('frame')
      await writeFrame(frame, {
        version,
        page,
        begun,
        ended: new Date().toISOString(),
        head,
        codes,
        parts,
        attachments: [...attachments.values()],
        missing: [...missing].toSorted(),
      })
      await frame.close()
      await sink.commit()
      return {
        rows: parts.reduce((sum, { rows }) => sum + rows, 0),
        files: attachments.size,
        missing: missing.size,
        tables: [...new Set(parts.map(({ part }) => part.table))],
      }
    },
    abandon: () => sink.abandon(),
  }
}
export type ExportJob = ReturnType<typeof createExportJob>
