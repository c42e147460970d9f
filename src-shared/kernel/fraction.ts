/** An exact number: `n / d` with `d > 0` in lowest terms. Money is counted in cents. */
export type Fraction = { readonly n: bigint; readonly d: bigint }

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? (a < 0n ? -a : a) : gcd(b, a % b))

/** @throws RangeError when the denominator is zero. */
export function fraction(n: bigint | number, d: bigint | number = 1n): Fraction {
  const [top, bottom] = [BigInt(n), BigInt(d)]
  if (bottom === 0n) throw new RangeError('a fraction with denominator 0')
  const divisor = gcd(top, bottom) * (bottom < 0n ? -1n : 1n)
  return { n: top / divisor, d: bottom / divisor }
}

export const zero: Fraction = { n: 0n, d: 1n }
export const add = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.d + b.n * a.d, a.d * b.d)

export const multiply = (a: Fraction, b: Fraction): Fraction => fraction(a.n * b.n, a.d * b.d)

/** Whole cents, half away from zero ("half up" for the sums that occur, which are never negative). */
export function roundHalfUp({ n, d }: Fraction): number {
  const twice = 2n * (n < 0n ? -n : n) + d
  const rounded = twice / (2n * d)
  return Number(n < 0n ? -rounded : rounded)
}

/** `"17100"` or `"68525/3"`. */
export const fractionToText = ({ n, d }: Fraction): string => (d === 1n ? String(n) : `${n}/${d}`)
