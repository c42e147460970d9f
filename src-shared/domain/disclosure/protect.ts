import { type Effort, fullEffort } from './attack.ts'
import { fewestHidden } from './fewest-hidden.ts'
import { markSmall, type Why } from './marks.ts'
import type { Publication } from './publication.ts'
import { entryOf, Shield, type Task } from './shield.ts'

/** What is hidden and why, so that nobody can narrow down a small count. */
export type Protection = {
  readonly whys: ReadonlyMap<number, Why>
  readonly zerosHidden: boolean
  /** Targets that stay exposed whatever is hidden: earlier publications gave them away. */
  readonly exposed: readonly number[]
  /** Small counts that could not be kept while the totals of their rows and columns are shown. */
  readonly lostToTotals: readonly number[]
}

/** What may be hidden besides what has to be. */
type Pool = {
  readonly entries: readonly number[]
  readonly hiddenLeast: 0 | 1
  /** One of these has to be hidden, so that a hidden count can be 0. */
  readonly oneOf: readonly number[]
}

/**
 * Hides small counts, and as few others as are needed to keep them unknown: cells first, totals where cells do not suffice,
 * zeros where nothing else does (visits.md §10.4 rules 3 to 7).
 */
export function protect(publication: Publication): Protection {
  const effort = fullEffort()
  const { whys: own, targets } = markSmall(publication)
  const marked = new Set(own.keys())
  const hidesZero = (entries: Iterable<number>): boolean =>
    [...entries].some((index) => entryOf(publication, index).value === 0)
  let choice: { pool: Pool; exposed: readonly number[] } | undefined
  let lostToTotals: readonly number[] = []
  for (const [index, pool] of poolsOf(publication, marked, hidesZero(marked)).entries()) {
    const task: Task = { publication, targets, hiddenLeast: pool.hiddenLeast, costs: new Map(), effort }
    const all = Shield.of(task, new Set([...marked, ...pool.entries]))
    const exposed = all.exposed()
    if (index === 0) lostToTotals = exposed
    if (!choice || exposed.length < choice.exposed.length) choice = { pool, exposed }
    if (exposed.length === 0) break
  }
  const { pool, exposed } = choice ?? { pool: { entries: [], hiddenLeast: 1, oneOf: [] }, exposed: [] }
  const kept = targets.filter((target) => !exposed.includes(target))
  const hidden = hide(publication, marked, kept, pool, effort)
  const whys = new Map<number, Why>()
  for (const index of hidden) whys.set(index, own.get(index) ?? 'secondary')
  return { whys, zerosHidden: hidesZero(hidden), exposed, lostToTotals }
}

function poolsOf(publication: Publication, marked: ReadonlySet<number>, hidesZeros: boolean): Pool[] {
  const free = [...publication.entries.keys()].filter((index) => {
    const { isAsked, isOut } = entryOf(publication, index)
    return isAsked && !isOut && !marked.has(index)
  })
  const filled = free.filter((index) => entryOf(publication, index).value > 0)
  const hiddenLeast = hidesZeros ? 0 : 1
  const cells = filled.filter((index) => !entryOf(publication, index).isTotal)
  const zeros = free.filter((index) => !filled.includes(index))
  return [
    { entries: cells, hiddenLeast, oneOf: [] },
    { entries: filled, hiddenLeast, oneOf: [] },
    ...(zeros.length > 0 ? [{ entries: free, hiddenLeast: 0 as const, oneOf: hidesZeros ? [] : zeros }] : []),
  ]
}

function hide(
  publication: Publication,
  marked: ReadonlySet<number>,
  targets: readonly number[],
  pool: Pool,
  effort: Effort,
): ReadonlySet<number> {
  const costs = costsOf(publication, targets, pool.entries)
  const task: Task = { publication, targets, hiddenLeast: pool.hiddenLeast, costs, effort }
  return fewestHidden(task, marked, pool.oneOf) ?? showAgain(publication, grow(task, marked, pool), marked)
}

/** How dear a total is beside a cell: totals are what people look for first. */
const totalCost = 40

/**
 * What it costs to hide each entry. Of as many cells, those are hidden that take the least from the lines of small counts, then
 * the least in all.
 */
function costsOf(
  publication: Publication,
  targets: readonly number[],
  pool: readonly number[],
): ReadonlyMap<number, number> {
  const lines = new Set(targets.flatMap((target) => linesOf(entryOf(publication, target).place.parts)))
  const largest = Math.max(1, ...pool.map((index) => entryOf(publication, index).value))
  return new Map(
    pool.map((index): [number, number] => {
      const { place, value, isTotal } = entryOf(publication, index)
      const isNear = linesOf(place.parts).some((line) => lines.has(line))
      const share = (value / largest) * (isNear ? 1 : 1e-3)
      const summed = place.parts.filter(
        (part, variable) => part === publication.request.space.whole(variable),
      ).length
      return [index, (isTotal ? totalCost + summed : 1) + share * 1e-3]
    }),
  )
}

const linesOf = (parts: readonly number[]): string[] =>
  parts.map((_, variable) => `${variable}:${parts.toSpliced(variable, 1).join()}`)

/** Hides box by box what covers each target at the least cost, until a search finds nothing exposed. */
function grow(task: Task, marked: ReadonlySet<number>, pool: Pool): Shield {
  let shield = Shield.of(task, new Set([...marked, ...pool.oneOf.slice(0, 1)]))
  for (let open = shield.exposed(); open.length > 0; open = shield.exposed()) {
    const before = shield.hidden.size
    for (const target of open) {
      const move = shield.moveFor(target)
      if (move) shield = shield.plus(move.entries)
    }
    if (shield.hidden.size > before) continue
    const left = pool.entries.filter((entry) => !shield.hidden.has(entry))
    const cells = left.filter((entry) => !entryOf(task.publication, entry).isTotal)
    shield = shield.plus(cells.length > 0 ? cells : left)
  }
  return shield
}

/** The clean-up pass: shows again what is not needed, totals and then the largest first. */
function showAgain(publication: Publication, full: Shield, marked: ReadonlySet<number>): ReadonlySet<number> {
  const added = [...full.hidden]
    .filter((entry) => !marked.has(entry))
    .map((index) => ({ index, entry: entryOf(publication, index) }))
    .toSorted((a, b) => Number(b.entry.isTotal) - Number(a.entry.isTotal) || b.entry.value - a.entry.value)
  const zeros = new Set([...full.hidden].filter((index) => entryOf(publication, index).value === 0))
  let shield = full
  for (const { index } of added) {
    const isLastZero = zeros.has(index) && zeros.size === 1
    const smaller = isLastZero ? undefined : shield.without(index)
    if (!smaller) continue
    shield = smaller
    zeros.delete(index)
  }
  return shield.hidden
}
