import { Attacker } from '../builders/attacker.ts'
import { publish } from '../builders/publications.ts'
import { type Counts, seeded, type Tables } from '../builders/random-tables.ts'
import { ms, type Result } from './report.ts'

const codes = (letter: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`)

/** Contacts with a long tail in every variable, as languages and topics have it. */
function tables(
  sizes: readonly number[],
  groups: Readonly<Record<string, readonly string[]>>,
  asked?: string[][],
): Tables {
  const random = seeded(7)
  const fill = (level: number, share: number): Counts => {
    const size = sizes[level]
    if (size === undefined) return Math.floor(60 * share * (0.5 + random()))
    return Array.from({ length: size }, (_, code) => fill(level + 1, share / (1 + code / 4)))
  }
  const variables = sizes.map((size, index) => ({
    name: `v${index}`,
    codes: codes('abc'[index] ?? 'd', size),
    ...(index === 0 ? { groups } : {}),
  }))
  return { threshold: 5, variables, cells: fill(0, 1), ...(asked ? { tables: asked } : {}) }
}

const quarters = Object.fromEntries(
  [0, 1, 2, 3].map((quarter) => [`q${quarter}`, codes('a', 12).slice(quarter * 3, quarter * 3 + 3)]),
)
const linked = [['v0', 'v1'], ['v0', 'v2'], ['v1', 'v2'], ['v0'], ['v1'], ['v2'], []]

/** So many hidden counts are attacked by the peer; all would take minutes. */
const attacked = 20

/** Suppression with its audit, beside what HiGHS takes to bound the hidden counts of the result from both sides. */
export function disclosureBench(): Result[] {
  return [
    measure('suppression with audit of 30 × 26', tables([30, 26], {}), 300),
    measure('suppression with audit of 26 × 12 × 4, all margins', tables([26, 12, 4], {}), 2000),
    measure(
      "a year's linked tables of 12 months and quarters × 26 × 4",
      tables([12, 26, 4], quarters, linked),
      3000,
    ),
  ]
}

function measure(name: string, given: Tables, bound: number): Result {
  publish(given) // warm
  const started = performance.now()
  const out = publish(given)
  const own = performance.now() - started
  const hidden = out.published.filter(({ value }) => value === null)
  const attacker = new Attacker(given.variables, [out])
  const begun = performance.now()
  for (const { at } of hidden.slice(0, attacked)) attacker.interval(at)
  const peer = ((performance.now() - begun) / Math.min(attacked, hidden.length)) * hidden.length
  return {
    name: `${name}, beside HiGHS bounding the hidden counts alone`,
    note: `${hidden.length} of ${out.published.length} hidden; bound ${bound} ms; the peer's time from ${attacked} of them`,
    ours: ms(own),
    peer: ms(peer),
    ratio: peer / own,
  }
}
