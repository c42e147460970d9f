import type { Bridge } from '../../src-shared/bridge/calls.ts'

/** Answers as of a person who picks a file with these sheets, each a list of rows of texts. */
export function pickedSheets(
  sheets: Readonly<Record<string, readonly (readonly string[])[]>>,
  name = 'henkilöt.csv',
): Pick<Bridge, 'pickSheet' | 'sheetRows'> {
  const rowsOf = Object.values(sheets)
  return {
    pickSheet: async () => ({
      kind: 'picked',
      name,
      encoding: 'utf-8',
      unreadable: { lines: [], count: 0 },
      sheets: Object.entries(sheets).map(([sheet, rows]) => ({
        name: sheet,
        isHidden: false,
        hiddenColumns: [],
        rows: rows.length,
      })),
    }),
    sheetRows: async ({ sheet, from, count }) => ({
      rows: (rowsOf[sheet] ?? [])
        .map((cells, at) => ({ line: at + 1, cells: [...cells], mark: null }))
        .slice(from, from + count),
    }),
  }
}
