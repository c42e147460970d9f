import type { Interval } from './attack.ts'
import type { Why } from './marks.ts'
import { type Proposal, propose } from './proposals.ts'
import { protect } from './protect.ts'
import { type Entry, Publication } from './publication.ts'
import type { Request } from './request.ts'
import { attackOn, entryOf } from './shield.ts'
import type { Place, Space } from './space.ts'

/** The codes or groups that a count is of, by the names of the variables. */
export type At = Readonly<Record<string, string>>

/** One count as it is published; a hidden one with the reason, and with what others can know of it (`null`: no upper end). */
export type PublishedCount =
  | { readonly at: At; readonly value: number }
  | {
      readonly at: At
      readonly value: null
      readonly why: Why
      readonly interval: readonly [least: number, most: number | null]
    }

export type Suppressed = {
  /** One for each cell, margin and group of each table that was asked for, in that order. */
  readonly published: readonly PublishedCount[]
  /** Some hidden count is 0, so no hidden count is known to be 1 or more. */
  readonly zerosHidden: boolean
  /** Nothing: classes are merged by whoever asks, after a proposal. */
  readonly merged: readonly never[]
  readonly proposals: readonly Proposal[]
  /** Small counts, now or earlier published, that hiding does not keep: earlier publications give them away. */
  readonly unprotectable: readonly { readonly at: At; readonly interval: readonly [number, number | null] }[]
}

/**
 * Tables as they may leave the organisation (visits.md §10.4): small counts hidden, and of the others as few as are needed,
 * so that nobody who knows all that is shown, now and earlier, can narrow a small count down to fewer values than the threshold.
 */
export function suppress(request: Request): Suppressed {
  const publication = new Publication(request)
  const { whys, zerosHidden, exposed, lostToTotals } = protect(publication)
  const hidden = new Set(whys.keys())
  const asked = new Set([...hidden, ...exposed])
  const attack = attackOn(publication, hidden, zerosHidden ? 0 : 1, (entry) => asked.has(entry))
  const intervalOf = ({ column }: Entry): readonly [number, number | null] => toJson(attack.interval(column))
  const atOf = (entry: Entry): At => toAt(request.space, entry.place)
  return {
    published: publication.entries.flatMap((entry, index): PublishedCount[] => {
      if (!entry.isAsked) return []
      const why = whys.get(index)
      if (!why) return [{ at: atOf(entry), value: entry.value }]
      return [{ at: atOf(entry), value: null, why, interval: intervalOf(entry) }]
    }),
    zerosHidden,
    merged: [],
    proposals: propose(publication, hidden, lostToTotals.length > 0),
    unprotectable: exposed.map((index) => {
      const entry = entryOf(publication, index)
      return { at: atOf(entry), interval: intervalOf(entry) }
    }),
  }
}

export const toJson = ([least, most]: Interval): readonly [number, number | null] => [
  least,
  Number.isFinite(most) ? most : null,
]

export function toAt(space: Space, { parts }: Place): At {
  return Object.fromEntries(
    space.variables.flatMap(({ name }, variable) => {
      const part = space.nameOf(variable, parts[variable] ?? -1)
      return part === undefined ? [] : [[name, part]]
    }),
  )
}
