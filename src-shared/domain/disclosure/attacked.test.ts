import { describe, expect, it } from 'vitest'
import { Attacker, type Printed } from '../../../test/builders/attacker.ts'
import { publish } from '../../../test/builders/publications.ts'
import { countAt, randomTables, seeded, type Tables } from '../../../test/builders/random-tables.ts'
import type { Suppressed } from './suppress.ts'

/** A few hundred here; `ALPO_RUNS=10000` for all that issue 18 asks for, `ALPO_SEED` to go on elsewhere. */
const runs = Number(process.env.ALPO_RUNS ?? 60)
const firstSeed = Number(process.env.ALPO_SEED ?? 1)
const seeds = Array.from({ length: runs }, (_, index) => firstSeed + index)

/** What is wrong with a publication, said by somebody who attacks it with all that is out. */
function faults(tables: Tables, out: Suppressed, earlier: readonly Printed[]): string[] {
  const attacker = new Attacker(tables.variables, [out, ...earlier])
  const lost = new Set(out.unprotectable.map(({ at }) => JSON.stringify(at)))
  return out.published.flatMap((one) => {
    const value = countAt(tables, one.at)
    const isSmall = value > 0 && value < tables.threshold
    const name = JSON.stringify({ ...one, truth: value })
    if (one.value !== null)
      return [...(one.value === value ? [] : [`${name}: wrong`]), ...(isSmall ? [`${name}: small`] : [])]
    const [least, most] = attacker.interval(one.at)
    // of four variables not every end is worth the search: then less is said to be open than is (docs/disclosure.md)
    const isExact = least === one.interval[0] && most === one.interval[1]
    const isInside =
      least <= one.interval[0] && (most === null || (one.interval[1] ?? Number.POSITIVE_INFINITY) <= most)
    const isNarrow = most !== null && most - least + 1 < tables.threshold
    return [
      ...((tables.variables.length > 3 ? isInside : isExact)
        ? []
        : [`${name}: attacked to ${least}…${most}`]),
      ...(isSmall && isNarrow && !lost.has(JSON.stringify(one.at))
        ? [`${name}: bounded to ${least}…${most}`]
        : []),
    ]
  })
}

describe('somebody with a solver and all that was published', () => {
  it('narrows no small count down to fewer numbers than the threshold', () => {
    for (const seed of seeds) {
      const tables = randomTables(seeded(seed))

      const out = publish(tables)

      expect({ seed, faults: faults(tables, out, []) }).toEqual({ seed, faults: [] })
      expect({ seed, lost: out.unprotectable }).toEqual({ seed, lost: [] })
    }
  })
  it('does not either with what was published of the same cells before', () => {
    for (const seed of seeds) {
      const tables = randomTables(seeded(-seed))
      const names = tables.variables.map(({ name }) => name)
      const before = publish({
        ...tables,
        tables: [seed % 2 === 0 ? names : names.slice(0, 1), ...(names.length > 1 ? [[]] : [])],
      })

      const out = publish(tables, [before])

      expect({ seed, faults: faults(tables, out, [before]) }).toEqual({ seed, faults: [] })
    }
  })
})
