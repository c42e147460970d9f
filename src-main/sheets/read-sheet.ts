import { unzipSync } from 'fflate'
import Papa from 'papaparse'
import readExcel from 'read-excel-file/node'
import { cellText, type FileRow, type SheetCell } from '../../src-shared/sheets/sheet-cell.ts'

/** One sheet row by row, formulas as their last result. */
export type Sheet = { readonly name: string; readonly rows: readonly FileRow[] }
export type SheetAnswer =
  | {
      readonly kind: 'read'
      readonly sheets: readonly Sheet[]
      readonly encoding: string
      readonly separator: string
    }
  | { readonly kind: 'refused'; readonly reason: SheetRefusal }
export type SheetRefusal = 'empty' | 'not-a-sheet' | 'too-many-rows' | 'too-large'

export const mostRows = 200_000
const mostCells = 6_000_000
/** What an XLSX may unpack to; a spreadsheet of that size holds far more than `mostRows`. */
const mostUnpackedBytes = 200 * 1024 * 1024

/** Reads a file that a person picked as a sheet: XLSX by its content, everything else as text with separators. */
export async function readSheet(bytes: Uint8Array): Promise<SheetAnswer> {
  if (bytes.length === 0) return { kind: 'refused', reason: 'empty' }
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  const answer = isZip ? await readXlsx(bytes) : readText(bytes)
  if (answer.kind === 'refused') return answer
  const sheets = answer.sheets.map(({ name, rows }) => ({ name, rows: withoutEmptyEnd(rows) }))
  const cells = sheets.reduce(
    (sum, { rows }) => sum + rows.reduce((all, { cells }) => all + cells.length, 0),
    0,
  )
  if (sheets.some(({ rows }) => rows.length > mostRows) || cells > mostCells)
    return { kind: 'refused', reason: 'too-many-rows' }
  if (cells === 0) return { kind: 'refused', reason: 'empty' }
  return { ...answer, sheets }
}

async function readXlsx(bytes: Uint8Array): Promise<SheetAnswer> {
  let unpacked = 0
  try {
    // looks at the directory only: nothing is unpacked yet
    unzipSync(bytes, {
      filter: ({ originalSize }) => {
        unpacked += originalSize
        return false
      },
    })
  } catch {
    return { kind: 'refused', reason: 'not-a-sheet' }
  }
  if (unpacked > mostUnpackedBytes) return { kind: 'refused', reason: 'too-large' }
  try {
    const sheets = await readExcel(Buffer.from(bytes))
    return {
      kind: 'read',
      sheets: sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data.map((row, index) => ({ line: index + 1, cells: row.map(toCell) })),
      })),
      encoding: 'xlsx',
      separator: '',
    }
  } catch {
    return { kind: 'refused', reason: 'not-a-sheet' }
  }
}

function toCell(cell: unknown): SheetCell {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'number') return { kind: 'number', value: cell, text: String(cell) }
  if (!(cell instanceof Date)) return String(cell).trim()
  const [date = '', time = ''] = cell.toISOString().split('T')
  const clock = time.slice(0, 5)
  if (date < '1900-01-02')
    return { kind: 'time', minutes: Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3)), text: clock }
  return { kind: 'date', text: time.startsWith('00:00:00') ? date : `${date} ${clock}` }
}

function readText(bytes: Uint8Array): SheetAnswer {
  const { text, encoding } = decode(bytes)
  if (isBinary(text)) return { kind: 'refused', reason: 'not-a-sheet' }
  const { data, meta } = Papa.parse<string[]>(text, {
    delimitersToGuess: [';', '\t', ',', '|'],
    skipEmptyLines: 'greedy',
    preview: mostRows + 1,
  })
  const rows = data.map((row, index) => ({ line: index + 1, cells: row.map((cell) => cell.trim()) }))
  return { kind: 'read', sheets: [{ name: '', rows }], encoding, separator: meta.delimiter }
}

/** UTF-8 and UTF-16 by their marks, UTF-16 without one by its zeros, UTF-8 where it is valid, else Windows-1252. */
export function decode(bytes: Uint8Array): { readonly text: string; readonly encoding: string } {
  const as = (encoding: string, from = 0) => ({
    text: new TextDecoder(encoding).decode(bytes.subarray(from)),
    encoding,
  })
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return as('utf-8', 3)
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return as('utf-16le', 2)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return as('utf-16be', 2)
  const start = bytes.subarray(0, 200)
  const zeros = (parity: 0 | 1): number =>
    start.filter((byte, index) => byte === 0 && index % 2 === parity).length
  if (zeros(1) > start.length / 4) return as('utf-16le')
  if (zeros(0) > start.length / 4) return as('utf-16be')
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), encoding: 'utf-8' }
  } catch {
    return as('windows-1252')
  }
}

function withoutEmptyEnd(rows: readonly FileRow[]): readonly FileRow[] {
  let end = rows.length
  while (end > 0 && rows[end - 1]?.cells.every((cell) => /^[;,|]*$/.test(cellText(cell)))) end--
  return rows.slice(0, end)
}

/** A text has no control signs but tabs, ends of lines, and the old sign for the end of a file. */
function isBinary(text: string): boolean {
  for (let index = 0; index < Math.min(text.length, 100_000); index++) {
    const code = text.charCodeAt(index)
    if (code < 9 || (code > 13 && code < 26)) return true
  }
  return false
}
