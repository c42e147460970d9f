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

type Wrapped = readonly (readonly string[])[]

/**
 * A table whose head comes again on each page, there as an artifact: it is read once (PDF/UA, 7.1). Rules are one artifact
 * a page.
 */
export function writeTable(writer: Writer, { widths, head, rows }: Table): void {
  const { pdf } = writer
  const grid = createGrid(writer, widths)
  const headLines = grid.wrap(head, grid.bold)
  const section = createSection(writer, grid, heightOf(headLines))
  const table = pdf.struct('Table')
  writer.root.add(table)

  writer.keepRoom(heightOf(headLines) + 3 * lineHeight)
  section.start()
  writePart(writer, table, 'THead', (thead) =>
    section.ended(addRow(writer, grid, thead, { cells: head, wrapped: headLines, isHead: true })),
  )
  writePart(writer, table, 'TBody', (tbody) => {
    const physical = rows.flatMap((cells) =>
      cut(grid.wrap(cells, grid.regular)).map((wrapped) => ({ cells, wrapped, isHead: false })),
    )
    for (const [index, row] of physical.entries()) {
      // the last row, which is often the total, never stands alone on a page
      const next = index === physical.length - 2 ? physical.at(-1) : undefined
      const needed = heightOf(row.wrapped) + (next ? heightOf(next.wrapped) : 0)
      if (pdf.y + needed > bottomOf) {
        section.end()
        writer.newPage()
        section.start()
        section.ended(repeatHead(writer, grid, head, headLines))
      }
      section.ended(addRow(writer, grid, tbody, row))
    }
    section.end()
  })
  table.end()
  pdf.y += 8
}

function writePart(writer: Writer, table: Struct, tag: string, work: (part: Struct) => void): void {
  const part = writer.pdf.struct(tag)
  table.add(part)
  work(part)
  part.end()
}

type Grid = {
  readonly starts: readonly number[]
  readonly bold: Style
  readonly regular: Style
  readonly wrap: (cells: readonly Cell[], style: Style) => Wrapped
  readonly draw: (
    cell: Cell | undefined,
    lines: readonly string[],
    column: number,
    top: number,
    style: Style,
  ) => void
}

/** Where the columns stand, and what fits in them. */
function createGrid({ lines, fonts, language }: Writer, widths: Table['widths']): Grid {
  const share = textWidth / widths.reduce((sum, width) => sum + width, 0)
  const columns = widths.map((width) => width * share)
  const starts = columns.map((_, index) =>
    columns.slice(0, index).reduce((sum, width) => sum + width, margin.side),
  )
  return {
    starts,
    bold: { file: fonts.bold, sizePt },
    regular: { file: fonts.regular, sizePt },
    wrap: (cells, style) =>
      columns.map((width, index) => lines.wrap(cells[index]?.text ?? '', style, width - 2 * padding)),
    draw(cell, wrapped, column, top, style) {
      const [x, width] = [starts[column] ?? 0, columns[column] ?? 0]
      const lang = cell?.lang ?? language
      const isRight = (cell?.align === 'right') !== isRightToLeft(lang)
      for (const [index, line] of wrapped.entries()) {
        const indent = isRight ? width - padding - lines.widthOf(line, style) : padding
        lines.draw(line, style, x + indent, top + padding + index * lineHeight, lang)
      }
    },
  }
}

/** The part of a table on one page. The grey behind the head is drawn before it, the rules when the page is full. */
function createSection(writer: Writer, { starts }: Grid, headHeight: number) {
  const { pdf } = writer
  let top = 0
  let below: number[] = []
  return {
    start() {
      top = pdf.y
      below = []
      writer.artifact('Layout', () =>
        pdf.rect(margin.side, pdf.y, textWidth, headHeight).fill('#eaeef2').fillColor('black'),
      )
    },
    /** A row ends here. */
    ended: (y: number) => below.push(y),
    end() {
      const bottom = below.at(-1) ?? top
      writer.artifact('Layout', () => {
        pdf.lineWidth(0.5)
        for (const y of [top, ...below]) pdf.moveTo(margin.side, y).lineTo(margin.side + textWidth, y)
        for (const x of [...starts, margin.side + textWidth]) pdf.moveTo(x, top).lineTo(x, bottom)
        pdf.stroke('#a5b1b8')
      })
    },
  }
}

type Row = { readonly cells: readonly Cell[]; readonly wrapped: Wrapped; readonly isHead: boolean }

/** Where the row ends. */
function addRow({ pdf }: Writer, grid: Grid, parent: Struct, { cells, wrapped, isHead }: Row): number {
  const top = pdf.y
  const tr = pdf.struct('TR')
  parent.add(tr)
  for (const [column, text] of wrapped.entries()) {
    const cell = cells[column]
    const element = isHead
      ? pdf.struct('TH', { scope: 'Column' })
      : pdf.struct('TD', cell?.lang ? { lang: cell.lang } : {})
    tr.add(element)
    if (text.some((line) => line !== ''))
      tagged(pdf, element, text, () => grid.draw(cell, text, column, top, isHead ? grid.bold : grid.regular))
    element.end()
  }
  tr.end()
  pdf.y = top + heightOf(wrapped)
  return pdf.y
}

/** The head once more, for the eye only. */
function repeatHead(writer: Writer, grid: Grid, head: readonly Cell[], headLines: Wrapped): number {
  const top = writer.pdf.y
  writer.artifact('Pagination', () => {
    for (const [column, text] of headLines.entries()) grid.draw(head[column], text, column, top, grid.bold)
  })
  writer.pdf.y = top + heightOf(headLines)
  return writer.pdf.y
}

const heightOf = (wrapped: Wrapped): number =>
  Math.max(1, ...wrapped.map((cell) => cell.length)) * lineHeight + 2 * padding

/** A row as one or more rows that fit a page. */
function cut(row: Wrapped): readonly Wrapped[] {
  const longest = Math.max(1, ...row.map((cell) => cell.length))
  return Array.from({ length: Math.ceil(longest / maxLines) }, (_, part) =>
    row.map((cell) => cell.slice(part * maxLines, (part + 1) * maxLines)),
  )
}
