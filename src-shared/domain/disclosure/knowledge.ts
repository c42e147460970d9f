import type { LinearSystem, Row } from './linear-system.ts'

/** A column that is the sum of others, which are no sums themselves. */
export type Sum = { readonly column: number; readonly members: readonly number[] }

/** What is known of columns: some are sums of others, some are public, and each of the others is `least` or more. */
export type Knowledge = {
  /** The columns that are no sums: 0 … `cells` − 1. Sums have numbers from there to `size` − 1. */
  readonly cells: number
  readonly size: number
  readonly sums: readonly Sum[]
  readonly least: (column: number) => number
  readonly fixed: ReadonlyMap<number, number>
  /** Sums that are looked at though they are not public. */
  readonly wanted: ReadonlySet<number>
}

/** What is left to be worked out of some knowledge. */
export type Reduced = {
  readonly system: LinearSystem
  /** Known at a glance: public, or left over by what is public. */
  readonly settled: ReadonlyMap<number, number>
  readonly fixes: readonly (readonly [column: number, value: number])[]
  readonly raises: readonly (readonly [column: number, least: number])[]
}

/** Settles what needs no search, and sets up the rest; undefined where the public numbers contradict each other. */
export function reduce(knowledge: Knowledge): Reduced | undefined {
  const settled = settle(knowledge)
  if (!settled) return undefined
  const { size, sums, least, fixed } = knowledge
  const rows: Row[] = []
  const fixes: [number, number][] = []
  const raises: [number, number][] = []
  const members = new Map<number, number>()
  for (let column = 0; column < knowledge.cells; column++)
    if (!settled.has(column)) members.set(column, least(column))
  for (const sum of sums.toSorted((a, b) => a.members.length - b.members.length)) {
    const { column } = sum
    const { open, constant } = split(sum, settled)
    const lowest = open.reduce((total, member) => total + least(member), constant)
    if (open.length === 0) continue
    const value = fixed.get(column)
    if (value === undefined && !knowledge.wanted.has(column) && least(column) <= lowest) continue
    rows.push({ column, constant, members: open })
    if (value !== undefined) fixes.push([column, value])
    else if (least(column) > lowest) raises.push([column, least(column)])
  }
  return { system: { size, members, rows }, settled, fixes, raises }
}

/** The same system with public members left in it, so that one can ask what they bind. */
export function keepPublic(knowledge: Knowledge): Reduced {
  const { size, sums, least, fixed } = knowledge
  const members = new Map<number, number>()
  for (let column = 0; column < knowledge.cells; column++)
    members.set(column, fixed.get(column) ?? least(column))
  const lowest = (sum: Sum): number =>
    sum.members.reduce((total, member) => total + (members.get(member) ?? 0), 0)
  return {
    system: { size, members, rows: sums.map((sum) => ({ ...sum, constant: 0 })) },
    settled: new Map(),
    fixes: [...fixed],
    raises: sums
      .filter((sum) => !fixed.has(sum.column) && least(sum.column) > lowest(sum))
      .map(({ column }) => [column, least(column)]),
  }
}

function split(
  { members }: Sum,
  settled: ReadonlyMap<number, number>,
): { readonly open: readonly number[]; readonly constant: number } {
  const open: number[] = []
  let constant = 0
  for (const member of members) {
    const value = settled.get(member)
    if (value === undefined) open.push(member)
    else constant += value
  }
  return { open, constant }
}

/** What is public, and what follows of one sum alone: a single unknown member, or members that are all at their least. */
function settle({ sums, least, fixed }: Knowledge): ReadonlyMap<number, number> | undefined {
  const settled = new Map(fixed)
  for (let isMoving = true; isMoving; ) {
    isMoving = false
    for (const sum of sums) {
      const { open, constant } = split(sum, settled)
      const value = settled.get(sum.column)
      if (open.length === 0) {
        if (value !== undefined && value !== constant) return undefined
        if (value === undefined) settled.set(sum.column, constant)
        continue
      }
      if (value === undefined) continue
      const over = open.reduce((rest, member) => rest - least(member), value - constant)
      if (over < 0) return undefined
      const [first] = open
      if (over > 0 && open.length > 1) continue
      for (const member of open) settled.set(member, least(member) + (member === first ? over : 0))
      isMoving = true
    }
  }
  return settled
}
