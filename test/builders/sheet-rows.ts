import type { SheetCell, SheetRow } from '../../src-shared/sheets/sheet-cell.ts'

/** Rows under a heading row, as a file with one sheet has them. */
export const sheetRows = (...rows: readonly (readonly SheetCell[])[]): SheetRow[] =>
  rows.map((cells, index) => ({ sheet: '', line: index + 2, cells }))
