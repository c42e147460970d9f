/** A sum of columns that are no sums themselves, above what is known of it already. */
export type Row = { readonly column: number; readonly constant: number; readonly members: readonly number[] }

/** A linear system in the form that the simplex method walks on; values of columns are counts. */
export type LinearSystem = {
  /** How many columns there are, those included that stand in no sum. */
  readonly size: number
  /** The columns that rows are sums of, with their least values. */
  readonly members: ReadonlyMap<number, number>
  readonly rows: readonly Row[]
}
