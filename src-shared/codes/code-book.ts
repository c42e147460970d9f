import type { CodeRow, Lang } from './code-row.ts'
import { type CodeSetName, shippedSets, shippedVersion } from './code-sets.ts'

/** A code with the days on which it may be used, both included. */
export type DatedCode = Omit<CodeRow, 'validTo'> & {
  readonly validFrom: string | null
  readonly validTo: string | null
  /** The national code that a local one counts as; null for the national ones themselves. */
  readonly national: string | null
}
/** A row that an organisation lays over the shipped sets: a value of its own, or a shipped one that it retires. */
export type LocalCode = DatedCode & { readonly set: CodeSetName }

/** All code sets as one organisation uses them. */
export type CodeBook = {
  /** Stamped on each visit: the shipped version and how many rows the organisation has laid over it. */
  readonly version: string
  /** The codes that may be chosen on a day. */
  readonly on: (set: CodeSetName, date: string) => readonly DatedCode[]
  /** All that ever were, retired ones too: for labels of old rows and for administration. */
  readonly all: (set: CodeSetName) => readonly DatedCode[]
  readonly isActive: (set: CodeSetName, code: string, date: string) => boolean
  /** An unknown code (a newer set on another device) is shown as it is. */
  readonly label: (set: CodeSetName, code: string, lang: Lang) => string
}

/** The shipped sets with an organisation's own rows over them. A code once used keeps its row for ever. */
export function makeCodeBook(local: readonly LocalCode[] = []): CodeBook {
  const sets = new Map<CodeSetName, ReadonlyMap<string, DatedCode>>()
  const mapOf = (set: CodeSetName): ReadonlyMap<string, DatedCode> => {
    const known = sets.get(set)
    if (known) return known
    const made = new Map<string, DatedCode>()
    for (const row of shippedSets[set] as readonly CodeRow[])
      made.set(row.code, { ...row, validFrom: null, validTo: row.validTo ?? null, national: null })
    for (const row of local) if (row.set === set) made.set(row.code, row)
    sets.set(set, made)
    return made
  }
  return {
    version: local.length === 0 ? shippedVersion : `${shippedVersion}+${local.length}`,
    on: (set, date) => [...mapOf(set).values()].filter((row) => isOn(row, date)),
    all: (set) => [...mapOf(set).values()],
    isActive: (set, code, date) => {
      const row = mapOf(set).get(code)
      return row !== undefined && isOn(row, date)
    },
    label: (set, code, lang) => mapOf(set).get(code)?.[lang] ?? code,
  }
}

const isOn = ({ validFrom, validTo }: DatedCode, date: string): boolean =>
  (validFrom === null || validFrom <= date) && (validTo === null || date <= validTo)
