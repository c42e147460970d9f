import { dateToText } from '../kernel/iso-date.ts'
import { mergedRows, municipalityRows } from './areas.ts'
import type { Lang } from './code-row.ts'

type Named = { readonly name: string; readonly date: string; readonly successor: string }

/**
 * The municipalities that a residence history may name, by their names in a language: those of today, and those that have
 * merged, in the words that `sayMerged` gives them (with the last day and the successor's name).
 */
export function municipalityOptions(
  lang: Lang,
  sayMerged: (merged: Named) => string,
): readonly { readonly value: string; readonly label: string }[] {
  const names = new Map(municipalityRows.map((row) => [row.code, row[lang]]))
  return [
    ...municipalityRows.map((row) => ({ value: row.code, label: row[lang] })),
    ...mergedRows.map((row) => ({
      value: row.code,
      label: sayMerged({
        name: row[lang],
        date: dateToText(row.validTo),
        successor: names.get(row.successor) ?? row.successor,
      }),
    })),
  ]
}
