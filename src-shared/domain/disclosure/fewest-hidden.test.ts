import { describe, expect, it } from 'vitest'
import { publish, twoWay } from '../../../test/builders/publications.ts'
import { type Random, seeded } from '../../../test/builders/random-tables.ts'
import { cheapestHits } from './fewest.ts'

const threshold = 5
type Cell = readonly [row: number, column: number]

/** Pushes contacts round cycles of hidden cells, one at a time: how far a cell can be moved up or down, at most `needed`. */
function push(
  cells: readonly (readonly number[])[],
  hidden: readonly Cell[],
  start: Cell,
  sign: number,
  needed: number,
): number {
  const counts = cells.map((row) => [...row])
  const at = ([row, column]: Cell): number => counts[row]?.[column] ?? 0
  const add = ([row, column]: Cell, by: number): void => {
    const line = counts[row]
    if (line) line[column] = (line[column] ?? 0) + by
  }
  for (let pushed = 0; pushed < needed; pushed++) {
    const path = at(start) + sign < 1 ? undefined : cycleFrom(start)
    if (!path) return pushed
    add(start, sign)
    for (const [index, cell] of path.entries()) add(cell, index % 2 === 0 ? -sign : sign)
  }
  return needed

  /** From the column of a cell back to its row: cells that take turns in losing and gaining. */
  function cycleFrom([row, column]: Cell): Cell[] | undefined {
    const seen = new Set<string>()
    const paths: { readonly line: number; readonly path: Cell[] }[] = [{ line: column, path: [] }]
    for (const { line, path } of paths) {
      const inColumn = path.length % 2 === 0
      if (!inColumn && line === row) return path
      for (const cell of hidden) {
        const [ofRow, ofColumn] = cell
        const isStart = ofRow === row && ofColumn === column
        const by = inColumn ? -sign : sign
        if (isStart || (inColumn ? ofColumn : ofRow) !== line || at(cell) + by < 1) continue
        const next = inColumn ? ofRow : ofColumn
        const name = `${inColumn} ${next}`
        if (seen.has(name)) continue
        seen.add(name)
        paths.push({ line: next, path: [...path, cell] })
      }
    }
    return undefined
  }
}

function isKept(
  cells: readonly (readonly number[])[],
  hidden: readonly Cell[],
  small: readonly Cell[],
): boolean {
  const needed = threshold - 1
  return small.every((cell) => {
    const up = push(cells, hidden, cell, 1, needed)
    return up + push(cells, hidden, cell, -1, needed - up) >= needed
  })
}

/** The least number of hidden cells by trying all sets of cells, small ones first; undefined where none is enough. */
function leastHidden(cells: readonly (readonly number[])[]): number | undefined {
  const all = cells.flatMap((row, index) =>
    row.map((count, column) => ({ count, cell: [index, column] as const })),
  )
  const small = all.filter(({ count }) => count > 0 && count < threshold).map(({ cell }) => cell)
  const free = all.filter(({ count }) => count >= threshold).map(({ cell }) => cell)
  const isEnough = (more: readonly Cell[], from: number, size: number): boolean =>
    size === 0
      ? isKept(cells, [...small, ...more], small)
      : free.slice(from).some((cell, index) => isEnough([...more, cell], from + index + 1, size - 1))
  for (let size = 0; size <= free.length; size++) if (isEnough([], 0, size)) return small.length + size
  return undefined
}

const shapes: readonly ((random: Random) => number)[] = [
  (random) => Math.floor(random() * 30),
  (random) => Math.floor(Math.exp(random() * 4) - 1),
  (random) => Math.floor(random() * 14),
]

/** A table of 4 × 4 with small cells, but no small row or column: these are hidden whole. */
function smallTable(seed: number): number[][] | undefined {
  const random = seeded(seed)
  const shape = shapes[seed % shapes.length] ?? Math.random
  const cells = Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => shape(random)))
  const columns = [0, 1, 2, 3].map((column) => cells.map((row) => row[column] ?? 0))
  const isSmall = (count: number): boolean => count > 0 && count < threshold
  const isSmallLine = (line: readonly number[]): boolean => isSmall(line.reduce((sum, one) => sum + one, 0))
  return [...cells, ...columns].some(isSmallLine) || !cells.flat().some(isSmall) ? undefined : cells
}

describe('the fewest hidden', () => {
  it('are as few as trying all sets finds, in 300 tables of 4 × 4', () => {
    const ratios: number[] = []
    for (let seed = 1; ratios.length < 300; seed++) {
      const cells = smallTable(seed)
      const least = cells && leastHidden(cells)
      if (!cells || least === undefined) continue

      const hidden = publish(twoWay(cells, threshold)).published.filter(({ value }) => value === null).length

      ratios.push(hidden / least)
    }
    expect(Math.max(...ratios)).toBe(1)
    expect(Math.min(...ratios)).toBe(1)
  })
})

describe('the cheapest hits', () => {
  it('meet every demand at the least cost', () => {
    const costOf = (member: number): number => (member === 3 ? 1.5 : 1)

    expect(
      cheapestHits(
        [
          [1, 3],
          [2, 3],
          [3, 4],
        ],
        costOf,
        100,
      ),
    ).toEqual([3])
    expect(cheapestHits([[1, 3], [4]], costOf, 100)?.toSorted()).toEqual([1, 4])
    expect(cheapestHits([], costOf, 100)).toEqual([])
  })
  it('are not there where a demand has no members, or the search is too long', () => {
    expect(cheapestHits([[1], []], () => 1, 100)).toBeUndefined()
    expect(
      cheapestHits(
        [
          [1, 2],
          [3, 4],
          [5, 6],
        ],
        () => 1,
        2,
      ),
    ).toBeUndefined()
  })
})
