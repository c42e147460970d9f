import type { FileRow } from '../../../src-shared/sheets/sheet-cell.ts'
import { textCell } from '../cells/error-text.ts'
import type { CellBudget } from '../cells/limits.ts'
import { countLineEnds } from './decode-text.ts'

const separators = [';', '\t', ',', '|']
/** How much of a file is looked at to find its separator. */
const lookedAtRows = 100

export type CsvText = { readonly rows: readonly FileRow[]; readonly separator: string }

/**
 * Reads text with separators (RFC 4180, and `;`, tabs or `|`). Reading is our own because of two things that no library does: each
 * row knows its line in the file, and a quote that never closes costs its own row only, not the rest of the file.
 */
export function readCsv(text: string, budget: CellBudget): CsvText {
  const hint = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text) // Excel's own way to name it
  const separator = hint?.[1] ?? guessSeparator(text)
  const rows: FileRow[] = []
  let width = 0
  let from = hint?.[0].length ?? 0
  let line = hint ? 2 : 1
  while (from < text.length) {
    const raw = readRow(text, from, separator, width)
    const cells = raw.cells.map((cell) => textCell(cell.trim()))
    if (raw.isStray || cells.some((cell) => cell !== '')) {
      if (rows.length === 0) width = cells.length
      budget.take(cells.length)
      budget.takeRow()
      rows.push({ line, cells, mark: raw.isStray ? 'stray-quote' : null })
    }
    line += countLineEnds(text, from, raw.end)
    from = raw.end
  }
  return { rows, separator }
}

type RawRow = { readonly cells: string[]; readonly end: number; readonly isStray: boolean }

/** One row from `from`; `end` is where the next begins. `width` is how many columns the heading has, 0 when it is this row. */
function readRow(text: string, from: number, separator: string, width: number): RawRow {
  const cells: string[] = []
  let at = from
  let isStray = false
  for (;;) {
    const quoted = !isStray && text[at] === '"' ? readQuoted(text, at, separator) : null
    if (
      quoted
        ? swallowsRows(text, { at, end: quoted.end, before: cells.length }, separator, width)
        : text[at] === '"'
    )
      isStray = true
    if (quoted && !isStray) {
      cells.push(quoted.cell)
      at = quoted.end
    } else {
      const end = endOfPlain(text, at, separator)
      cells.push(text.slice(at, end))
      at = end
    }
    if (text[at] !== separator) return { cells, end: at + lineEndLength(text, at), isStray }
    at++
  }
}

/** A quoted cell; null when its quote does not close, or closes in the middle of a cell. */
function readQuoted(text: string, at: number, separator: string): { cell: string; end: number } | null {
  let close = at
  for (;;) {
    close = text.indexOf('"', close + 1)
    if (close === -1) return null
    if (text[close + 1] !== '"') break
    close++
  }
  let end = close + 1
  while (text[end] === ' ') end++
  const isEnd = end >= text.length || text[end] === separator || lineEndLength(text, end) > 0
  return isEnd ? { cell: text.slice(at + 1, close).replaceAll('""', '"'), end } : null
}

/**
 * Whether the quoted cell from `at` to `end` has swallowed whole rows: a quote was forgotten, and another one later closed it.
 * Cut without regard to quotes, every line is then as wide as the heading; around a note of several lines they are not.
 */
function swallowsRows(
  text: string,
  { at, end, before }: { readonly at: number; readonly end: number; readonly before: number },
  separator: string,
  width: number,
): boolean {
  if (width < 2 || !/[\r\n]/.test(text.slice(at, end))) return false
  const lastLine = /^[^\r\n]*/.exec(text.slice(end))?.[0] ?? ''
  const [first = '', ...later] = (text.slice(at, end) + lastLine).split(/\r\n|\r|\n/)
  const widthOf = (line: string): number => line.split(separator).length
  return before + widthOf(first) === width && later.every((line) => widthOf(line) === width)
}

function endOfPlain(text: string, at: number, separator: string): number {
  let end = at
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++
  return end
}

const lineEndLength = (text: string, at: number): number =>
  text[at] === '\r' ? (text[at + 1] === '\n' ? 2 : 1) : text[at] === '\n' ? 1 : 0

/** The separator that cuts most of the first rows into as many cells as the heading has. */
function guessSeparator(text: string): string {
  let best = { separator: separators[0] ?? ';', share: 0, width: 1 }
  for (const separator of separators) {
    const widths: number[] = []
    for (let from = 0; from < text.length && widths.length < lookedAtRows; ) {
      const { cells, end } = readRow(text, from, separator, widths[0] ?? 0)
      if (cells.some((cell) => cell.trim() !== '')) widths.push(cells.length)
      from = end
    }
    const [width = 1] = widths
    if (width < 2) continue
    const share = widths.filter((one) => one === width).length / widths.length
    if (share > best.share || (share === best.share && width > best.width)) best = { separator, share, width }
  }
  return best.separator
}
