import type { Attack } from './attack.ts'
import { cheapestHits } from './fewest.ts'
import { attackOn, entryOf, type Task } from './shield.ts'

/** Beyond these a search for the very fewest takes too long, and boxes are hidden one by one. */
const limits = { entries: 40, columns: 160, rounds: 80, nodes: 4000 }

/**
 * The cheapest entries to hide, beside those that have to be, so that every target is kept; undefined where that is too much to
 * search. Each attack that succeeds names the shown counts that it rests on: one of them has to be hidden.
 */
export function fewestHidden(
  { publication, targets, hiddenLeast, costs, effort }: Task,
  marked: ReadonlySet<number>,
  oneOf: readonly number[],
): ReadonlySet<number> | undefined {
  if (costs.size > limits.entries || publication.entries.length > limits.columns) return undefined
  const entryOfColumn = new Map(publication.entries.map(({ column }, index) => [column, index]))
  const demands: (readonly number[])[] = oneOf.length > 0 ? [oneOf] : []
  for (let round = 0; round < limits.rounds; round++) {
    const hits = cheapestHits(demands, (entry) => costs.get(entry) ?? 0, limits.nodes)
    if (!hits) return undefined
    const hidden = new Set([...marked, ...hits])
    const attack = attackOn(publication, hidden, hiddenLeast, () => true, { keepsPublic: true, effort })
    const failing = targets.filter((target) => {
      const { column, threshold } = entryOf(publication, target)
      return !attack.holds(column, threshold)
    })
    if (failing.length === 0) return hidden
    const open = [...costs.keys()].filter((entry) => !hidden.has(entry))
    for (const target of failing) {
      const bound = new Set(bindingOf(attack, target).map((column) => entryOfColumn.get(column)))
      const demand = open.filter((entry) => bound.has(entry))
      demands.push(demand.length > 0 ? demand : open)
    }
  }
  return undefined

  /** The shown columns that keep a target from being as many numbers as it has to. */
  function bindingOf(attack: Attack, target: number): number[] {
    const { column } = entryOf(publication, target)
    const above = attack.binding(column, true).filter(([by, lean]) => lean > 0 || canFall(by))
    const below = attack.binding(column, false).filter(([by, lean]) => lean < 0 || canFall(by))
    const isAtBottom = attack.valueOf(column) <= hiddenLeast
    return [...above, ...(isAtBottom ? [] : below)].map(([by]) => by)
  }

  function canFall(column: number): boolean {
    const index = entryOfColumn.get(column)
    return index !== undefined && entryOf(publication, index).value > hiddenLeast
  }
}
