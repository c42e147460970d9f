import { Grid, tiny } from './grid.ts'
import type { LinearSystem } from './linear-system.ts'

/** Work that is left, in numbers gone through; steps of a tableau take from it. */
export type Meter = { left: number }

type Step = 'moved' | 'reached' | 'optimum' | 'unbounded'

const near = 1e-6
/** So many steps without progress, and the next columns are chosen by number: no circle is walked for ever (Bland). */
const patience = 40

/**
 * All counts that fit a system, as the simplex method sees them: it stands on a vertex, and walks from there to where a
 * column is largest, smallest, or has a wanted value. Kept in full (dense), as the systems of tables are small.
 */
export class Tableau {
  /** Heights: how far each row's column is above its origin. */
  private readonly grid: Grid
  private readonly columnOfRow: Int32Array
  private readonly columnOfPlace: Int32Array
  /** Of each column its row, or −1 − its place among those at their origin. */
  private readonly seats: Int32Array
  private readonly origins: Float64Array
  private readonly keepsFixed: boolean
  private readonly meter: Meter
  /** The columns in the first `free` places may still move. */
  private free: number
  private idle = 0

  private constructor(
    grid: Grid,
    columns: { readonly ofRows: Int32Array; readonly ofPlaces: Int32Array },
    seats: Int32Array,
    origins: Float64Array,
    keepsFixed: boolean,
    meter: Meter,
  ) {
    this.grid = grid
    this.columnOfRow = columns.ofRows
    this.columnOfPlace = columns.ofPlaces
    this.seats = seats
    this.origins = origins
    this.keepsFixed = keepsFixed
    this.meter = meter
    meter.left -= this.size
    this.free = grid.width
  }

  /** The system with every member at its least value. `keepsFixed`: what is fixed stays readable for `leans`. */
  static of({ size, members, rows }: LinearSystem, keepsFixed: boolean, meter: Meter): Tableau {
    const width = members.size
    const seats = new Int32Array(size)
    const origins = new Float64Array(size)
    for (const [place, [column, least]] of [...members].entries()) {
      seats[column] = -1 - place
      origins[column] = least
    }
    const factors = new Float64Array(rows.length * width)
    const heights = new Float64Array(rows.length)
    for (const [row, sum] of rows.entries()) {
      seats[sum.column] = row
      heights[row] = sum.constant
      for (const member of sum.members) {
        factors[row * width - 1 - (seats[member] ?? 0)] = -1
        heights[row] = (heights[row] ?? 0) + (members.get(member) ?? 0)
      }
    }
    const ofRows = Int32Array.from(rows, ({ column }) => column)
    const ofPlaces = Int32Array.from(members.keys())
    return new Tableau(
      new Grid(width, factors, heights),
      { ofRows, ofPlaces },
      seats,
      origins,
      keepsFixed,
      meter,
    )
  }

  copy(meter: Meter): Tableau {
    const columns = { ofRows: this.columnOfRow.slice(), ofPlaces: this.columnOfPlace.slice() }
    const copied = new Tableau(
      this.grid.copy(),
      columns,
      this.seats.slice(),
      this.origins.slice(),
      this.keepsFixed,
      meter,
    )
    copied.free = this.free
    return copied
  }

  /** How many numbers there are to go through. */
  get size(): number {
    return this.grid.factors.length
  }

  /** All that stand in the system, sums and members. */
  columns(): number[] {
    return [...this.columnOfRow, ...this.columnOfPlace]
  }

  valueOf(column: number): number {
    const seat = this.seats[column] ?? 0
    return (this.origins[column] ?? 0) + (seat >= 0 ? this.grid.height(seat) : 0)
  }

  /** The first column whose value here is no whole number: a cell rather than a sum. Undefined where there is none. */
  fraction(): number | undefined {
    let first: number | undefined
    for (let row = 0; row < this.grid.heights.length; row++) {
      const height = this.grid.height(row)
      const column = this.columnOfRow[row] ?? 0
      if (Math.abs(height - Math.round(height)) > near && column < (first ?? Number.POSITIVE_INFINITY))
        first = column
    }
    return first
  }

  /** One step to where `column` is larger (or smaller). */
  climb(column: number, isUp: boolean): Step {
    return this.step(column, isUp, isUp ? Number.POSITIVE_INFINITY : 0)
  }

  /** Fixes a column at a value, for good; false where it cannot have it. What was free may then be so no longer. */
  fix(column: number, value: number): boolean {
    for (let isLast = false; ; ) {
      const wanted = value - (this.origins[column] ?? 0)
      const seat = this.seats[column] ?? 0
      const height = seat >= 0 ? this.grid.height(seat) : 0
      if (Math.abs(height - wanted) < near) {
        this.seal(column)
        return true
      }
      if (wanted < 0 || isLast) return false
      const step = this.step(column, height < wanted, wanted)
      isLast = step === 'optimum' || step === 'unbounded'
    }
  }

  /** From now on a column is `least` or more; false where it cannot be. */
  raise(column: number, least: number): boolean {
    for (;;) {
      const seat = this.seats[column] ?? 0
      const wanted = least - (this.origins[column] ?? 0)
      if (wanted <= 0) return true
      if (seat >= 0 && this.grid.height(seat) >= wanted - near) {
        this.grid.heights[seat] = Math.max(0, this.grid.height(seat) - wanted)
        this.origins[column] = least
        return true
      }
      const step = this.step(column, true, wanted)
      if (step === 'reached') return true
      if (step === 'optimum') return false
    }
  }

  /** How a column would follow each that is fixed: positive where it grows with it. Only of a tableau that keeps them. */
  leans(column: number): readonly (readonly [column: number, by: number])[] {
    const seat = this.seats[column] ?? 0
    if (seat < 0) return [[column, 1]]
    const found: [number, number][] = []
    for (let place = this.free; place < this.grid.width; place++) {
      const factor = this.grid.factor(seat, place)
      if (Math.abs(factor) > tiny) found.push([this.columnOfPlace[place] ?? 0, -factor])
    }
    return found
  }

  private step(column: number, isUp: boolean, wanted: number): Step {
    const seat = this.seats[column] ?? 0
    if (seat < 0) return isUp ? this.enter(column, -1 - seat, wanted) : 'optimum'
    const ranks = this.idle > patience ? this.columnOfPlace : undefined
    const place = this.grid.placeToMove(seat, isUp, this.free, ranks)
    if (place < 0) return 'optimum'
    const toWanted = (wanted - this.grid.height(seat)) / -this.grid.factor(seat, place)
    const { row, by } = this.grid.firstToStop(place, seat, this.columnOfRow)
    if (toWanted <= by) {
      if (!Number.isFinite(toWanted)) return 'unbounded'
      this.origins[column] = (this.origins[column] ?? 0) + wanted
      this.grid.heights[seat] = this.grid.height(seat) - wanted
      this.pivot(seat, place)
      return wanted === 0 && !isUp ? 'optimum' : 'reached'
    }
    this.idle = by < tiny ? this.idle + 1 : 0
    this.pivot(row, place)
    return 'moved'
  }

  private enter(column: number, place: number, wanted: number): Step {
    if (place >= this.free) return 'optimum'
    const { row, by } = this.grid.firstToStop(place, -1, this.columnOfRow)
    if (wanted <= by) {
      if (!Number.isFinite(wanted)) return 'unbounded'
      this.grid.shift(place, wanted)
      this.origins[column] = (this.origins[column] ?? 0) + wanted
      return 'reached'
    }
    this.pivot(row, place)
    return 'moved'
  }

  /** Takes a column that has its value out of those that move. */
  private seal(column: number): void {
    const seat = this.seats[column] ?? 0
    if (seat >= 0) {
      this.origins[column] = (this.origins[column] ?? 0) + this.grid.height(seat)
      this.grid.heights[seat] = 0
      let best = -1
      for (let place = 0; place < this.free; place++) {
        const size = Math.abs(this.grid.factor(seat, place))
        if (size > tiny && (best < 0 || size > Math.abs(this.grid.factor(seat, best)))) best = place
      }
      if (best < 0) return // a row that nothing moves any more
      this.pivot(seat, best)
    }
    const place = -1 - (this.seats[column] ?? 0)
    if (place < this.free) this.swap(place, --this.free)
  }

  private swap(a: number, b: number): void {
    if (a === b) return
    this.grid.swap(a, b)
    const [ofA, ofB] = [this.columnOfPlace[a] ?? 0, this.columnOfPlace[b] ?? 0]
    this.columnOfPlace[a] = ofB
    this.columnOfPlace[b] = ofA
    this.seats[ofB] = -1 - a
    this.seats[ofA] = -1 - b
  }

  /** The row's column and the place's column change seats. */
  private pivot(row: number, place: number): void {
    this.meter.left -= this.size
    this.grid.pivot(row, place, this.keepsFixed ? this.grid.width : this.free)
    const [leaves, enters] = [this.columnOfRow[row] ?? 0, this.columnOfPlace[place] ?? 0]
    this.columnOfRow[row] = enters
    this.columnOfPlace[place] = leaves
    this.seats[enters] = row
    this.seats[leaves] = -1 - place
  }
}
