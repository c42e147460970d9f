/**
 * Whether every text in a JSON value can be stored and handed on everywhere: half a surrogate pair is no character
 * (Unicode 16, D79), and PostgreSQL takes no U+0000.
 */
export function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\u0000')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, child]) => isStorable(key) && isStorable(child))
}
