/** For each text, by its number, the numbers of those that are alike, itself too, with how much: 0 to 1. */
export type AlikeParts = readonly ReadonlyMap<number, number>[]

/** A block of more texts than this is not compared as a whole: each with this many after it, in the order of the alphabet. */
const maxNeighbours = 30

/**
 * Texts without one of their letters: two texts that differ in one place share one of these, so that nobody has to
 * compare all with all (the deletion neighbourhood of SymSpell, Garbe 2012).
 */
function* withoutOneLetter(text: string): Generator<string> {
  yield text
  for (let at = 0; at < text.length; at++) yield text.slice(0, at) + text.slice(at + 1)
}

/** Keys of which alike sounds share one: how they begin, their consonants, and both but for one letter. */
function keysOf(sound: string, consonants: string): ReadonlySet<string> {
  const keys = new Set<string>()
  if (sound.length >= 3) keys.add(`^${sound.slice(0, 3)}`)
  for (const part of sound.length >= 3 ? withoutOneLetter(sound) : [sound]) keys.add(part)
  for (const part of consonants.length >= 4 ? withoutOneLetter(consonants) : [consonants])
    keys.add(`-${part}`)
  return keys
}

/**
 * Finds which of many different sounds, given with their consonants, are alike, `least` at least, without comparing each with each: the work grows with
 * their number, not with its square. `onCompared` is told of each comparison.
 */
export function findAlikeParts(
  sounds: readonly string[],
  consonants: readonly string[],
  likeness: (one: number, other: number) => number,
  least: number,
  onCompared: () => void,
): AlikeParts {
  const blocks = new Map<string, number[]>()
  sounds.forEach((sound, number) => {
    for (const key of keysOf(sound, consonants[number] ?? '')) {
      const block = blocks.get(key)
      if (block) block.push(number)
      else blocks.set(key, [number])
    }
  })
  const alike = sounds.map((_, number) => new Map([[number, 1]]))
  for (const block of blocks.values()) {
    if (block.length > maxNeighbours) block.sort((a, b) => ((sounds[a] ?? '') < (sounds[b] ?? '') ? -1 : 1))
    for (const [index, one] of block.entries()) {
      const ofOne = alike[one]
      const end = Math.min(block.length, index + 1 + maxNeighbours)
      for (let at = index + 1; at < end; at++) {
        const other = block[at] ?? one
        if (ofOne?.has(other)) continue
        onCompared()
        const value = likeness(one, other)
        if (value < least) continue
        ofOne?.set(other, value)
        alike[other]?.set(one, value)
      }
    }
  }
  return alike
}
