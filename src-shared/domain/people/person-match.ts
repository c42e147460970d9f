import { type AlikeParts, findAlikeParts } from './alike-parts.ts'
import { createDoublesIndex } from './doubles-index.ts'
import {
  consonants,
  gluedSoundsOf,
  minLikeness,
  nameLikeness,
  partLikeness,
  soundsOf,
} from './name-sounds.ts'

/**
 * Whether two records are about one person, whose name may have been written by ear, in another alphabet's letters or in
 * another order (claims.md §10.2). A likeness is a proposal: a person decides.
 */
export type Named = {
  readonly name: string
  readonly birthDate: string
  readonly identityCode: string | null
}

const sameDay = 0.86
const nearDay = 0.92
const minFor = (birth: 'same' | 'near'): number => (birth === 'same' ? sameDay : nearDay)

/** The same day, or one that is easily written for it: day and month changed round, or one digit another one. */
export function birthLikeness(a: string, b: string): 'same' | 'near' | 'other' {
  if (a === b) return 'same'
  const isSwapped =
    a.slice(0, 4) === b.slice(0, 4) && a.slice(5, 7) === b.slice(8, 10) && a.slice(8, 10) === b.slice(5, 7)
  const digits = [...a].filter((digit, index) => digit !== b[index]).length
  return isSwapped || digits === 1 ? 'near' : 'other'
}

/** Whether two records are likely about one person. Two identity codes that differ are two people, whatever the rest says. */
export function isLikelySame(a: Named, b: Named): boolean {
  if (a.identityCode !== null && b.identityCode !== null) return a.identityCode === b.identityCode
  const birth = birthLikeness(a.birthDate, b.birthDate)
  if (birth === 'other') return false
  const alike = Math.max(
    nameLikeness(soundsOf(a.name), soundsOf(b.name)),
    nameLikeness(gluedSoundsOf(a.name), gluedSoundsOf(b.name)),
  )
  return alike >= minFor(birth)
}

export type Pair<T> = readonly [T, T]
export type Doubles<T> = {
  readonly pairs: readonly Pair<T>[]
  /** How many comparisons, of parts of names and of records, were made. */
  readonly compared: number
  /** False where a record had so many that may be its double that not all were looked at. */
  readonly isComplete: boolean
}

/** So many others are looked at for one record in one list of alike ones, and in all. */
const maxInList = 64
const maxPerRecord = 400

type Identified = Named & { readonly id: string }

/** The pairs of records that are likely about one person; each record is compared only with those that could be. */
export const likelyDoubles = <T extends Identified>(records: readonly T[]): readonly Pair<T>[] =>
  findDoubles(records).pairs

/**
 * The same with what it took. Parts of names that sound alike are found first, among the different ones only; then each
 * record looks at those that have two parts like its own two rarest and a birth date that may be meant as its own. Where
 * very many are alike in both, those nearest by name are looked at: the work grows with the number of records.
 */
export function findDoubles<T extends Identified>(records: readonly T[]): Doubles<T> {
  let compared = 0
  const { named, sounds } = readNames(records)
  const skeletons = sounds.map(consonants)
  const alike = findAlikeParts(
    sounds,
    skeletons,
    (a, b) => partLikeness(sounds[a] ?? '', sounds[b] ?? '', skeletons[a], skeletons[b]),
    sameDay,
    () => compared++,
  )
  const likenessOf = (a: number, b: number): number => alike[a]?.get(b) ?? 0
  const candidatesOf = indexCandidates(named, alike)

  const { pairs, isComplete: hasAllCodes } = pairsByCode(named)
  let isComplete = hasAllCodes
  const found = new Set<number>()
  named.forEach((own, at) => {
    const { others, isCut } = candidatesOf(at)
    if (isCut) isComplete = false
    for (const number of others) {
      const other = named[number]
      const key = Math.min(at, number) * named.length + Math.max(at, number)
      if (!other || found.has(key) || own.record.id === other.record.id) continue
      // whether two codes are one has been said already
      if (own.record.identityCode !== null && other.record.identityCode !== null) continue
      const birth = birthLikeness(own.record.birthDate, other.record.birthDate)
      if (birth === 'other') continue
      compared++
      if (readingLikeness(own, other, likenessOf) < minFor(birth)) continue
      found.add(key)
      pairs.push(inOrder(own.record, other.record))
    }
  })
  return { pairs, compared, isComplete }
}

const inOrder = <T extends Identified>(one: T, other: T): Pair<T> =>
  one.id < other.id ? [one, other] : [other, one]

/** A record with the numbers of the sounds of its name, particles left out; and with particles glued, where that differs. */
type NamedRecord<T> = { readonly record: T; readonly readings: readonly (readonly number[])[] }

/** In the order of names, so that those of one name stand side by side in each list. */
function readNames<T extends Identified>(records: readonly T[]) {
  const numbers = new Map<string, number>()
  const numberOf = (sound: string): number => {
    const known = numbers.get(sound) ?? numbers.size
    numbers.set(sound, known)
    return known
  }
  const named = records.map((record) => {
    const [plain, glued] = [soundsOf(record.name), gluedSoundsOf(record.name)]
    const order = plain.join(' ')
    const readings = (order === glued.join(' ') ? [plain] : [plain, glued]).map((parts) =>
      parts.map(numberOf),
    )
    return { record, order: `${order} ${record.id}`, readings }
  })
  return {
    named: named.toSorted((a, b) => (a.order < b.order ? -1 : 1)) as readonly NamedRecord<T>[],
    sounds: [...numbers.keys()],
  }
}

/** How alike two names are in the reading in which they are most alike. */
function readingLikeness<T>(
  own: NamedRecord<T>,
  other: NamedRecord<T>,
  likenessOf: (a: number, b: number) => number,
): number {
  const readings = Math.max(own.readings.length, other.readings.length)
  let most = 0
  for (let reading = 0; reading < readings; reading++) {
    const [mine, theirs] = [own, other].map(({ readings: all }) => all[reading] ?? all[0] ?? [])
    most = Math.max(most, minLikeness(mine ?? [], theirs ?? [], likenessOf))
  }
  return most
}

/** Pairs with one identity code. */
function pairsByCode<T extends Identified>(named: readonly NamedRecord<T>[]) {
  const pairs: Pair<T>[] = []
  let isComplete = true
  const coded = named.map(({ record }) => record).filter(({ identityCode }) => identityCode !== null)
  for (const same of Map.groupBy(coded, ({ identityCode }) => identityCode).values())
    for (const [at, one] of same.entries()) {
      for (const other of same.slice(at + 1, at + 1 + maxInList))
        if (one.id !== other.id) pairs.push(inOrder(one, other))
      if (same.length - at - 1 > maxInList) isComplete = false
    }
  return { pairs, isComplete }
}

/** Finds for a record the numbers of those that may be its doubles, and whether there were too many to name them all. */
function indexCandidates<T extends Identified>(named: readonly NamedRecord<T>[], alike: AlikeParts) {
  const index = createDoublesIndex((at) => named[at]?.record.birthDate ?? '', alike.length)
  const frequency = new Uint32Array(alike.length)
  named.forEach(({ readings }, at) => {
    for (const parts of readings) {
      index.add(at, parts)
      for (const part of parts) frequency[part] = (frequency[part] ?? 0) + 1
    }
  })
  const likePart = (part: number): readonly number[] => [...(alike[part]?.keys() ?? [])]
  const commonness = alike.map((others) =>
    [...others.keys()].reduce((sum, one) => sum + (frequency[one] ?? 0), 0),
  )
  const listsOf = (at: number, parts: readonly number[]): readonly (readonly number[])[] => {
    const [rarest, next] = parts.toSorted((a, b) => (commonness[a] ?? 0) - (commonness[b] ?? 0))
    if (rarest === undefined) return []
    return next === undefined
      ? index.ofSingle(at, likePart(rarest))
      : index.ofPair(at, likePart(rarest), likePart(next))
  }
  return (at: number): { readonly others: ReadonlySet<number>; readonly isCut: boolean } => {
    const others = new Set<number>()
    let isCut = false
    for (const list of (named[at]?.readings ?? []).flatMap((parts) => listsOf(at, parts))) {
      if (list.length > maxInList || others.size > maxPerRecord) isCut = true
      if (others.size <= maxPerRecord) for (const other of nearest(list, at)) others.add(other)
    }
    others.delete(at)
    return { others, isCut }
  }
}

/** Of a long list, which stands in the order of names, those that stand nearest. */
function nearest(list: readonly number[], at: number): readonly number[] {
  if (list.length <= maxInList) return list
  let [low, high] = [0, list.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle] ?? 0) < at) low = middle + 1
    else high = middle
  }
  const from = Math.max(0, Math.min(list.length - maxInList, low - maxInList / 2))
  return list.slice(from, from + maxInList)
}
