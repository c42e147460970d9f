import { commonLanguages } from './marks.ts'
import { isSmall, type Publication } from './publication.ts'
import { entryOf } from './shield.ts'

/**
 * A way to ask for less detail, so that less has to be hidden (visits.md §10.4 rule 2): codes counted together as one, or a
 * variable left out. `small`: how many cells are below the threshold as asked for, and with the codes merged.
 */
export type Proposal = {
  readonly variable: string
  readonly reason: 'third-hidden' | 'small-totals' | 'totals-hidden'
  readonly merge: readonly string[]
  /** The name of the merged codes; null: the variable is left out. */
  readonly into: string | null
  readonly small: { readonly before: number; readonly after: number }
}

type Merge = { readonly codes: readonly number[]; readonly into: string | null }

/** What could be merged: where over a third of the cells is hidden, where totals had to go, and where a code has few contacts. */
export function propose(
  publication: Publication,
  hidden: ReadonlySet<number>,
  lostTotals: boolean,
): Proposal[] {
  const { space } = publication.request
  const cells = [...publication.entries.keys()].filter((index) => {
    const { isAsked, isTotal } = entryOf(publication, index)
    return isAsked && !isTotal
  })
  const gone = cells.filter((index) => hidden.has(index)).length
  const reason = gone * 3 > cells.length ? 'third-hidden' : lostTotals ? 'totals-hidden' : undefined
  const before = cells.filter((index) => isSmall(entryOf(publication, index))).length
  return space.variables.flatMap((one, variable) => {
    const totals = totalsOf(publication, variable)
    const few = totals.flatMap((total, code) =>
      total > 0 && total < publication.request.threshold ? [code] : [],
    )
    const merges = reason
      ? mergesOf(publication, variable, totals)
      : few.length > 0
        ? [mergeFew(totals, few)]
        : []
    return merges.map(
      ({ codes, into }): Proposal => ({
        variable: one.name,
        reason: reason ?? 'small-totals',
        merge: codes.map((code) => one.codes[code] ?? ''),
        into,
        small: { before, after: smallAfter(publication, cells, variable, codes) },
      }),
    )
  })
}

function totalsOf({ request: { space, counts } }: Publication, variable: number): number[] {
  const totals = new Array<number>(space.variables[variable]?.codes.length ?? 0).fill(0)
  for (const [cell, count] of counts.entries()) {
    const code = space.codesAt(cell)[variable] ?? 0
    totals[code] = (totals[code] ?? 0) + count
  }
  return totals
}

const allOf = (totals: readonly number[]): Merge => ({ codes: [...totals.keys()], into: null })

/** The variable's own groups, months to quarters, codes outside of the eight largest, or the two smallest. */
function mergesOf({ request: { space } }: Publication, variable: number, totals: readonly number[]): Merge[] {
  const { codes = [], groups = [] } = space.variables[variable] ?? {}
  if (totals.length < 2) return []
  if (totals.length === 2) return [allOf(totals)]
  if (groups.length > 0) return groups.map((group) => ({ codes: group.codes, into: group.name }))
  if (codes.every((code) => /^\d{4}-(0[1-9]|1[0-2])$/.test(code))) return quartersOf(codes)
  const bySize = [...totals.keys()].toSorted((a, b) => (totals[b] ?? 0) - (totals[a] ?? 0))
  const kept = Math.min(commonLanguages, totals.length - 2)
  return [{ codes: bySize.slice(kept).toSorted((a, b) => a - b), into: 'other' }]
}

function quartersOf(codes: readonly string[]): Merge[] {
  const quarterOf = (code: number): string => {
    const [year, month] = (codes[code] ?? '').split('-')
    return `${year}-Q${Math.ceil(Number(month) / 3)}`
  }
  const quarters = Map.groupBy(codes.keys(), quarterOf)
  return [...quarters].flatMap(([into, months]) => (months.length > 1 ? [{ codes: months, into }] : []))
}

/** Codes with few contacts together, and the next smallest with them if they are few still. */
function mergeFew(totals: readonly number[], few: readonly number[]): Merge {
  const next = [...totals.keys()]
    .filter((code) => !few.includes(code) && (totals[code] ?? 0) > 0)
    .toSorted((a, b) => (totals[a] ?? 0) - (totals[b] ?? 0))[0]
  const codes = next === undefined ? few : [...few, next]
  return codes.length === totals.length
    ? allOf(totals)
    : { codes: codes.toSorted((a, b) => a - b), into: 'other' }
}

/** How many cells are small when some codes of a variable are counted as one. */
function smallAfter(
  publication: Publication,
  cells: readonly number[],
  variable: number,
  codes: readonly number[],
): number {
  const merged = new Map<string, { value: number; threshold: number }>()
  for (const index of cells) {
    const { place, value, threshold } = entryOf(publication, index)
    const part = place.parts[variable] ?? 0
    const key = place.parts.with(variable, codes.includes(part) ? -1 : part).join()
    const before = merged.get(key)
    merged.set(key, {
      value: value + (before?.value ?? 0),
      threshold: Math.max(threshold, before?.threshold ?? 0),
    })
  }
  return [...merged.values()].filter(({ value, threshold }) => value > 0 && value < threshold).length
}
