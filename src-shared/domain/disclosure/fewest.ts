/**
 * The cheapest set that meets every demand, a demand being met by any one of its members (minimum hitting set), by branch and
 * bound. Undefined where one cannot be met, or where the search takes more than `maxNodes` steps.
 */
export function cheapestHits(
  demands: readonly (readonly number[])[],
  costOf: (member: number) => number,
  maxNodes: number,
): readonly number[] | undefined {
  let best: readonly number[] | undefined
  let bestCost = Number.POSITIVE_INFINITY
  let nodes = 0

  const search = (open: readonly (readonly number[])[], chosen: readonly number[], cost: number): void => {
    if (nodes++ > maxNodes || cost + leastFor(open, costOf) >= bestCost) return
    const [smallest] = open.toSorted((a, b) => a.length - b.length)
    if (!smallest) {
      best = chosen
      bestCost = cost
      return
    }
    const passed = new Set<number>()
    for (const member of smallest.toSorted((a, b) => costOf(a) - costOf(b))) {
      const left = open
        .filter((demand) => !demand.includes(member))
        .map((demand) => demand.filter((one) => !passed.has(one)))
      if (left.every((demand) => demand.length > 0)) search(left, [...chosen, member], cost + costOf(member))
      passed.add(member)
    }
  }
  search(demands, [], 0)
  return nodes > maxNodes ? undefined : best
}

/** No less than what demands without common members cost each. */
function leastFor(demands: readonly (readonly number[])[], costOf: (member: number) => number): number {
  const used = new Set<number>()
  let least = 0
  for (const demand of demands.toSorted((a, b) => a.length - b.length)) {
    if (demand.some((member) => used.has(member))) continue
    least += Math.min(...demand.map(costOf))
    for (const member of demand) used.add(member)
  }
  return least
}
