import type { FileRow, SheetFacts, UnreadableLines } from '../../src-shared/sheets/sheet-cell.ts'
import { type CellBudget, cellBudget, TooManyRows } from './cells/limits.ts'
import { decodeText, unreadableLines } from './text/decode-text.ts'
import { readCsv } from './text/read-csv.ts'
import { readWorkbook } from './xlsx/read-workbook.ts'

/** One sheet row by row, formulas as their last result. Rows without any content are not there; the others know their line. */
export type Sheet = Readonly<SheetFacts> & { readonly rows: readonly FileRow[] }
export type SheetAnswer =
  | {
      readonly kind: 'read'
      readonly sheets: readonly Sheet[]
      readonly encoding: string
      readonly unreadable: UnreadableLines
    }
  | { readonly kind: 'refused'; readonly reason: SheetRefusal }
export type SheetRefusal = 'empty' | 'not-a-sheet' | 'too-many-rows' | 'too-large'

const maxUnreadableLines = 20

/** Reads a file that a person picked as a sheet: XLSX by its content, everything else as text with separators. */
export function readSheet(bytes: Uint8Array): SheetAnswer {
  if (bytes.length === 0) return { kind: 'refused', reason: 'empty' }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  try {
    const answer = isZip ? readXlsx(bytes, cellBudget()) : readText(bytes, cellBudget())
    if (answer.kind === 'read' && answer.sheets.every(({ rows }) => rows.length === 0))
      return { kind: 'refused', reason: 'empty' }
    return answer
  } catch (error) {
    if (error instanceof TooManyRows) return { kind: 'refused', reason: 'too-many-rows' }
    if (isZip) return { kind: 'refused', reason: 'not-a-sheet' }
    throw error
  }
}

function readXlsx(bytes: Uint8Array, budget: CellBudget): SheetAnswer {
  const sheets = readWorkbook(bytes, budget)
  if (sheets === 'too-large') return { kind: 'refused', reason: 'too-large' }
  return { kind: 'read', sheets, encoding: 'xlsx', unreadable: { lines: [], count: 0 } }
}

function readText(bytes: Uint8Array, budget: CellBudget): SheetAnswer {
  const { text: whole, encoding } = decodeText(bytes)
  const text = whole.endsWith('\u001A') ? whole.slice(0, -1) : whole // the old sign for the end of a file
  if (isBinary(text)) return { kind: 'refused', reason: 'not-a-sheet' }
  const { rows } = readCsv(text, budget)
  return {
    kind: 'read',
    sheets: [{ name: '', isHidden: false, hiddenColumns: [], rows }],
    encoding,
    unreadable: unreadableLines(text, maxUnreadableLines),
  }
}

/** A text has no control signs but tabs and ends of lines. */
function isBinary(text: string): boolean {
  for (let index = 0; index < Math.min(text.length, 100_000); index++) {
    const code = text.charCodeAt(index)
    if (code < 9 || (code > 13 && code < 27)) return true
  }
  return false
}
