import type { FileRow, SheetCell } from '../../../src-shared/sheets/sheet-cell.ts'
import { textCell } from '../cells/error-text.ts'
import type { CellBudget } from '../cells/limits.ts'
import { isoCell, numberCell } from './number-cell.ts'
import type { NumberFormat } from './number-format.ts'
import { textCollector, unescapeText } from './texts.ts'
import { type Attributes, isTrue, readXml } from './xml.ts'

export type WorkbookFacts = {
  readonly texts: readonly string[]
  readonly formats: readonly NumberFormat[]
  readonly is1904: boolean
  /** The workbook asks for its formulas to be calculated on opening: a stored 0 is then a place holder. */
  readonly isUncalculated: boolean
}
export type Worksheet = {
  readonly rows: readonly FileRow[]
  /** Columns that are not shown, from 0. */
  readonly hiddenColumns: number[]
}

const maxColumns = 16_384
const number: NumberFormat = { kind: 'number', digits: 0 }

/** Reads the cells of one sheet (ISO/IEC 29500-1, 18.3.1), also where rows and cells do not say where they stand. */
export function readWorksheet(xml: Uint8Array, facts: WorkbookFacts, budget: CellBudget): Worksheet {
  const rows: FileRow[] = []
  const hiddenColumns: number[] = []
  const merged: Merged[] = []
  const inline = textCollector()
  let row = { line: 0, isHidden: false, cells: [] as SheetCell[] }
  let lastColumn = -1
  let cell = newCell({}, lastColumn)
  let isInValue = false
  readXml(xml, {
    open: (name, attributes, parent) => {
      if (name === 'col' && parent === 'cols') hiddenColumns.push(...hiddenOf(attributes))
      else if (name === 'mergeCell' && parent === 'mergeCells') merged.push(...mergedDown(attributes))
      else if (name === 'row' && parent === 'sheetData') {
        row = { line: lineOf(attributes, row.line), isHidden: isHiddenRow(attributes), cells: [] }
        lastColumn = -1
      } else if (name === 'c' && parent === 'row') {
        cell = newCell(attributes, lastColumn)
        lastColumn = cell.column
      } else if (name === 'f' && parent === 'c') cell.hasFormula = true
      else if (name === 'v' && parent === 'c') {
        cell.value = ''
        isInValue = true
      } else if (name === 'is' && parent === 'c') inline.start()
      else inline.open(name, parent)
    },
    text: (text) => {
      if (isInValue) cell.value = (cell.value ?? '') + text
      else inline.text(text)
    },
    close: (name) => {
      inline.close(name)
      if (name === 'v') isInValue = false
      else if (name === 'is') cell.inline = inline.end()
      else if (name === 'c') {
        budget.take(cell.column + 1 - row.cells.length)
        while (row.cells.length < cell.column) row.cells.push('')
        row.cells[cell.column] = toCell(cell, facts)
      } else if (name === 'row') {
        if (row.cells.every(isBlank)) return
        budget.takeRow()
        rows.push({ line: row.line, cells: row.cells, mark: row.isHidden ? 'hidden' : null })
      }
    },
  })
  rows.sort((a, b) => a.line - b.line)
  markMerged(rows, merged)
  const width = rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  return {
    rows,
    hiddenColumns: hiddenColumns.filter((column) => column < width),
  }
}

type Merged = { readonly from: number; readonly to: number; readonly left: number; readonly right: number }

/** The lower rows of a range of merged cells (`A2:B4`: lines 3 and 4), where it has any. */
function mergedDown({ ref = '' }: Attributes): Merged[] {
  const [start = '', end = start] = ref.split(':')
  const [left, right] = [columnOf(start), columnOf(end)]
  const [top, bottom] = [start, end].map((at) => Number(/\d+\s*$/.exec(at)?.[0]))
  if (left === null || right === null || !top || !bottom || bottom <= top) return []
  return [{ from: top + 1, to: bottom, left, right: Math.min(right, maxColumns - 1) }]
}

/** A row below the first of merged cells holds nothing there, and yet shows a value: no default may stand in for it. */
function markMerged(rows: readonly FileRow[], merged: readonly Merged[]): void {
  const byLine = new Map(rows.map((row) => [row.line, row]))
  const last = rows.at(-1)?.line ?? 0
  for (const { from, to, left, right } of merged)
    for (let line = from; line <= Math.min(to, last); line++) {
      const cells = byLine.get(line)?.cells
      if (!cells) continue
      for (let column = left; column <= Math.min(right, cells.length); column++)
        if ((cells[column] ?? '') === '') cells[column] = { kind: 'merged', text: '' }
    }
}

type RawCell = {
  readonly column: number
  readonly type: string
  readonly style: number
  hasFormula: boolean
  value: string | null
  inline: string | null
}

function newCell({ r, t = '', s = '0' }: Attributes, before: number): RawCell {
  const named = columnOf(r ?? '')
  const column = named === null || named >= maxColumns ? before + 1 : named
  return { column, type: t, style: Number(s), hasFormula: false, value: null, inline: null }
}

function toCell(cell: RawCell, { texts, formats, is1904, isUncalculated }: WorkbookFacts): SheetCell {
  const { type, hasFormula, inline } = cell
  const value = cell.value?.trim() ?? ''
  if (inline !== null) return textCell(inline.trim())
  if (type === 'str' || type === 'inlineStr') {
    if (cell.value === null) return hasFormula ? { kind: 'no-value', text: '' } : ''
    const text = unescapeText(cell.value).trim()
    return text === '' && hasFormula ? { kind: 'empty-result', text: '' } : textCell(text)
  }
  if (value === '') return hasFormula ? { kind: 'no-value', text: '' } : ''
  if (type === 's') return textCell(texts[Number(value)]?.trim() ?? '#REF!')
  if (type === 'e') return { kind: 'error', text: value }
  if (type === 'b') return String(isTrue(value))
  if (type === 'd') return isoCell(value)
  const parsed = Number(value)
  if (!Number.isFinite(parsed)) return textCell(value)
  if (isUncalculated && hasFormula && parsed === 0) return { kind: 'no-value', text: '' }
  return numberCell(parsed, formats[cell.style] ?? number, is1904)
}

const isBlank = (cell: SheetCell): boolean =>
  typeof cell === 'string' ? cell === '' : cell.kind === 'empty-result'

function lineOf({ r }: Attributes, before: number): number {
  const line = Number(r)
  return Number.isInteger(line) && line > 0 ? line : before + 1
}

/** `AB12` → 27; null when it names no column. */
function columnOf(at: string): number | null {
  const letters = /^\s*\$?([A-Z]{1,3})\$?\d*\s*$/i.exec(at)?.[1]
  if (letters === undefined) return null
  let column = 0
  for (const letter of letters.toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  return column - 1
}

/** Hidden by hand, by a filter, by a folded group, or by a height of nothing. */
const isHiddenRow = ({ hidden, ht }: Attributes): boolean =>
  isTrue(hidden) || (ht !== undefined && Number(ht) === 0)

function hiddenOf({ min = '', max = min, hidden, width }: Attributes): number[] {
  const isHidden = isTrue(hidden) || (width !== undefined && Number(width) === 0)
  const [first, last] = [Number(min), Math.min(Number(max), maxColumns)]
  if (!isHidden || !(first > 0)) return []
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first - 1 + index)
}
