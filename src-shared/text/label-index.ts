import { fold } from './fold.ts'

/** A label as it is compared: composed, in small letters, with one space between words, without unseen signs. */
export const tidyLabel = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()

const foldLabel = (text: string): string => fold(tidyLabel(text))

/**
 * Finds values by their labels as people write them: in any case, composed or not, with odd spaces; and, where only one
 * value can be meant, without the marks over letters (`Abo` for `Åbo`).
 */
export function createLabelIndex<T>(
  entries: Iterable<readonly [label: string, value: T]>,
): (text: string) => T | undefined {
  const exact = new Map<string, T>()
  const folded = new Map<string, Set<T>>()
  for (const [label, value] of entries) {
    const tidy = tidyLabel(label)
    if (tidy === '') continue
    // the first of two values of one label stands
    if (!exact.has(tidy)) exact.set(tidy, value)
    const key = fold(tidy)
    folded.set(key, (folded.get(key) ?? new Set()).add(value))
  }
  return (text) => {
    const found = exact.get(tidyLabel(text))
    if (found !== undefined) return found
    const [only, other] = folded.get(foldLabel(text)) ?? []
    return other === undefined ? only : undefined
  }
}
