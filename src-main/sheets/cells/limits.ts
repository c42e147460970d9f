export const maxRows = 200_000
const maxCells = 6_000_000

/** A sheet has more rows or cells than are taken. */
export class TooManyRows extends Error {}

/** Counts what was read of one file, so that reading ends before memory does. */
export type CellBudget = {
  /** @throws TooManyRows */
  readonly take: (cells: number) => void
  /** @throws TooManyRows */
  readonly takeRow: () => void
}
export function cellBudget(): CellBudget {
  let cells = 0
  let rows = 0
  return {
    take: (count) => {
      cells += Math.max(0, count)
      if (cells > maxCells) throw new TooManyRows()
    },
    takeRow: () => {
      if (++rows > maxRows + 1) throw new TooManyRows() // one of them is the heading
    },
  }
}
