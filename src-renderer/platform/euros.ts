/** What a person typed as euros, in cents: `1 234,50`, `1234.5`; null when it is no sum or less than nothing. */
export function eurosToCents(text: string): number | null {
  const plain = text.replaceAll(/[\s\u00a0€]/g, '').replace(',', '.')
  if (!/^\d{1,9}(\.\d{1,2})?$/.test(plain)) return null
  const [whole = '0', part = ''] = plain.split('.')
  return Number(whole) * 100 + Number(part.padEnd(2, '0'))
}

/** Cents as a person types them: `1234,50`. */
export const centsToEuros = (cents: number): string =>
  `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`
