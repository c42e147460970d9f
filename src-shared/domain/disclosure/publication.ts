import { corrections } from './earlier.ts'
import type { Knowledge, Sum } from './knowledge.ts'
import type { Request } from './request.ts'
import type { Place } from './space.ts'
import type { Terrain } from './terrain.ts'
import { type Way, waysOfCode } from './ways.ts'

/** A count of the set, or one that was published earlier. */
export type Entry = {
  readonly place: Place
  readonly column: number
  readonly value: number
  /** Counts below it are not shown. */
  readonly threshold: number
  /** The sum of other counts that are asked for: a margin or a group. */
  readonly isTotal: boolean
  /** Asked for now; else it was only published earlier. */
  readonly isAsked: boolean
  /** Its value stands in an earlier publication, and nothing takes it back. */
  readonly isOut: boolean
}

export const isSmall = (entry: Entry): boolean => entry.value > 0 && entry.value < entry.threshold

/** What is published, was published, and can be worked out of it: all counts as columns of one linear system. */
export class Publication {
  readonly entries: readonly Entry[]
  /** Sums of an earlier publication some of whose cells were corrected since, by the cells that were not. */
  readonly sumsBefore: readonly Sum[]
  private readonly sums: readonly Sum[]
  private readonly cells: number
  private readonly fixedBefore: ReadonlyMap<number, number>
  private readonly oneBefore: ReadonlySet<number>
  private readonly ways = new Map<number, readonly Way[]>()
  private readonly byKey: Int32Array
  private readonly valueByKey: Float64Array
  private readonly byColumn: readonly (number | undefined)[]

  readonly request: Request

  constructor(request: Request) {
    this.request = request
    const { space, counts, tables } = request
    const asked = tables.flatMap((table) => space.placesOf(table))
    const askedKeys = new Set(asked.map(({ key }) => key))
    const before = corrections(request, (place) => sumOf(space.cellsOf(place), counts))
    const places = [...asked, ...before.places.filter(({ key }) => !askedKeys.has(key))]
    this.cells = space.size + before.copies
    const sums: Sum[] = []
    this.entries = places.map((place, index) => {
      const cells = space.cellsOf(place)
      const isCell = place.parts.every((part, variable) => space.isCode(variable, part))
      const column = isCell ? space.cellAt(place.parts) : this.cells + sums.length
      if (!isCell) sums.push({ column, members: cells })
      return {
        place,
        column,
        value: sumOf(cells, counts),
        threshold: thresholdAt(request, place),
        isTotal: isTotal(request, place),
        isAsked: index < asked.length,
        isOut: before.shown.has(place.key),
      }
    })
    this.byKey = new Int32Array(space.places).fill(-1)
    this.valueByKey = new Float64Array(space.places).fill(Number.NaN)
    for (const [cell, count] of counts.entries()) this.valueByKey[space.keyOfCell(cell)] = count
    for (const [index, { place, value }] of this.entries.entries()) {
      this.byKey[place.key] = index
      this.valueByKey[place.key] = value
    }
    const byColumn: (number | undefined)[] = []
    for (const [index, { column }] of this.entries.entries()) byColumn[column] = index
    this.byColumn = byColumn
    const fixed = new Map<number, number>()
    const one = new Set<number>()
    for (const { place, column, value } of this.entries) {
      if (before.shown.has(place.key)) fixed.set(column, value)
      if (before.hidden.has(place.key) && value > 0) one.add(column)
    }
    this.sumsBefore = before.sums.map(({ members }, index) => ({
      column: this.cells + sums.length + index,
      members,
    }))
    for (const [index, { value }] of before.sums.entries()) fixed.set(this.cells + sums.length + index, value)
    this.sums = [...sums, ...this.sumsBefore]
    this.fixedBefore = fixed
    this.oneBefore = one
  }

  entryAt(key: number): number | undefined {
    const index = this.byKey[key] ?? -1
    return index < 0 ? undefined : index
  }

  /** The count of an entry or of a cell; undefined for sums that nobody publishes. */
  valueAt(key: number): number | undefined {
    const value = this.valueByKey[key]
    return Number.isNaN(value) ? undefined : value
  }

  /** The entry of a cell of the space, where it is published. */
  entryOfCell(cell: number): number | undefined {
    return this.byColumn[cell]
  }

  /** The least that somebody knows a hidden entry, or a cell that is not published, to be. */
  least(column: number, isHidden: (entry: number) => boolean, hiddenLeast: 0 | 1): number {
    if (this.oneBefore.has(column)) return 1
    const entry = this.byColumn[column]
    return entry !== undefined && this.entries[entry]?.isAsked && isHidden(entry) ? hiddenLeast : 0
  }

  waysOf(variable: number, code: number): readonly Way[] {
    const key = variable * 100_000 + code
    const known = this.ways.get(key) ?? waysOfCode(this.request.space, variable, code)
    this.ways.set(key, known)
    return known
  }

  /** What a move may do while these entries are hidden, and others can be for a price. */
  terrain(
    isHidden: (entry: number) => boolean,
    hiddenLeast: 0 | 1,
    priceOf: (entry: number) => number,
  ): Terrain {
    const { space, counts } = this.request
    const shown = new Uint8Array(space.places)
    const leasts = new Float64Array(space.places)
    const prices = new Float64Array(space.places).fill(Number.POSITIVE_INFINITY)
    for (const cell of counts.keys()) leasts[space.keyOfCell(cell)] = this.least(cell, isHidden, hiddenLeast)
    for (const [index, { place, column, isAsked, isOut }] of this.entries.entries()) {
      if (isOut || (isAsked && !isHidden(index))) shown[place.key] = 1
      if (isAsked && !isOut) prices[place.key] = priceOf(index)
      leasts[place.key] = Math.max(isAsked ? hiddenLeast : 0, this.least(column, isHidden, hiddenLeast))
    }
    return { shown, leasts, prices }
  }

  /** What the public knows when these entries are hidden. Rule 7: hidden counts are 1 or more while every zero is shown. */
  knowledge(
    isHidden: (entry: number) => boolean,
    hiddenLeast: 0 | 1,
    wanted: (entry: number) => boolean,
  ): Knowledge {
    const fixed = new Map(this.fixedBefore)
    const asked = new Set<number>()
    for (const [index, { column, value, isAsked }] of this.entries.entries()) {
      if (isAsked && !isHidden(index)) fixed.set(column, value)
      if (wanted(index)) asked.add(column)
    }
    return {
      cells: this.cells,
      size: this.cells + this.sums.length,
      sums: this.sums,
      fixed,
      wanted: asked,
      least: (column) => this.least(column, isHidden, hiddenLeast),
    }
  }
}

const sumOf = (cells: readonly number[], counts: readonly number[]): number =>
  cells.reduce((total, cell) => total + (counts[cell] ?? 0), 0)

/** The threshold of the set, or a larger one of a code that the place lies in. */
function thresholdAt({ threshold, space }: Request, { parts }: Place): number {
  return parts.reduce((most, part, variable) => {
    const own = space.isCode(variable, part) ? space.variables[variable]?.thresholds.get(part) : undefined
    return Math.max(most, own ?? 0)
  }, threshold)
}

/** A place is a total where a group is summed, or where another table divides it further. */
function isTotal({ space, tables }: Request, { parts }: Place): boolean {
  const isGrouped = parts.some(
    (part, variable) => part !== space.whole(variable) && !space.isCode(variable, part),
  )
  const summed = parts.flatMap((part, variable) => (part === space.whole(variable) ? [variable] : []))
  const kept = parts.flatMap((part, variable) => (part === space.whole(variable) ? [] : [variable]))
  return (
    isGrouped ||
    tables.some(
      (table) => kept.every((one) => table.includes(one)) && table.some((one) => summed.includes(one)),
    )
  )
}
