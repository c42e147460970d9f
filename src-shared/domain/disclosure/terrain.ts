/** What a move may do at each place of a space, by the place's key. */
export type Terrain = {
  /** 1 where a count is shown, and so stays as it is. */
  readonly shown: Uint8Array
  /** The least that each count is known to be when it is hidden. */
  readonly leasts: Float64Array
  /** What it costs to hide a shown count; infinite where it is not to be hidden. */
  readonly prices: Float64Array
}
