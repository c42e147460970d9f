import type { DocumentModel } from '../../../src-shared/document/document.ts'
import { writeBlock } from './blocks.ts'
import { a4, bottomOf, fontsIn, margin } from './layout.ts'
import { createLines } from './lines.ts'
import { labelForeignPage, markPages } from './page-marks.ts'
import { openPdf, type Pdf } from './pdfkit.ts'
import type { Writer } from './writing.ts'

export type WriterOptions = {
  readonly resources: string
  readonly onChunk: (chunk: Uint8Array) => void
  /** Whether the file may say that it is PDF/A-3a and PDF/UA-1: not with pages of others in it. */
  readonly claimsConformance: boolean
  readonly asPdfA1?: boolean
  /** What to say when the fonts lack a sign of the text; the signs come after it. */
  readonly missingText?: string
}

/** Opens a document: tagged, in one language, with embedded fonts, and the same bytes for the same model. */
export async function createWriter(
  model: Omit<DocumentModel, 'blocks'>,
  { resources, onChunk, claimsConformance, asPdfA1 = false, missingText }: WriterOptions,
): Promise<Writer> {
  const fonts = fontsIn(resources)
  const { language, title, reference } = model
  const pdf = openPdf({
    language,
    title,
    reference,
    claimsConformance,
    asPdfA1,
    fontFile: fonts.regular,
    createdOn: new Date(`${model.createdOn}T12:00:00Z`),
  })
  const ended = new Promise<void>((resolve, reject) => {
    pdf.on('end', resolve)
    pdf.on('error', reject)
  })
  pdf.on('data', onChunk)
  await new Promise((resolve) => setImmediate(resolve)) // from here on chunks come as they are written, and do not pile up
  const lines = createLines(pdf)
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const ours = new Map<number, string>()
  const foreign: number[] = []
  let mark = ''

  const writer: Writer = {
    pdf,
    root,
    lines,
    fonts,
    language,
    newPage() {
      ours.set(addPage(pdf, a4.width, a4.height), mark)
      pdf.y = margin.top
    },
    newForeignPage(width, height, label, isFirst) {
      foreign.push(addPage(pdf, width, height))
      labelForeignPage(writer, label, width, isFirst)
    },
    keepRoom(height) {
      if (pdf.y + height > bottomOf) writer.newPage()
    },
    artifact(type, work) {
      pdf.markContent('Artifact', { type })
      work()
      pdf.endMarkedContent()
    },
    bookmark: (text) =>
      void pdf.outline.addItem(text, { left: pdf.page.width, top: Math.max(0, pdf.y - 12) }),
    write(block) {
      if (block.kind !== 'new-page') return writeBlock(writer, block)
      mark = block.mark ?? mark
      writer.newPage()
    },
    async finish() {
      if (missingText) tellMissing(writer, missingText)
      root.end()
      markPages(writer, { title, foot: model.foot }, { ours, foreign })
      pdf.end()
      await ended
    },
  }
  writer.newPage()
  return writer
}

/** The number of the new page, from 0. */
function addPage(pdf: Pdf, width: number, height: number): number {
  pdf.addPage({ size: [width, height], margin: 0 })
  const { start, count } = pdf.bufferedPageRange()
  return start + count - 1
}

/** Says which signs of the text the fonts lack, where there are any. */
function tellMissing(writer: Writer, missingText: string): void {
  const { missing } = writer.lines
  if (missing.size === 0) return
  const signs = [...missing].map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`)
  writer.write({ kind: 'paragraph', text: `${missingText} ${signs.join(', ')}`, isStrong: true })
}

/** A whole document of our own, in memory. */
export async function writeDocument(
  model: DocumentModel,
  options: Omit<WriterOptions, 'onChunk' | 'claimsConformance'> & { readonly claimsConformance?: boolean },
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  const writer = await createWriter(model, {
    claimsConformance: true,
    ...options,
    onChunk: (chunk) => chunks.push(chunk),
  })
  for (const block of model.blocks) writer.write(block)
  await writer.finish()
  return Buffer.concat(chunks)
}
