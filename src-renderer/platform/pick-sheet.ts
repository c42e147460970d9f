import type { Output } from '../../src-shared/bridge/calls.ts'
import {
  defaultChoice,
  type HeadedSheet,
  type JoinedSheets,
  joinSheets,
  type SheetChoice,
  withHeadings,
} from '../../src-shared/sheets/join-sheets.ts'
import { brokenCells, type FileRow, type UnreadableLines } from '../../src-shared/sheets/sheet-cell.ts'
import { bridge } from './bridge.ts'

type PickedFile = {
  readonly name: string
  readonly encoding: string
  readonly unreadable: UnreadableLines
  /** All sheets of the file that hold anything. */
  readonly sheets: readonly HeadedSheet[]
}
/** What is being imported of a file: its headings, and the rows under them. */
export type PickedSheet = PickedFile & JoinedSheets & { readonly choice: SheetChoice }
type Refused = Extract<Output<'pickSheet'>, { kind: 'refused' }>

const batch = 5000

/** Lets the person pick a file, and takes the rows of all its sheets whose headings agree. */
export async function pickSheet(): Promise<
  { readonly kind: 'none' } | Refused | { readonly kind: 'picked'; readonly sheet: PickedSheet }
> {
  const picked = await bridge().pickSheet({})
  if (picked.kind !== 'picked') return picked
  const sheets: HeadedSheet[] = []
  for (const [sheet, { rows: count, ...facts }] of picked.sheets.entries()) {
    const rows: FileRow[] = []
    for (let from = 0; from < count; from += batch)
      for (const row of (await bridge().sheetRows({ sheet, from, count: batch })).rows) rows.push(row)
    if (rows.length > 0) sheets.push(withHeadings(facts, rows))
  }
  const { name, encoding, unreadable } = picked
  return { kind: 'picked', sheet: takeOf({ name, encoding, unreadable, sheets }, defaultChoice(sheets)) }
}

/** The same file with another choice of what is taken of it. */
export const takeOf = (file: PickedFile, choice: SheetChoice): PickedSheet => ({
  ...file,
  ...joinSheets(file.sheets, choice),
  choice,
})

export const haveSameHeadings = (a: PickedSheet, b: PickedSheet): boolean =>
  a.headings.length === b.headings.length && a.headings.every((heading, at) => heading === b.headings[at])

/** Whether nothing of the file is left out, hidden or unreadable: for what comes in whole or not at all. */
export const isWhole = ({
  leftOut,
  strayQuotes,
  hiddenColumns,
  unreadable,
  headings,
  rows,
}: PickedSheet): boolean =>
  leftOut + strayQuotes.length + hiddenColumns.length + unreadable.count === 0 &&
  rows.every(
    ({ cells }) => brokenCells(cells, Object.fromEntries(headings.map((_, at) => [at, at]))).length === 0,
  )
