import { namePartsOf } from './person-name.ts'

/**
 * Whether two records are about one person, whose name may have been written by ear, in another alphabet's letters or in
 * another order (claims.md §10.2). A likeness is a proposal: a person decides.
 */
export type Named = {
  readonly name: string
  readonly birthDate: string
  readonly identityCode: string | null
}

/** Spellings of one sound, the longer first. */
const spellings: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|tsh|zh/g, 's'],
  [/tch|ch|dzh|cz/g, 'c'],
  [/dj|dzs/g, 'j'],
  [/kh|gh|x/g, 'h'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ck|q|c(?=[aouklrt])/g, 'k'],
  [/w/g, 'v'],
  [/ou|oo|uu/g, 'u'],
  [/ee|ii|iy|ij|yi|y|j/g, 'i'],
  [/ae|ai|ei|ay|ey/g, 'e'],
  [/z/g, 's'],
  [/o/g, 'u'],
]
/** Parts that come and go. */
const particles = new Set(['al', 'el', 'ul', 'bin', 'ibn', 'abu', 'von', 'de', 'van', 'da'])

/** The parts of a name as they sound, in the order of the alphabet, without particles: `Al-Sayed` is `sayed`. */
export const soundsOf = (name: string): readonly string[] =>
  namePartsOf(name)
    .filter((part) => !particles.has(part))
    .map(toSound)
    .toSorted()

/** The same with each particle written as one with what follows: `Al-Sayed` is `alsayed`. */
const gluedSoundsOf = (name: string): readonly string[] => {
  const glued: string[] = []
  let before = ''
  for (const part of namePartsOf(name)) {
    if (particles.has(part)) before += part
    else {
      glued.push(toSound(before + part))
      before = ''
    }
  }
  return glued.toSorted()
}

function toSound(part: string): string {
  let sound = part
  for (const [spelling, one] of spellings) sound = sound.replaceAll(spelling, one)
  return sound.replaceAll(/(.)\1+/g, '$1')
}

const consonants = (sound: string): string => sound.replaceAll(/[aeiuv]/g, '') || sound

/** Jaro–Winkler likeness of two texts, 0 to 1 (Winkler 1990; prefix weight 0.1, at most four letters). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1)
  const taken = new Array<boolean>(b.length).fill(false)
  const matchedA: string[] = []
  for (let i = 0; i < a.length; i++)
    for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
      if (!taken[j] && a[i] === b[j]) {
        taken[j] = true
        matchedA.push(a[i] ?? '')
        break
      }
  if (matchedA.length === 0) return 0
  const matchedB = [...b].filter((_, j) => taken[j])
  const swapped = matchedA.filter((letter, index) => letter !== matchedB[index]).length / 2
  const m = matchedA.length
  const jaro = (m / a.length + m / b.length + (m - swapped) / m) / 3
  let prefix = 0
  while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

const partLikeness = (a: string, b: string): number =>
  consonants(a) === consonants(b) && consonants(a).length > 1
    ? Math.max(0.95, likeness(a, b))
    : likeness(a, b)

/** How alike two names sound: each part of the shorter one with the part of the other that is most like it; the least alike counts. */
export function nameLikeness(a: readonly string[], b: readonly string[]): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...longer]
  let least = 1
  for (const part of shorter) {
    const best = left.reduce(
      (found, other, index) =>
        partLikeness(part, other) > found.value ? { index, value: partLikeness(part, other) } : found,
      { index: -1, value: 0 },
    )
    if (best.index >= 0) left.splice(best.index, 1)
    least = Math.min(least, best.value)
  }
  return shorter.length === 0 ? 0 : least
}

const sameDay = 0.86
const nearDay = 0.92

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
  return alike >= (birth === 'same' ? sameDay : nearDay)
}

export type Pair<T> = readonly [T, T]

/** The pairs of records that are likely about one person; each record is compared only with those that could be. */
export function likelyDoubles<T extends Named & { readonly id: string }>(
  records: readonly T[],
): readonly Pair<T>[] {
  const blocks = new Map<string, T[]>()
  const put = (key: string, record: T): void => void blocks.set(key, [...(blocks.get(key) ?? []), record])
  for (const record of records) {
    if (record.identityCode !== null) put(`code ${record.identityCode}`, record)
    put(`day ${record.birthDate}`, record)
    const { birthDate } = record
    // a day that is near shares all digits but one, or the year and both other numbers
    put(
      `swap ${birthDate.slice(0, 4)} ${[birthDate.slice(5, 7), birthDate.slice(8, 10)].toSorted().join()}`,
      record,
    )
    for (const at of [0, 1, 2, 3, 5, 6, 8, 9])
      put(`one ${at} ${birthDate.slice(0, at)}_${birthDate.slice(at + 1)}`, record)
  }
  const found = new Map<string, Pair<T>>()
  for (const block of blocks.values())
    for (const [index, one] of block.entries())
      for (const other of block.slice(index + 1)) {
        const [a, b] = one.id < other.id ? [one, other] : [other, one]
        const key = `${a.id} ${b.id}`
        if (a.id !== b.id && !found.has(key) && isLikelySame(a, b)) found.set(key, [a, b])
      }
  return [...found.values()]
}
