import { type Knowledge, keepPublic, reduce } from './knowledge.ts'
import { type Meter, Tableau } from './tableau.ts'

/** What a count can be; `most` is infinite where nothing bounds it. */
export type Interval = readonly [least: number, most: number]

/**
 * How much may still be searched, counted in numbers of systems that are gone through. What is not found by then counts as
 * impossible for the table, and so as known to others, which is the safe side.
 */
export type Effort = { readonly walking: Meter; readonly branching: Meter }
export const fullEffort = (): Effort => ({ walking: { left: 100_000_000 }, branching: { left: 40_000_000 } })

/** So many values are tried where no table of whole numbers is known yet. */
const maxTries = 100
const near = 1e-6

/**
 * What somebody can work out who knows the shown numbers of a set of tables (visits.md §10.4 rule 7). Every interval end
 * is proved by a whole-numbered table that fits all that is known; linear programming tells where to look.
 */
export class Attack {
  private readonly low: Float64Array
  private readonly high: Float64Array
  private readonly columns: readonly number[]
  private readonly effort: Effort

  private readonly tableau: Tableau
  private readonly settled: ReadonlyMap<number, number>

  private constructor(tableau: Tableau, settled: ReadonlyMap<number, number>, size: number, effort: Effort) {
    this.effort = effort
    this.tableau = tableau
    this.settled = settled
    this.low = new Float64Array(size).fill(Number.POSITIVE_INFINITY)
    this.high = new Float64Array(size).fill(Number.NEGATIVE_INFINITY)
    for (const [column, value] of settled) this.widen(column, value)
    this.columns = tableau.columns()
    this.note(tableau)
  }

  /** Undefined where nothing fits what is said to be known. `keepsPublic`: one can ask what `binding` there is. */
  static on(knowledge: Knowledge, keepsPublic = false, effort = fullEffort()): Attack | undefined {
    const reduced = keepsPublic ? keepPublic(knowledge) : reduce(knowledge)
    if (!reduced) return undefined
    const tableau = Tableau.of(reduced.system, keepsPublic, effort.walking)
    for (const [column, value] of reduced.fixes) if (!tableau.fix(column, value)) return undefined
    for (const [column, least] of reduced.raises) if (!tableau.raise(column, least)) return undefined
    return new Attack(tableau, reduced.settled, knowledge.size, effort)
  }

  /** The same attack with more columns known; undefined where they cannot be so. */
  with(known: readonly (readonly [column: number, value: number])[]): Attack | undefined {
    const tableau = this.tableau.copy(this.effort.walking)
    for (const [column, value] of known) if (!tableau.fix(column, value)) return undefined
    return new Attack(tableau, this.settled, this.low.length, this.effort)
  }

  /** Tells of a value that a column can have, as a table that fits has it. */
  witness(column: number, value: number): void {
    this.widen(column, value)
  }

  /** Whether a column may be any of `values` whole numbers or more, between its least and its most. */
  holds(column: number, values: number): boolean {
    const isWide = (): boolean => (this.high[column] ?? 0) - (this.low[column] ?? 0) >= values - 1
    if (!this.walk(column, true, isWide) || isWide()) return true
    const above = Math.floor(this.valueOf(column) + near)
    this.walk(column, false, isWide)
    if (isWide()) return true
    if (above - Math.ceil(this.valueOf(column) - near) < values - 1) return false
    const [least, most] = this.interval(column)
    return most - least >= values - 1
  }

  /** The least and the most that a column can be; `Infinity` where nothing bounds it. */
  interval(column: number): Interval {
    const most = this.end(column, true)
    return [this.end(column, false), most]
  }

  /** What fixed columns bind `column` from above (or below): where it stands at that end, those that would have to move. */
  binding(column: number, isUp: boolean): readonly (readonly [column: number, by: number])[] {
    this.walk(column, isUp, () => false)
    return this.tableau.leans(column)
  }

  /** The value where the last walk ended. */
  valueOf(column: number): number {
    return this.settled.get(column) ?? this.tableau.valueOf(column)
  }

  private end(column: number, isUp: boolean): number {
    const known = isUp ? this.high[column] : this.low[column]
    if (this.effort.walking.left <= 0 && known !== undefined && Number.isFinite(known)) return known
    if (!this.walk(column, isUp, () => false)) return Number.POSITIVE_INFINITY
    const value = this.valueOf(column)
    const bound = isUp ? Math.floor(value + near) : Math.ceil(value - near)
    const proved = (isUp ? this.high[column] : this.low[column]) ?? bound
    const last = Number.isFinite(proved) ? proved : bound + (isUp ? -maxTries : maxTries)
    for (let at = bound; at !== last && this.effort.branching.left > 0; at += isUp ? -1 : 1)
      if (this.canBe(column, at)) return at
    return Number.isFinite(proved) ? proved : bound
  }

  /** To the end of a column, or until `enough`; false where there is no end. */
  private walk(column: number, isUp: boolean, enough: () => boolean): boolean {
    if (this.settled.has(column)) return true
    for (;;) {
      if (enough()) return true
      const step = this.tableau.climb(column, isUp)
      if (step === 'unbounded') {
        this.widen(column, Number.POSITIVE_INFINITY)
        return false
      }
      this.note(this.tableau)
      if (step === 'optimum') return true
    }
  }

  private canBe(column: number, value: number): boolean {
    const tableau = this.tableau.copy(this.effort.branching)
    if (!tableau.fix(column, value)) return false
    if (!this.whole(tableau)) return false
    this.widen(column, value)
    return true
  }

  /** Looks for whole numbers in what is left, branch by branch. */
  private whole(tableau: Tableau): boolean {
    const column = tableau.fraction()
    if (column === undefined) {
      this.note(tableau)
      return true
    }
    const below = Math.floor(tableau.valueOf(column))
    const isLow = tableau.valueOf(column) - below < 0.5
    const sides = (away: number): (readonly [number, number])[] => {
      const both: (readonly [number, number])[] = [
        [0, below - away],
        [1, below + 1 + away],
      ]
      return isLow ? both : both.toReversed()
    }
    const ends = [true, true]
    for (let away = 0; ends[0] || ends[1]; away++)
      for (const [side, value] of sides(away)) {
        if (!ends[side]) continue
        if (this.effort.branching.left <= 0) return false
        const branch = tableau.copy(this.effort.branching)
        if (!branch.fix(column, value)) ends[side] = false
        else if (this.whole(branch)) return true
      }
    return false
  }

  private note(tableau: Tableau): void {
    if (tableau.fraction() !== undefined) return
    for (const column of this.columns) this.widen(column, Math.round(tableau.valueOf(column)))
  }

  private widen(column: number, value: number): void {
    if (value < (this.low[column] ?? 0)) this.low[column] = value
    if (value > (this.high[column] ?? 0)) this.high[column] = value
  }
}
