import type { Variables } from './attacker.ts'

export type Random = () => number

/** The same numbers for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export type Counts = number | readonly Counts[]
export type Tables = {
  readonly threshold: number
  readonly variables: Variables
  readonly cells: Counts
  readonly tables?: readonly (readonly string[])[]
}

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1))

/** Few and many contacts, long tails, and tables with many empty cells. */
const shapes: readonly ((random: Random) => number)[] = [
  (random) => upTo(random, 30),
  (random) => Math.floor(Math.exp(random() * 4) - 1),
  (random) => upTo(random, 7),
  (random) => (random() < 0.5 ? 0 : upTo(random, 12)),
]

const maxCodes = [8, 5, 3, 2]

/** One to four variables, some with groups, all tables of them or some: what people ask for, in small. */
export function randomTables(random: Random): Tables {
  const count = 1 + upTo(random, 3)
  const most = maxCodes[count - 1] ?? 2
  const variables = Array.from({ length: count }, (_, index) => {
    const codes = Array.from(
      { length: 2 + upTo(random, most - 2) },
      (_one, code) => `${'abcd'[index]}${code}`,
    )
    const groups: Record<string, string[]> = {}
    if (codes.length > 2 && random() < 0.3) groups[`first ${index}`] = codes.slice(0, 2)
    if (codes.length > 3 && random() < 0.2) groups[`next ${index}`] = codes.slice(2, 4)
    return { name: `v${index}`, codes, groups }
  })
  const shape = shapes[upTo(random, shapes.length - 1)] ?? shapes[0]
  const fill = (level: number): Counts => {
    const variable = variables[level]
    return variable ? variable.codes.map(() => fill(level + 1)) : (shape?.(random) ?? 0)
  }
  const names = variables.map(({ name }) => name)
  const some = Array.from({ length: 2 ** count }, (_, mask) =>
    names.filter((_name, at) => (mask >> at) % 2 === 1),
  ).filter(() => random() < 0.6)
  const isPart = random() < 0.3 && some.length > 0
  return { threshold: 3 + upTo(random, 7), variables, cells: fill(0), ...(isPart ? { tables: some } : {}) }
}

/** The count of some codes or groups, added up plainly. */
export function countAt(
  { variables, cells }: Pick<Tables, 'variables' | 'cells'>,
  at: Readonly<Record<string, string>>,
): number {
  const add = (counts: Counts, level: number): number => {
    if (typeof counts === 'number') return counts
    const variable = variables[level]
    const part = variable && at[variable.name]
    const codes = part === undefined ? variable?.codes : (variable?.groups?.[part] ?? [part])
    return counts.reduce<number>(
      (sum, one, index) => sum + (codes?.includes(variable?.codes[index] ?? '') ? add(one, level + 1) : 0),
      0,
    )
  }
  return add(cells, 0)
}
