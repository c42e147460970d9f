import type { Place, Space } from './space.ts'

/** A table that was published before: its shown and hidden counts. */
export type Earlier = {
  readonly shown: readonly { readonly place: Place; readonly value: number }[]
  readonly hidden: readonly Place[]
  /** Zeros were hidden in it, so a hidden count of it may be 0. */
  readonly zerosHidden: boolean
}

/** A set of tables over the same cells that is published at once. */
export type Request = {
  /** Counts from 1 to one less are not shown. */
  readonly threshold: number
  readonly space: Space
  /** The count of each cell of the space. */
  readonly counts: readonly number[]
  /** The tables that are asked for, by their variables; none for the total. */
  readonly tables: readonly (readonly number[])[]
  readonly earlier: readonly Earlier[]
}
