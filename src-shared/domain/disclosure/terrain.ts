/** What a move may do at each place of a space, by the place's key. */
export type Terrain = {
  /** 0 where a count is hidden or a cell not published, more where it may be hidden, infinite where it stays as it is. */
  readonly costs: Float64Array
  /** The least that each count is known to be. */
  readonly leasts: Float64Array
}
