import { Attack } from './attack.ts'
import type { Earlier, Request } from './request.ts'
import type { Place } from './space.ts'

/** What earlier publications say of today's cells. */
export type Corrections = {
  readonly places: readonly Place[]
  /** Shown before with today's value. */
  readonly shown: ReadonlySet<number>
  /** Hidden before where every zero was shown. */
  readonly hidden: ReadonlySet<number>
  /** Cells that were corrected since stand here a second time, as they were: numbered behind those of the space. */
  readonly copies: number
  /** Counts that were shown before and reach over such cells. */
  readonly sums: readonly { readonly members: readonly number[]; readonly value: number }[]
}

/**
 * Reads earlier publications as equations over today's cells. Where a shown count has changed, cells were corrected: as few as
 * can explain the change, for somebody who compares both takes the rest to be as it was. First only cells of which nothing
 * unchanged was shown, then all that lie in a changed count, then all; and of these only as many as are needed.
 */
export function corrections(request: Request, valueAt: (place: Place) => number): Corrections {
  const places = new Map<number, Place>()
  const shown = new Set<number>()
  const hidden = new Set<number>()
  const sums: { members: readonly number[]; value: number }[] = []
  let copies = 0
  for (const one of request.earlier) {
    for (const place of [...one.shown.map((entry) => entry.place), ...one.hidden])
      places.set(place.key, place)
    const changed = one.shown.filter(({ place, value }) => valueAt(place) !== value)
    const same = one.shown.filter(({ place, value }) => valueAt(place) === value)
    const moved = changed.length > 0 ? movedCells(request, changed, same) : new Set<number>()
    const isUntouched = (place: Place): boolean =>
      !request.space.cellsOf(place).some((cell) => moved.has(cell))
    if (!one.zerosHidden) for (const place of one.hidden) if (isUntouched(place)) hidden.add(place.key)
    const start = request.space.size + copies
    const columns = new Map([...moved].map((cell, index) => [cell, start + index]))
    copies += moved.size
    for (const { place, value } of one.shown) {
      const cells = request.space.cellsOf(place)
      if (isUntouched(place)) shown.add(place.key)
      else sums.push({ members: cells.map((cell) => columns.get(cell) ?? cell), value })
    }
  }
  return { places: [...places.values()], shown, hidden, copies, sums }
}

type Shown = Earlier['shown']

/** So many cells are tried one by one, whether they need to have changed. */
const maxTried = 40

function movedCells({ space, counts }: Request, changed: Shown, same: Shown): ReadonlySet<number> {
  const inChanged = new Set(changed.flatMap(({ place }) => space.cellsOf(place)))
  const inSame = new Set(same.flatMap(({ place }) => space.cellsOf(place)))
  const guesses = [new Set([...inChanged].filter((cell) => !inSame.has(cell))), inChanged]
  const all = [...changed, ...same]
  const fitting = guesses.find((moved) => couldHaveBeen(all, moved)) ?? new Set(counts.keys())
  if (fitting.size > maxTried) return fitting
  const needed = new Set(fitting)
  for (const cell of fitting) {
    needed.delete(cell)
    if (!couldHaveBeen(all, needed)) needed.add(cell)
  }
  return needed

  /** Whether the earlier counts follow from today's by changing those cells only. */
  function couldHaveBeen(all: Shown, moved: ReadonlySet<number>): boolean {
    const sums = all.map(({ place }, index) => ({
      column: space.size + index,
      members: space.cellsOf(place),
    }))
    const fixed = new Map(all.map(({ value }, index) => [space.size + index, value]))
    for (const [cell, count] of counts.entries()) if (!moved.has(cell)) fixed.set(cell, count)
    const size = space.size + sums.length
    return (
      Attack.on({ cells: space.size, size, sums, fixed, wanted: new Set(), least: () => 0 }) !== undefined
    )
  }
}
