import type { Entry, Publication } from './publication.ts'
import type { Terrain } from './terrain.ts'
import type { Way } from './ways.ts'

/**
 * A way to move contacts between cells that leaves every shown count as it is: a box whose corners take turns in gaining and
 * losing. It proves that a count of it can be `values` whole numbers.
 */
export type Move = {
  readonly values: number
  readonly cost: number
  /** The counts that change with it. */
  readonly entries: readonly number[]
}

/** So many cells of a total are tried as the corner of a box. */
const maxCorners = 6

/**
 * The box that gives an entry numbers at the least cost for each; undefined where there is none. `isFree`: only such as cost
 * nothing and give as many numbers as its threshold asks, the first that is found.
 */
export function cheapestMove(
  publication: Publication,
  entry: Entry,
  terrain: Terrain,
  isFree: boolean,
): Move | undefined {
  const { space, counts } = publication.request
  const search = new BoxSearch(publication, entry, terrain, isFree)
  let corners = 0
  for (const cell of space.cellsOf(entry.place)) {
    if (counts[cell] === 0 || !Number.isFinite(search.costAt(space.keyOfCell(cell)))) continue
    search.from(cell)
    if (++corners >= maxCorners || (isFree && search.best)) break
  }
  return search.best
}

class BoxSearch {
  best: Move | undefined
  private least = Number.POSITIVE_INFINITY
  private ways: readonly (readonly Way[])[] = []
  private readonly keys: number[] = []
  private readonly signs: number[] = []
  private readonly publication: Publication
  private readonly entry: Entry
  private readonly terrain: Terrain
  private readonly isFree: boolean

  constructor(publication: Publication, entry: Entry, terrain: Terrain, isFree: boolean) {
    this.publication = publication
    this.entry = entry
    this.terrain = terrain
    this.isFree = isFree
  }

  costAt(key: number): number {
    if (this.terrain.shown[key] === 0) return 0
    return this.isFree ? Number.POSITIVE_INFINITY : (this.terrain.prices[key] ?? 0)
  }

  /** Tries all boxes with a corner at a cell. */
  from(cell: number): void {
    const { space } = this.publication.request
    const codes = space.codesAt(cell)
    this.ways = codes.map((code, variable) =>
      waysOf(this.publication, variable, code, this.entry.place.parts[variable] ?? 0),
    )
    const key = space.keyOfCell(cell)
    this.keys.length = 0
    this.signs.length = 0
    this.keys.push(key)
    this.signs.push(1)
    const room = (this.publication.valueAt(key) ?? 0) - (this.terrain.leasts[key] ?? 0)
    this.extend(0, Number.POSITIVE_INFINITY, room, this.costAt(key))
  }

  /** Chooses a way for one more variable; `up` and `down` are how far the box can be moved. */
  private extend(variable: number, up: number, down: number, cost: number): void {
    const ways = this.ways[variable]
    if (!ways) {
      this.keep(up + down, cost)
      return
    }
    const { keys, signs } = this
    const count = keys.length
    for (const way of ways) {
      let [upper, lower, price] = [up, down, cost]
      for (const { step, sign } of way)
        for (let at = 0; at < count; at++) {
          const key = (keys[at] ?? 0) + step
          const by = sign * (signs[at] ?? 0)
          keys.push(key)
          signs.push(by)
          const value = this.publication.valueAt(key)
          if (value === undefined) continue
          price += this.costAt(key)
          const room = value - (this.terrain.leasts[key] ?? 0)
          if (by < 0) upper = Math.min(upper, room)
          else lower = Math.min(lower, room)
        }
      if (this.isWorth(upper + lower, price)) this.extend(variable + 1, upper, lower, price)
      keys.length = count
      signs.length = count
      if (this.isFree && this.best) return
    }
  }

  /** Room only shrinks and costs only grow on the way to a whole box. */
  private isWorth(room: number, cost: number): boolean {
    const needed = this.entry.threshold - 1
    if (this.isFree) return cost === 0 && room >= needed
    return room > 0 && cost / Math.min(room, needed) < this.least
  }

  private keep(room: number, cost: number): void {
    if (!this.isWorth(room, cost) || !this.leavesBefore()) return
    this.least = cost / Math.min(room, this.entry.threshold - 1)
    this.best = {
      values: room + 1,
      cost,
      entries: this.keys.flatMap((key) => this.publication.entryAt(key) ?? []),
    }
  }

  /** Whether counts of earlier publications that reach over corrected cells stay as they were. */
  private leavesBefore(): boolean {
    const { sumsBefore, request } = this.publication
    return sumsBefore.every(
      ({ members }) =>
        this.keys.reduce((sum, key, at) => {
          const cell = request.space.cellOfKey(key)
          return sum + (cell !== undefined && members.includes(cell) ? (this.signs[at] ?? 0) : 0)
        }, 0) === 0,
    )
  }
}

/** Against each code outside of a part, and alone, so that all sums of the code move too. */
function waysOf(publication: Publication, variable: number, code: number, part: number): Way[] {
  const { space } = publication.request
  const all = publication.waysOf(variable, code)
  const inPart = space.codesOf(variable, part)
  return all.filter((_, other) => !inPart.includes(other))
}
