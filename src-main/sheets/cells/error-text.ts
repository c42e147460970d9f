import type { SheetCell } from '../../../src-shared/sheets/sheet-cell.ts'

/**
 * What spreadsheet programs write where a formula failed, in any language (`#REF!`, `#VIITTAUS!`, `#NAMN?`, `#N/A`, `Err:502`),
 * and the marks they write, into text files too, for a value that is wider than its column.
 */
const errorText = /^(?:#\p{Lu}[\p{Lu}_/0]*[!?]|#N\/A|#PUUTTUU|#SAKNAS|#GETTING_DATA|#{3,}|Err:\d{3})$/u

export const textCell = (text: string): SheetCell => (errorText.test(text) ? { kind: 'error', text } : text)
