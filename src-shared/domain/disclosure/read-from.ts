import { err, ok, type Result } from '../../kernel/result.ts'
import { Attack } from './attack.ts'
import type { AttackInput, PublicationInput, VariableInput } from './input.ts'
import type { Sum } from './knowledge.ts'
import { type InputProblem, placeAt, readPublication, readSpace } from './read-input.ts'
import type { Earlier } from './request.ts'
import type { Place, Space } from './space.ts'
import { type At, toAt, toJson } from './suppress.ts'

/** What somebody can read from tables: each hidden count with the least and the most that it can be. */
type Reading = { readonly at: At; readonly interval: readonly [least: number, most: number | null] }

/**
 * "What could be read from this?": attacks publications of the same cells together, from what is printed alone. An error where
 * no table fits all their counts.
 */
function readFrom(
  space: Space,
  publications: readonly Earlier[],
): Result<(place: Place) => Reading, 'contradiction'> {
  const columns = new Map<number, number>()
  const sums: Sum[] = []
  const fixed = new Map<number, number>()
  const one = new Set<number>()
  const columnOf = (place: Place): number => {
    const known = columns.get(place.key) ?? space.cellOfKey(place.key)
    if (known !== undefined) return known
    const column = space.size + sums.length
    columns.set(place.key, column)
    sums.push({ column, members: space.cellsOf(place) })
    return column
  }
  for (const { shown, hidden, zerosHidden } of publications) {
    for (const place of hidden)
      if (zerosHidden) columnOf(place)
      else one.add(columnOf(place))
    for (const { place, value } of shown) {
      const column = columnOf(place)
      if (fixed.has(column) && fixed.get(column) !== value) return err('contradiction')
      fixed.set(column, value)
    }
  }
  const attack = Attack.on({
    cells: space.size,
    size: space.size + sums.length,
    sums,
    fixed,
    wanted: new Set(sums.map(({ column }) => column)),
    least: (column) => (one.has(column) ? 1 : 0),
  })
  if (!attack) return err('contradiction')
  return ok((place) => ({ at: toAt(space, place), interval: toJson(attack.interval(columnOf(place))) }))
}

const widthOf = ({ interval: [least, most] }: Reading): number =>
  (most ?? Number.POSITIVE_INFINITY) - least + 1

/** Those that can be read best, the narrowest first. */
const narrowest = (readings: readonly Reading[]): readonly Reading[] =>
  readings.toSorted((a, b) => widthOf(a) - widthOf(b))

type ReadCount = { readonly at: At; readonly value: number } | (Reading & { readonly value: null })

export type Attacked = {
  /** The counts of the publication, in its order: the hidden ones with what can be known of them. */
  readonly published: readonly ReadCount[]
  /** Hidden counts that can be fewer numbers than the threshold, the narrowest first. */
  readonly narrow: readonly Reading[]
}

/** The attack on a publication as it is printed. Without `variables` its own counts tell which there are. */
export function attackPublication(input: AttackInput): Result<Attacked, InputProblem> {
  const read = readSpace(input.variables ?? variablesOf([input, ...input.earlier]))
  if (!read.ok) return read
  const space = read.value
  const publications: Earlier[] = []
  for (const [index, one] of [input, ...input.earlier].entries()) {
    const publication = readPublication(
      one,
      space,
      index === 0 ? 'published' : `earlier[${index - 1}].published`,
    )
    if (!publication.ok) return publication
    publications.push(publication.value)
  }
  const reading = readFrom(space, publications)
  if (!reading.ok) return err({ path: 'published', message: 'no counts of cells fit all of these' })
  const published = input.published.map(({ at, value }): ReadCount => {
    if (value !== null) return { at, value }
    const place = placeAt(at, space)
    if (typeof place === 'string') throw new Error(`read before: ${place}`)
    return { ...reading.value(place), value }
  })
  const hidden = published.flatMap((one) => (one.value === null ? [one] : []))
  return ok({
    published,
    narrow: narrowest(hidden.map(({ at, interval }) => ({ at, interval }))).filter(
      (one) => widthOf(one) < input.threshold,
    ),
  })
}

/** Variables and codes in the order in which they first occur. */
function variablesOf(publications: readonly PublicationInput[]): VariableInput[] {
  const codes = new Map<string, Set<string>>()
  for (const { published } of publications)
    for (const { at } of published)
      for (const [name, code] of Object.entries(at)) codes.set(name, (codes.get(name) ?? new Set()).add(code))
  return [...codes].map(([name, all]) => ({ name, codes: [...all], groups: {} }))
}
