import { a4, margin, textWidth } from './layout.ts'
import type { Style } from './lines.ts'
import { tagged, type Writer } from './writing.ts'

/** What stands on top and at the foot of pages, outside of what is read: title, mark, foot and number. */
const headPt = 8
const grey = '#4a4f52'

type Marks = { readonly title: string; readonly foot: string }
/** Pages by their number from 0. */
type Pages = {
  /** Of each page of ours what stands on its top. */
  readonly ours: ReadonlyMap<number, string>
  readonly foreign: readonly number[]
}

/** Goes over all pages, once their number is known. */
export function markPages(writer: Writer, marks: Marks, { ours, foreign }: Pages): void {
  const { start, count } = writer.pdf.bufferedPageRange()
  const numberOf = (page: number): string => `${page - start + 1}/${count}`
  for (const [page, mark] of ours) {
    writer.pdf.switchToPage(page)
    writer.artifact('Pagination', () => markOurs(writer, marks, mark, numberOf(page)))
  }
  for (const page of foreign) {
    writer.pdf.switchToPage(page)
    writer.artifact('Pagination', () => drawForeignNumber(writer, numberOf(page)))
  }
}

function markOurs({ pdf, lines, fonts, language }: Writer, marks: Marks, mark: string, number: string): void {
  const small: Style = { file: fonts.regular, sizePt: headPt }
  const atRight = (text: string, style: Style, y: number): void =>
    lines.draw(text, style, a4.width - margin.side - lines.widthOf(text, style), y)
  const atLeft = (text: string, share: number, y: number): void =>
    lines.draw(lines.wrap(text, small, textWidth * share)[0] ?? '', small, margin.side, y, language)
  pdf.fillColor(grey)
  atLeft(marks.title, 0.7, 32)
  if (mark) atRight(mark, { file: fonts.bold, sizePt: headPt }, 32)
  atLeft(marks.foot, 0.85, a4.height - 44)
  atRight(number, small, a4.height - 44)
  pdf.fillColor('black')
}

function drawForeignNumber({ pdf, lines, fonts }: Writer, number: string): void {
  const small: Style = { file: fonts.regular, sizePt: headPt }
  lines.draw(number, small, pdf.page.width - 12 - lines.widthOf(number, small), 8)
}

/** Labels a page of others: as a heading with a bookmark on the first page of a file, as an artifact on those after it. */
export function labelForeignPage(writer: Writer, label: string, width: number, isFirst: boolean): void {
  const { pdf, lines, fonts, language } = writer
  const style: Style = { file: fonts.bold, sizePt: headPt }
  const line = lines.wrap(label, style, Math.max(40, width - 110))[0] ?? ''
  const draw = (): void => lines.draw(line, style, 12, 8, language)
  if (!isFirst) {
    writer.artifact('Pagination', draw)
    return
  }
  pdf.y = 0
  writer.bookmark(label)
  const heading = pdf.struct('H2')
  writer.root.add(heading)
  tagged(pdf, heading, [line], draw)
  heading.end()
}
