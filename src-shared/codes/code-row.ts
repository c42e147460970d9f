export type Lang = 'fi' | 'sv' | 'en'
export type CodeRow = {
  readonly code: string
  readonly fi: string
  readonly sv: string
  readonly en: string
  /** The last day on which the code may be used; it lasts where there is none. */
  readonly validTo?: string
}
