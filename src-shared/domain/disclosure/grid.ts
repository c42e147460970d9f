/** What is nearly whole has only been rounded on the way. */
export const tiny = 1e-9

/** A dense system of rows: each row's height less its factors times what stands in the places. */
export class Grid {
  readonly width: number
  readonly factors: Float64Array
  readonly heights: Float64Array
  private readonly used: Int32Array

  constructor(width: number, factors: Float64Array, heights: Float64Array) {
    this.width = width
    this.factors = factors
    this.heights = heights
    this.used = new Int32Array(width)
  }

  copy(): Grid {
    return new Grid(this.width, this.factors.slice(), this.heights.slice())
  }

  factor(row: number, place: number): number {
    return this.factors[row * this.width + place] ?? 0
  }

  height(row: number): number {
    return this.heights[row] ?? 0
  }

  /** Moves every row as far as a place moves by `much`. */
  shift(place: number, much: number): void {
    for (let row = 0; row < this.heights.length; row++)
      this.heights[row] = this.height(row) - this.factor(row, place) * much
  }

  /**
   * The place, of the first `end`, that moves a row most when it grows, or with `ranks` the one of those that move it which
   * ranks first; −1 where none does.
   */
  placeToMove(row: number, isUp: boolean, end: number, ranks: Int32Array | undefined): number {
    let best = -1
    let most = tiny
    for (let place = 0; place < end; place++) {
      const gain = isUp ? -this.factor(row, place) : this.factor(row, place)
      if (gain <= most) continue
      if (ranks && best >= 0 && (ranks[place] ?? 0) > (ranks[best] ?? 0)) continue
      best = place
      if (!ranks) most = gain
    }
    return best
  }

  /** The row that comes to 0 first when a place grows, and after how much; of several the one that ranks first. */
  firstToStop(
    place: number,
    except: number,
    ranks: Int32Array,
  ): { readonly row: number; readonly by: number } {
    let row = -1
    let by = Number.POSITIVE_INFINITY
    for (let at = 0; at < this.heights.length; at++) {
      const factor = this.factor(at, place)
      if (factor <= tiny || at === except) continue
      const much = Math.max(0, this.height(at)) / factor
      if (much > by + tiny) continue
      if (much > by - tiny && (ranks[at] ?? 0) > (ranks[row] ?? 0)) continue
      row = at
      by = much
    }
    return { row, by }
  }

  swap(a: number, b: number): void {
    for (let start = 0; start < this.factors.length; start += this.width) {
      const held = this.factors[start + a] ?? 0
      this.factors[start + a] = this.factors[start + b] ?? 0
      this.factors[start + b] = held
    }
  }

  /** Solves a row for what stands in a place, and puts it into all others; only the first `end` places are kept up. */
  pivot(row: number, place: number, end: number): void {
    const { width, factors, heights, used } = this
    const start = row * width
    const by = 1 / this.factor(row, place)
    let count = 0
    factors[start + place] = 1
    for (let at = 0; at < end; at++) {
      const factor = factors[start + at] ?? 0
      if (factor === 0) continue
      factors[start + at] = snapped(factor * by)
      used[count++] = at
    }
    const height = snapped(this.height(row) * by)
    heights[row] = height
    for (let other = 0; other < heights.length; other++) {
      const begin = other * width
      const factor = factors[begin + place] ?? 0
      if (other === row || factor === 0) continue
      factors[begin + place] = 0
      for (let at = 0; at < count; at++) {
        const to = used[at] ?? 0
        factors[begin + to] = snapped((factors[begin + to] ?? 0) - factor * (factors[start + to] ?? 0))
      }
      heights[other] = snapped((heights[other] ?? 0) - factor * height)
    }
  }
}

/** Numbers of tables are whole or small fractions. */
function snapped(value: number): number {
  const whole = Math.round(value)
  return Math.abs(value - whole) < tiny ? whole : value
}
