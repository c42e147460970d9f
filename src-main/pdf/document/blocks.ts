import type { Block } from '../../../src-shared/document/document.ts'
import { assertNever } from '../../../src-shared/kernel/result.ts'
import { bottomOf, leading, margin, textWidth } from './layout.ts'
import { isRightToLeft, type Style } from './lines.ts'
import type { Struct } from './pdfkit.ts'
import { writeTable } from './table.ts'
import { tagged, type Writer } from './writing.ts'

/** Writes one block where the page stands, on a new page where it does not fit. */
export function writeBlock(writer: Writer, block: Exclude<Block, { kind: 'new-page' }>): void {
  const { fonts } = writer
  switch (block.kind) {
    case 'title':
      paragraph(writer, 'H1', block.text, { file: fonts.bold, sizePt: 19 }, 12)
      break
    case 'heading':
      heading(writer, block.text)
      break
    case 'paragraph': {
      const file = block.isStrong ? fonts.bold : fonts.regular
      paragraph(writer, 'P', block.text, { file, sizePt: 10 }, 6, block.lang)
      break
    }
    case 'list':
      list(writer, block.items)
      break
    case 'facts':
      facts(writer, block.rows)
      break
    case 'table':
      writeTable(writer, block)
      break
    default:
      assertNever(block)
  }
}

function heading(writer: Writer, text: string): void {
  const { pdf, fonts } = writer
  writer.keepRoom(110) // never alone at the foot of a page
  pdf.y += pdf.y > margin.top ? 14 : 0
  writer.bookmark(text)
  paragraph(writer, 'H2', text, { file: fonts.bold, sizePt: 13 }, 6)
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

const nameWidth = 150

/** A table without rules whose first column heads its rows. */
function facts(writer: Writer, rows: Extract<Block, { kind: 'facts' }>['rows']): void {
  const { pdf } = writer
  const table = pdf.struct('Table')
  writer.root.add(table)
  for (const row of rows) fact(writer, table, row)
  table.end()
  pdf.y += 6
}

function fact(writer: Writer, table: Struct, row: Extract<Block, { kind: 'facts' }>['rows'][number]): void {
  const { pdf, fonts, lines } = writer
  const name: Style = { file: fonts.bold, sizePt: 10 }
  const value: Style = { file: fonts.regular, sizePt: 10 }
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
