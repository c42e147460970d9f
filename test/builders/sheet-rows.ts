import type { SheetCell, SheetRow } from '../../src-shared/sheets/sheet-cell.ts'

/** Rows under a heading row, as a file with one sheet has them. */
export const sheetRows = (...rows: readonly (readonly SheetCell[])[]): SheetRow[] =>
  rows.map((cells, index) => ({ sheet: '', line: index + 2, cells }))

/** A number of a workbook, with the text that the reader gives it. */
export const aNumber = (value: number): SheetCell => ({
  kind: 'number',
  value,
  text: String(Number(value.toPrecision(15))),
})
