import { isSmall, type Publication } from './publication.ts'

/** Why a count is not shown (visits.md §10.4 rules 3 to 6). */
export type Why = 'primary' | 'row' | 'secondary' | 'group'

export type Marks = {
  /** What is hidden for its own sake. */
  readonly whys: ReadonlyMap<number, Why>
  /** Entries that nobody may narrow down: small counts, those of earlier publications too, and the full cells of rule 6. */
  readonly targets: readonly number[]
}

/** Small counts, small rows with their totals, and rows that lie in one sensitive cell. */
export function markSmall(publication: Publication): Marks {
  const whys = new Map<number, Why>()
  const targets: number[] = []
  for (const [index, entry] of publication.entries.entries()) {
    if (!isSmall(entry) || (!entry.isAsked && entry.isOut)) continue
    targets.push(index)
    if (entry.isAsked) whys.set(index, entry.isTotal ? 'row' : 'primary')
  }
  for (const row of sensitiveRows(publication)) {
    targets.push(row.full)
    for (const index of [row.full, ...row.zeros]) if (!whys.has(index)) whys.set(index, 'group')
  }
  return { whys, targets: [...new Set(targets)] }
}

type Row = { readonly full: number; readonly zeros: readonly number[] }

/** Rows of tables of two variables or more all of whose contacts lie in one sensitive code of another variable. */
function sensitiveRows(publication: Publication): Row[] {
  const { space, tables } = publication.request
  const rows: Row[] = []
  for (const [variable, { sensitive, codes }] of space.variables.entries()) {
    if (sensitive.size === 0 || codes.length < 2) continue
    for (const table of tables) {
      if (table.length < 2 || !table.includes(variable)) continue
      for (const { parts } of space.placesOf(table.filter((one) => one !== variable))) {
        const entries = codes.flatMap(
          (_, code) => publication.entryAt(space.keyOf(parts.with(variable, code))) ?? [],
        )
        const filled = entries.filter((index) => countOf(publication, index) > 0)
        const [full] = filled
        const entry = full === undefined ? undefined : publication.entries[full]
        if (full === undefined || !entry || filled.length > 1 || isSmall(entry)) continue
        if (!sensitive.has(entry.place.parts[variable] ?? -1) || !isTold(publication, variable, parts))
          continue
        rows.push({ full, zeros: entries.filter((index) => index !== full) })
      }
    }
  }
  return rows
}

/** Gender tells something of the rows of rare languages only; everything else that is sensitive does so in every row. */
function isTold(publication: Publication, variable: number, parts: readonly number[]): boolean {
  const { space, counts } = publication.request
  const { isOfRareLanguages } = space.variables[variable] ?? {}
  if (!isOfRareLanguages) return true
  return space.variables.some(({ isLanguage, codes }, other) => {
    const part = parts[other] ?? -1
    if (!isLanguage || other === variable || !space.isCode(other, part)) return false
    const totals = codes.map((_, code) => {
      const place = space.place(space.variables.map((_one, at) => (at === other ? code : space.whole(at))))
      return space.cellsOf(place).reduce((sum, cell) => sum + (counts[cell] ?? 0), 0)
    })
    return totals.filter((total) => total > (totals[part] ?? 0)).length >= commonLanguages
  })
}

/** So many languages are common; the others are rare (rule 2: "languages outside the top 8"). */
export const commonLanguages = 8

const countOf = (publication: Publication, index: number): number => publication.entries[index]?.value ?? 0
