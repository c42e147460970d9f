import type { Db } from './db.ts'
import { putRows, type TableChange } from './table-changes.ts'

/**
 * The month segments on disk: a month's block either equals its rows or is marked stale in the very transaction that
 * changes them, so it can be trusted after any cut. Stale months are read row by row, and packed again when there is time.
 */
export const markStale = ({ segments }: Db, months: ReadonlySet<string>): TableChange =>
  putRows(
    segments,
    [...months].map((month) => ({ month, box: null })),
  )
