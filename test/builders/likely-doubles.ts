/** A generator with a seed (mulberry32): the same set each time. */
export function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d_2b_79_f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** People of whom two in five are known by the year of their birth alone, with names out of `oneOf` different words. */
export function bornFirstOfJanuary(count: number, oneOf: number) {
  const next = random(count)
  const syllables =
    'ma ha mu sa li no ra fa ti ka ze in ab du hi ko va len ov ski bek jan mir ol en yu su far had'.split(' ')
  const word = (): string =>
    Array.from({ length: 3 }, () => syllables[Math.floor(next() * syllables.length)]).join('')
  const pool = Array.from({ length: oneOf }, word)
  const name = (): string => pool[Math.floor(next() * oneOf)] ?? ''
  const two = (n: number): string => String(n).padStart(2, '0')
  return Array.from({ length: count }, (_, index) => {
    const day =
      next() < 0.4 ? '01-01' : `${two(1 + Math.floor(next() * 12))}-${two(1 + Math.floor(next() * 28))}`
    const birthDate = `${1950 + Math.floor(next() * 70)}-${day}`
    return { id: `p${index}`, name: `${name()} ${name()}`, birthDate, identityCode: null }
  })
}
