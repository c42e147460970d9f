import {
  cellText,
  type FileRow,
  type RowPlace,
  type SheetCell,
  type SheetFacts,
  type SheetRow,
} from './sheet-cell.ts'

/** A sheet with its first row taken as headings. */
export type HeadedSheet = SheetFacts & {
  readonly headings: readonly string[]
  readonly rows: readonly FileRow[]
  /** What stands above the headings. */
  readonly titles: readonly string[]
  /** The line of the headings where a quote in them does not close. */
  readonly strayHeading: number | null
}

/** What a person takes of a workbook: which sheets by their number, and whether what is hidden in them counts. */
export type SheetChoice = {
  readonly sheets: readonly number[]
  readonly hiddenRows: boolean
  readonly hiddenColumns: boolean
}

export type JoinedSheets = {
  readonly headings: readonly string[]
  readonly rows: readonly SheetRow[]
  /** How many rows of the file are not among `rows`: of sheets that were not chosen, hidden, or with a stray quote. */
  readonly leftOut: number
  /** Rows that cannot be told apart into cells, because a quote does not close; they are left out. */
  readonly strayQuotes: readonly RowPlace[]
  readonly hiddenRows: number
  /** What stands above the headings of the chosen sheets. */
  readonly titles: readonly string[]
  /** Headings of hidden columns, of all chosen sheets. */
  readonly hiddenColumns: readonly string[]
}

/** How many lines above the headings may be a title. */
const maxTitleRows = 10

/** A sheet under its headings: its first row, or the first below a title. */
export function withHeadings(facts: SheetFacts, all: readonly FileRow[]): HeadedSheet {
  const at = headingsAt(all)
  const first = all[at]
  return {
    ...facts,
    headings: first?.cells.map(cellText) ?? [],
    rows: all.slice(at + 1),
    titles: all.slice(0, at).map(({ cells }) => cells.map(cellText).join(' ').trim()),
    strayHeading: first?.mark === 'stray-quote' ? first.line : null,
  }
}

/**
 * Rows of one cell each are a title where words without a digit follow in several cells. A row of records is never taken for
 * headings: it has a date or a number in it.
 */
function headingsAt(rows: readonly FileRow[]): number {
  const filled = rows
    .slice(0, maxTitleRows + 1)
    .map(({ cells }) => cells.filter((cell) => cellText(cell) !== ''))
  const at = filled.findIndex((cells) => cells.length !== 1)
  const areWords = filled[at]?.every((cell) => typeof cell === 'string' && !/\p{Nd}/u.test(cell))
  return at > 0 && areWords ? at : 0
}

const fold = (heading: string): string =>
  heading.normalize('NFKC').replaceAll(/\s+/g, ' ').trim().toLowerCase()

/** Headings told apart where one comes twice: the second `Huom` is another column than the first. */
function columnKeys(headings: readonly string[]): string[] {
  const seen = new Map<string, number>()
  return headings.map((heading) => {
    const name = fold(heading)
    const count = seen.get(name) ?? 0
    seen.set(name, count + 1)
    return `${name}\u001F${count}`
  })
}
/** The same for sheets with the same headings, whatever their order, case and spaces; columns without one do not count. */
const headKey = (headings: readonly string[]): string =>
  columnKeys(headings.filter((heading) => heading.trim() !== ''))
    .toSorted()
    .join('\u001E')

/** All shown sheets whose headings agree; where there are several such sets, the one with most rows. Nothing hidden. */
export function defaultChoice(sheets: readonly HeadedSheet[]): SheetChoice {
  const groups = new Map<string, { numbers: number[]; rows: number }>()
  const hasShown = sheets.some(({ isHidden, headings }) => !isHidden && headings.length > 0)
  sheets.forEach(({ headings, rows, isHidden }, number) => {
    if (headings.length === 0 || (isHidden && hasShown)) return
    const group = groups.get(headKey(headings)) ?? { numbers: [], rows: 0 }
    groups.set(headKey(headings), { numbers: [...group.numbers, number], rows: group.rows + rows.length })
  })
  let best: { numbers: number[]; rows: number } = { numbers: [], rows: -1 }
  for (const group of groups.values()) if (group.rows > best.rows) best = group
  return { sheets: best.numbers, hiddenRows: false, hiddenColumns: false }
}

/** Whether a sheet has the headings of the first that is chosen. */
export function agrees(sheets: readonly HeadedSheet[], choice: SheetChoice, number: number): boolean {
  const first = sheets[choice.sheets[0] ?? number]
  return first === undefined || headKey(first.headings) === headKey(sheets[number]?.headings ?? [])
}

/** The rows of the chosen sheets under one row of headings: columns are found by their headings, not by their places. */
export function joinSheets(sheets: readonly HeadedSheet[], choice: SheetChoice): JoinedSheets {
  const chosen = choice.sheets
    .toSorted((a, b) => a - b)
    .flatMap((number) => (sheets[number] ? [sheets[number]] : []))
  const columns = new Map<string, number>()
  const headings: string[] = []
  const hiddenColumns = new Set<string>()
  const rows: SheetRow[] = []
  const strayQuotes: RowPlace[] = []
  let hiddenRows = 0
  for (const sheet of chosen) {
    const width = sheet.rows.reduce(
      (widest, { cells }) => Math.max(widest, cells.length),
      sheet.headings.length,
    )
    const named = Array.from({ length: width }, (_, column) => sheet.headings[column] ?? '')
    const hidden = new Set(sheet.hiddenColumns)
    /** Where each column of this sheet goes; null where it is left out. */
    const targets = columnKeys(named).map((key, column): number | null => {
      const heading = named[column] ?? ''
      if (hidden.has(column)) hiddenColumns.add(heading)
      if (hidden.has(column) && !choice.hiddenColumns) return null
      const known = columns.get(key)
      if (known !== undefined) return known
      columns.set(key, headings.length)
      return headings.push(heading) - 1
    })
    const name = chosen.length > 1 ? sheet.name : ''
    if (sheet.strayHeading !== null) strayQuotes.push({ sheet: name, line: sheet.strayHeading })
    for (const { line, cells, mark } of sheet.rows) {
      const place = { sheet: name, line }
      if (mark === 'stray-quote') strayQuotes.push(place)
      if (mark === 'hidden') hiddenRows++
      if (mark === 'stray-quote' || (mark === 'hidden' && !choice.hiddenRows)) continue
      const placed: SheetCell[] = []
      cells.forEach((cell, column) => {
        const target = targets[column]
        if (typeof target === 'number') placed[target] = cell
      })
      rows.push({ ...place, cells: Array.from(placed, (cell) => cell ?? '') })
    }
  }
  const leftOut = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0) - rows.length
  const titles = chosen.flatMap((sheet) => sheet.titles)
  return { headings, rows, titles, leftOut, strayQuotes, hiddenRows, hiddenColumns: [...hiddenColumns] }
}
