/** Which municipalities there are or have been, and what they belong to. */
export type Municipality = {
  readonly code: string
  readonly region: string
  readonly wellbeingCounty: string
  /** The code of the municipality that it is a part of today: its own, unless it has merged. */
  readonly today: string
  /** Its last day; null while it exists. */
  readonly validTo: string | null
}
export type Areas = ReadonlyMap<string, Municipality>
