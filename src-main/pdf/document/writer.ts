import type { Block, DocumentModel } from '../../../src-shared/document/document.ts'
import { a4, bottomOf, fontsIn, leading, margin, textWidth } from './layout.ts'
import { createLines, isRightToLeft, type Style } from './lines.ts'
import { openPdf, type Struct } from './pdfkit.ts'
import { writeTable } from './table.ts'
import { tagged, type Writer } from './writing.ts'

export type WriterOptions = {
  readonly resources: string
  readonly onChunk: (chunk: Uint8Array) => void
  /** Whether the file may say that it is PDF/A-3a and PDF/UA-1: not with pages of others in it. */
  readonly claimsConformance: boolean
  readonly asPdfA1?: boolean
  /** What to say when the fonts lack a sign of the text; the signs come after it. */
  readonly missingText?: string
}

const headPt = 8
const grey = '#4a4f52'

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
  /** Of each page of ours, by its number from 0, what stands on its top. */
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
      pdf.addPage({ size: [a4.width, a4.height], margin: 0 })
      const { start, count } = pdf.bufferedPageRange()
      ours.set(start + count - 1, mark)
      pdf.y = margin.top
    },
    newForeignPage(width, height, label, isFirst) {
      pdf.addPage({ size: [width, height], margin: 0 })
      const { start, count } = pdf.bufferedPageRange()
      foreign.push(start + count - 1)
      const style: Style = { file: fonts.bold, sizePt: headPt }
      const line = lines.wrap(label, style, Math.max(40, width - 110))[0] ?? ''
      const draw = (): void => lines.draw(line, style, 12, 8, language)
      if (!isFirst) return writer.artifact('Pagination', draw)
      pdf.y = 0
      writer.bookmark(label)
      const heading = pdf.struct('H2')
      root.add(heading)
      tagged(pdf, heading, [line], draw)
      heading.end()
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
      switch (block.kind) {
        case 'title':
          return paragraph(writer, 'H1', block.text, { file: fonts.bold, sizePt: 19 }, 12)
        case 'heading': {
          writer.keepRoom(110) // never alone at the foot of a page
          pdf.y += pdf.y > margin.top ? 14 : 0
          writer.bookmark(block.text)
          return paragraph(writer, 'H2', block.text, { file: fonts.bold, sizePt: 13 }, 6)
        }
        case 'paragraph': {
          const file = block.isStrong ? fonts.bold : fonts.regular
          return paragraph(writer, 'P', block.text, { file, sizePt: 10 }, 6, block.lang)
        }
        case 'list':
          return list(writer, block.items)
        case 'facts':
          return facts(writer, block.rows)
        case 'table':
          return writeTable(writer, block)
        case 'new-page':
          mark = block.mark ?? mark
          return writer.newPage()
      }
    },
    async finish() {
      if (missingText && lines.missing.size > 0) {
        const signs = [...lines.missing].map(
          (sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase()}`,
        )
        writer.write({ kind: 'paragraph', text: `${missingText} ${signs.join(', ')}`, isStrong: true })
      }
      root.end()
      const { start, count } = pdf.bufferedPageRange()
      const small: Style = { file: fonts.regular, sizePt: headPt }
      for (const [page, ownMark] of ours) {
        pdf.switchToPage(page)
        writer.artifact('Pagination', () => {
          pdf.fillColor(grey)
          const number = `${page - start + 1}/${count}`
          const at = (text: string, style: Style, y: number): void =>
            lines.draw(text, style, a4.width - margin.side - lines.widthOf(text, style), y)
          lines.draw(lines.wrap(title, small, textWidth * 0.7)[0] ?? '', small, margin.side, 32, language)
          if (ownMark) at(ownMark, { file: fonts.bold, sizePt: headPt }, 32)
          lines.draw(
            lines.wrap(model.foot, small, textWidth * 0.85)[0] ?? '',
            small,
            margin.side,
            a4.height - 44,
            language,
          )
          at(number, small, a4.height - 44)
          pdf.fillColor('black')
        })
      }
      for (const page of foreign) {
        pdf.switchToPage(page)
        const number = `${page - start + 1}/${count}`
        writer.artifact('Pagination', () =>
          lines.draw(number, small, pdf.page.width - 12 - lines.widthOf(number, small), 8),
        )
      }
      pdf.end()
      await ended
    },
  }
  writer.newPage()
  return writer
}

/** Lines of one style under one tag; a line that does not fit goes on on the next page. */
function paragraph(
  writer: Writer,
  tag: string,
  text: string,
  style: Style,
  gapPt: number,
  lang?: string,
): void {
  const element = writer.pdf.struct(tag, lang ? { lang } : {})
  writer.root.add(element)
  write(writer, element, writer.lines.wrap(text, style, textWidth), style, margin.side, textWidth, lang)
  element.end()
  writer.pdf.y += gapPt
}

function write(
  writer: Writer,
  element: Struct,
  wrapped: readonly string[],
  style: Style,
  x: number,
  width: number,
  lang: string = writer.language,
): void {
  const { pdf, lines } = writer
  const height = style.sizePt * leading
  for (let from = 0; from < wrapped.length; ) {
    writer.keepRoom(height)
    const count = Math.max(1, Math.floor((bottomOf - pdf.y) / height))
    const part = wrapped.slice(from, from + count)
    const top = pdf.y
    tagged(pdf, element, part, () => {
      for (const [index, line] of part.entries()) {
        const indent = isRightToLeft(lang) ? width - lines.widthOf(line, style) : 0
        lines.draw(line, style, x + indent, top + index * height, lang)
      }
    })
    pdf.y = top + part.length * height
    from += part.length
  }
}

function list(writer: Writer, items: readonly string[]): void {
  const { pdf, fonts, lines } = writer
  const style: Style = { file: fonts.regular, sizePt: 10 }
  const whole = pdf.struct('L')
  writer.root.add(whole)
  for (const item of items) {
    const element = pdf.struct('LI')
    whole.add(element)
    const wrapped = lines.wrap(item, style, textWidth - 16)
    writer.keepRoom(style.sizePt * leading)
    const top = pdf.y
    element.add(pdf.struct('Lbl', {}, () => lines.draw('•', style, margin.side + 2, top)))
    const body = pdf.struct('LBody')
    element.add(body)
    write(writer, body, wrapped, style, margin.side + 16, textWidth - 16)
    body.end()
    element.end()
    pdf.y += 3
  }
  whole.end()
  pdf.y += 4
}

/** A table without rules whose first column heads its rows. */
function facts(writer: Writer, rows: Extract<Block, { kind: 'facts' }>['rows']): void {
  const { pdf, fonts, lines } = writer
  const [name, value]: readonly [Style, Style] = [
    { file: fonts.bold, sizePt: 10 },
    { file: fonts.regular, sizePt: 10 },
  ]
  const nameWidth = 150
  const table = pdf.struct('Table')
  writer.root.add(table)
  for (const row of rows) {
    const names = lines.wrap(row.name, name, nameWidth - 8)
    const values = lines.wrap(row.value, value, textWidth - nameWidth)
    const height = Math.max(names.length, values.length) * 10 * leading
    writer.keepRoom(Math.min(height, 400))
    const top = pdf.y
    const tr = pdf.struct('TR')
    table.add(tr)
    const th = pdf.struct('TH', { scope: 'Row' })
    tr.add(th)
    write(writer, th, names, name, margin.side, nameWidth)
    th.end()
    const under = pdf.y
    pdf.y = top
    const td = pdf.struct('TD', row.lang ? { lang: row.lang } : {})
    tr.add(td)
    write(writer, td, values, value, margin.side + nameWidth, textWidth - nameWidth, row.lang)
    td.end()
    tr.end()
    pdf.y = Math.max(under, pdf.y) + 4
  }
  table.end()
  pdf.y += 6
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
