import { namePartsOf } from './person-name.ts'

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
export const gluedSoundsOf = (name: string): readonly string[] => {
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

/** The sound without what is heard in many ways and mostly not written in Arabic; itself where nothing else is left. */
export const consonants = (sound: string): string => sound.replaceAll(/[aeiuv]/g, '') || sound

/** Letters of `b` that have been matched, and those of `a` in their order: kept, since millions of names are compared. */
const taken = new Uint8Array(256)
const matched = new Uint16Array(256)

/** Jaro–Winkler likeness of two texts, 0 to 1 (Winkler 1990; prefix weight 0.1, at most four letters). */
export function likeness(a: string, b: string): number {
  if (a === b) return 1
  const [lengthA, lengthB] = [Math.min(a.length, matched.length), Math.min(b.length, taken.length)]
  const reach = Math.max(0, (Math.max(lengthA, lengthB) >> 1) - 1)
  taken.fill(0, 0, lengthB)
  let m = 0
  for (let i = 0; i < lengthA; i++) {
    const letter = a.charCodeAt(i)
    const last = Math.min(lengthB - 1, i + reach)
    for (let j = Math.max(0, i - reach); j <= last; j++)
      if (taken[j] === 0 && b.charCodeAt(j) === letter) {
        taken[j] = 1
        matched[m++] = letter
        break
      }
  }
  if (m === 0) return 0
  let [swapped, at] = [0, 0]
  for (let j = 0; j < lengthB; j++) if (taken[j] === 1 && b.charCodeAt(j) !== matched[at++]) swapped++
  const jaro = (m / lengthA + m / lengthB + (m - swapped / 2) / m) / 3
  let prefix = 0
  while (prefix < 4 && prefix < lengthA && prefix < lengthB && a.charCodeAt(prefix) === b.charCodeAt(prefix))
    prefix++
  return jaro + prefix * 0.1 * (1 - jaro)
}

/** How alike two parts of names sound, 0 to 1; the same consonants are nearly the same part. */
export const partLikeness = (
  a: string,
  b: string,
  consonantsA = consonants(a),
  consonantsB = consonants(b),
): number =>
  consonantsA === consonantsB && consonantsA.length > 1 ? Math.max(0.95, likeness(a, b)) : likeness(a, b)

/** How alike two names sound: each part of the shorter one with the part of the other that is most like it; the least alike counts. */
export const nameLikeness = (a: readonly string[], b: readonly string[]): number =>
  minLikeness(a, b, (one, other) => partLikeness(one, other))

/** The same for parts of which somebody else says how alike they are. */
export function minLikeness<Part>(
  a: readonly Part[],
  b: readonly Part[],
  likenessOf: (one: Part, other: Part) => number,
): number {
  const [shorter, longer] = a.length <= b.length ? [a, b] : [b, a]
  const left = [...longer]
  let least = shorter.length === 0 ? 0 : 1
  for (const part of shorter) {
    let best = { index: -1, value: 0 }
    left.forEach((other, index) => {
      const value = likenessOf(part, other)
      if (value > best.value) best = { index, value }
    })
    if (best.index >= 0) left.splice(best.index, 1)
    least = Math.min(least, best.value)
  }
  return least
}
