import type { Block } from '../../../src-shared/document/document.ts'
import { bottomOf, leading, margin, textWidth } from './layout.ts'
import { isRightToLeft, type Style } from './lines.ts'
import type { Struct } from './pdfkit.ts'
import { tagged, type Writer } from './writing.ts'

type Table = Extract<Block, { kind: 'table' }>
type Cell = Table['rows'][number][number]
const sizePt = 8.5
const padding = 3
const lineHeight = sizePt * leading
/** A row that is taller goes on as a further row: no row is cut by the end of a page. */
const maxLines = 40

/**
 * A table whose head comes again on each page, there as an artifact: it is read once (PDF/UA, 7.1). Rules are one artifact
 * a page.
 */
export function writeTable(writer: Writer, { widths, head, rows }: Table): void {
  const { pdf, lines, fonts } = writer
  const share = textWidth / widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => width * share)
  const starts = columns.map((_, index) =>
    columns.slice(0, index).reduce((sum, width) => sum + width, margin.side),
  )
  const bold: Style = { file: fonts.bold, sizePt }
  const regular: Style = { file: fonts.regular, sizePt }
  const wrapRow = (cells: readonly Cell[], style: Style): readonly (readonly string[])[] =>
    columns.map((width, index) => lines.wrap(cells[index]?.text ?? '', style, width - 2 * padding))
  const heightOf = (wrapped: readonly (readonly string[])[]): number =>
    Math.max(1, ...wrapped.map((cell) => cell.length)) * lineHeight + 2 * padding
  const drawCell = (
    cell: Cell | undefined,
    wrapped: readonly string[],
    column: number,
    top: number,
    style: Style,
  ): void => {
    const [x, width] = [starts[column] ?? 0, columns[column] ?? 0]
    const lang = cell?.lang ?? writer.language
    const isRight = (cell?.align === 'right') !== isRightToLeft(lang)
    for (const [index, line] of wrapped.entries()) {
      const indent = isRight ? width - padding - lines.widthOf(line, style) : padding
      lines.draw(line, style, x + indent, top + padding + index * lineHeight, lang)
    }
  }

  const headLines = wrapRow(head, bold)
  const headHeight = heightOf(headLines)
  const table = pdf.struct('Table')
  writer.root.add(table)
  let section: { readonly top: number; readonly below: number[] } = { top: 0, below: [] }

  const addRow = (
    parent: Struct,
    cells: readonly Cell[],
    wrapped: readonly (readonly string[])[],
    isHead: boolean,
  ): void => {
    const top = pdf.y
    const style = isHead ? bold : regular
    const tr = pdf.struct('TR')
    parent.add(tr)
    for (const [column, text] of wrapped.entries()) {
      const cell = cells[column]
      const element = isHead
        ? pdf.struct('TH', { scope: 'Column' })
        : pdf.struct('TD', cell?.lang ? { lang: cell.lang } : {})
      tr.add(element)
      if (text.some((line) => line !== ''))
        tagged(pdf, element, text, () => drawCell(cell, text, column, top, style))
      element.end()
    }
    tr.end()
    pdf.y = top + heightOf(wrapped)
    section.below.push(pdf.y)
  }
  /** The grey behind the head is drawn before it, the rules when the page is full. */
  const startSection = (): void => {
    section = { top: pdf.y, below: [] }
    writer.artifact('Layout', () =>
      pdf.rect(margin.side, pdf.y, textWidth, headHeight).fill('#eaeef2').fillColor('black'),
    )
  }
  const endSection = (): void => {
    const { top, below } = section
    const bottom = below.at(-1) ?? top
    writer.artifact('Layout', () => {
      pdf.lineWidth(0.5)
      for (const y of [top, ...below]) pdf.moveTo(margin.side, y).lineTo(margin.side + textWidth, y)
      for (const x of [...starts, margin.side + textWidth]) pdf.moveTo(x, top).lineTo(x, bottom)
      pdf.stroke('#a5b1b8')
    })
  }

  writer.keepRoom(headHeight + 3 * lineHeight)
  startSection()
  const thead = pdf.struct('THead')
  table.add(thead)
  addRow(thead, head, headLines, true)
  thead.end()
  const tbody = pdf.struct('TBody')
  table.add(tbody)
  const physical = rows.flatMap((cells) =>
    cut(wrapRow(cells, regular)).map((wrapped) => ({ cells, wrapped })),
  )
  for (const [index, { cells, wrapped }] of physical.entries()) {
    // the last row, which is often the total, never stands alone on a page
    const next = index === physical.length - 2 ? physical.at(-1) : undefined
    const needed = heightOf(wrapped) + (next ? heightOf(next.wrapped) : 0)
    if (pdf.y + needed > bottomOf) {
      endSection()
      writer.newPage()
      startSection()
      const top = pdf.y
      writer.artifact('Pagination', () => {
        for (const [column, text] of headLines.entries()) drawCell(head[column], text, column, top, bold)
      })
      pdf.y = top + headHeight
      section.below.push(pdf.y)
    }
    addRow(tbody, cells, wrapped, false)
  }
  endSection()
  tbody.end()
  table.end()
  pdf.y += 8
}

/** A row as one or more rows that fit a page. */
function cut(row: readonly (readonly string[])[]): readonly (readonly (readonly string[])[])[] {
  const longest = Math.max(1, ...row.map((cell) => cell.length))
  return Array.from({ length: Math.ceil(longest / maxLines) }, (_, part) =>
    row.map((cell) => cell.slice(part * maxLines, (part + 1) * maxLines)),
  )
}
