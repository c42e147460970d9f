import type { DatedCode } from '../../codes/code-book.ts'
import { isIsoDate } from '../../kernel/iso-date.ts'
import { createLabelIndex, tidyLabel } from '../../text/label-index.ts'

/** A code set as a sheet: one row a code, with these headings. */
export const codeSheetHeadings = ['code', 'fi', 'sv', 'en', 'validFrom', 'validTo', 'national'] as const
type Heading = (typeof codeSheetHeadings)[number]

export const codesToRows = (codes: readonly DatedCode[]): string[][] =>
  codes.map((row) => codeSheetHeadings.map((heading) => row[heading] ?? ''))

export type CodeSheetProblem = {
  readonly kind: 'heading' | 'missing' | 'twice' | 'code' | 'label' | 'date' | 'national'
  readonly code: string
}
export type CodeSheet =
  | { readonly ok: true; readonly changed: readonly DatedCode[] }
  | { readonly ok: false; readonly problems: readonly CodeSheetProblem[] }

const codeShape = /^[A-Za-z0-9][A-Za-z0-9+-]{0,39}$/
const longestLabel = 120

/** A text as it is stored: letters composed, one space between words, without signs that nobody sees. */
const composed = (text = ''): string =>
  text
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()

/**
 * Reads a sheet over the code set as it stands: what differs. Nothing of it holds when one row is wrong, or when a code
 * of the set is not there: codes are ended, never dropped, since old visits carry them.
 */
export function readCodeSheet(
  rows: readonly (readonly string[])[],
  standing: readonly DatedCode[],
): CodeSheet {
  const [headings = [], ...body] = rows
  const columns = new Map(headings.map((heading, index) => [tidyLabel(heading), index]))
  const isComplete = ['code', 'fi', 'sv', 'en'].every((heading) => columns.has(heading))
  if (!isComplete) return { ok: false, problems: [{ kind: 'heading', code: '' }] }
  const problems: CodeSheetProblem[] = []
  const known = new Map(standing.map((row) => [row.code, row]))
  const findKnown = createLabelIndex(standing.map(({ code }) => [code, code] as const))
  const nationals = new Set(standing.filter(({ national }) => national === null).map(({ code }) => code))
  const read = new Map<string, DatedCode>()
  for (const cells of body) {
    const cell = (heading: Heading): string => composed(cells[columns.get(heading.toLowerCase()) ?? -1])
    // a code of the set as it stands there, however it was typed; a new one as it was typed
    const codeOf = (text: string): string => findKnown(text) ?? text
    const code = codeOf(cell('code'))
    const wrong = (kind: CodeSheetProblem['kind']): void => void problems.push({ kind, code })
    const before = known.get(code)
    const [validFrom, validTo] = [cell('validFrom') || null, cell('validTo') || null]
    const national = before ? before.national : codeOf(cell('national')) || null
    if (!codeShape.test(code)) wrong('code')
    if (read.has(code)) wrong('twice')
    for (const lang of ['fi', 'sv', 'en'] as const)
      if (cell(lang) === '' || cell(lang).length > longestLabel) wrong('label')
    const isDate = (date: string | null): boolean => date === null || isIsoDate(date)
    const isBackwards = validFrom !== null && validTo !== null && validTo < validFrom
    if (!isDate(validFrom) || !isDate(validTo) || isBackwards) wrong('date')
    if (!before && (national === null || !nationals.has(national))) wrong('national')
    read.set(code, { code, fi: cell('fi'), sv: cell('sv'), en: cell('en'), validFrom, validTo, national })
  }
  for (const { code } of standing) if (!read.has(code)) problems.push({ kind: 'missing', code })
  if (problems.length > 0) return { ok: false, problems: problems.slice(0, 50) }
  const changed = [...read.values()].filter((row) => {
    const before = known.get(row.code)
    return !before || codeSheetHeadings.some((heading) => before[heading] !== row[heading])
  })
  return { ok: true, changed }
}
