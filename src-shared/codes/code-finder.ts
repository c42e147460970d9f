import { createLabelIndex, tidyLabel } from '../text/label-index.ts'
import type { CodeBook } from './code-book.ts'
import type { CodeSetName } from './code-sets.ts'

/** Finds a code by what somebody wrote for it. */
export type FindCode = (text: string) => string | undefined

type Labelled = { readonly code: string; readonly fi: string; readonly sv: string; readonly en?: string }

/**
 * By the code itself, by its label in any language, in any case, composed or not, with odd spaces. Where codes are numbers
 * of one length, also without the zeros that a workbook takes from them (`91` for `091`), with the `KU` of Statistics
 * Finland before it, and with the label behind it (`091 Helsinki`).
 */
export function createCodeFinder(rows: readonly Labelled[]): FindCode {
  const codes = rows.map(({ code }) => [code, code] as const)
  const labels = rows.flatMap(({ code, fi, sv, en = '' }) =>
    [fi, sv, en].map((label) => [label, code] as const),
  )
  // a code goes before a label that reads like it
  const byCode = createLabelIndex(codes)
  const byLabel = createLabelIndex(labels)
  const width = numberWidth(rows)
  const byNumber: FindCode = (text) => {
    const [, digits = '', label = ''] = /^(?:ku ?)?(\d+)(?: [-–]? ?(.+))?$/.exec(tidyLabel(text)) ?? []
    const code = digits === '' || digits.length > width ? undefined : byCode(digits.padStart(width, '0'))
    return label === '' || byLabel(label) === code ? code : undefined
  }
  return (text) => byCode(text) ?? byLabel(text) ?? (width > 0 ? byNumber(text) : undefined)
}

/** The length of all codes, where they are numbers of one length; else 0. */
function numberWidth([first, ...others]: readonly Labelled[]): number {
  const width = first?.code.length ?? 0
  const isNumber = ({ code }: Labelled): boolean => /^\d+$/.test(code) && code.length === width
  return first && [first, ...others].every(isNumber) ? width : 0
}

const known = new WeakMap<CodeBook, Map<CodeSetName, FindCode>>()

/** The same for a code set as an organisation uses it. */
export function codeFinder(codes: CodeBook, set: CodeSetName): FindCode {
  const finders = known.get(codes) ?? new Map<CodeSetName, FindCode>()
  known.set(codes, finders)
  const found = finders.get(set) ?? createCodeFinder(codes.all(set))
  finders.set(set, found)
  return found
}

/** The codes of a cell that lists several. A label may hold a comma itself: the whole cell is tried first. */
export function findCodes(find: FindCode, text: string): readonly string[] | undefined {
  const whole = find(text)
  if (whole !== undefined) return [whole]
  const found = text
    .split(/[;|,+/\n]/)
    .filter((part) => part.trim() !== '')
    .map(find)
  return found.every((code) => code !== undefined) && found.length > 0 ? found : undefined
}
