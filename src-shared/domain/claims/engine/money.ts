/** Cents as Finnish and Swedish texts in Finland write money: `7 344,75 €`, with spaces that do not break. */
export function centsToText(cents: number): string {
  const whole = Math.floor(Math.abs(cents) / 100)
  const grouped = String(whole).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0')
  return `${cents < 0 ? '\u2212' : ''}${grouped},${String(Math.abs(cents) % 100).padStart(2, '0')}\u00a0€`
}
