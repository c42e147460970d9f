import { foldMarks } from './fold-marks.ts'
import table from './latin-letters.json' with { type: 'json' }

const letters = new Map([
  ...Object.entries(table.letters),
  // ICU leaves it; the machine-readable zone of passports has E (ICAO Doc 9303-3, section 6 A)
  ['ə', 'e'],
])
const sequences = new Map(Object.entries(table.sequences))
/** The first letters of sequences, all of them Greek or Armenian. */
const mayStartSequence = /[\u0370-\u03ff\u0530-\u058f]/

const isPlain = /^[\x20\x21\x23-\x26\x28-\x5f\x61-\x7e]*$/
const notPlain = /[^\x20\x21\x23-\x26\x28-\x5f\x61-\x7e]/gu
const quotes = /^['"`\u00b4\u02b0-\u02ff\u2018-\u201f\u2032-\u2037\uff07\uff02\u05f3\u05f4]$/
const dashes = /^[\p{Pd}\u2212\u2043]$/u

/**
 * A text as somebody without the letter on the keyboard writes it, in small letters: `Ødegård` is `odegard`, `Weiß` is
 * `weiss`, `Щукин` is `sukin`. This is ICU's transliteration "Any-Latin; Latin-ASCII" by its own table, then without
 * quotes (`O’Brien` is `obrien`), with one kind of space and one kind of dash. What ICU has no Latin letters for
 * (Chinese, Thai, …) stays in its own.
 */
export function fold(text: string): string {
  const small = text.toLowerCase()
  if (isPlain.test(small)) return small
  const composed = small.normalize('NFC')
  const latin = mayStartSequence.test(composed) ? withoutSequences(composed) : composed
  return latin.replaceAll(notPlain, foldSign)
}

function withoutSequences(text: string): string {
  const signs = [...text]
  let left = ''
  for (let at = 0; at < signs.length; at++) {
    const sign = signs[at] ?? ''
    const pair = mayStartSequence.test(sign) && sequences.get(sign + foldMarks(signs[at + 1] ?? ''))
    if (pair) at++
    left += pair || sign
  }
  return left
}

/** What was found for a sign: there are few of them, and each comes often. */
const known = new Map<string, string>()

function foldSign(sign: string): string {
  const found = known.get(sign)
  if (found !== undefined) return found
  const folded = makeFolded(sign)
  known.set(sign, folded)
  return folded
}

function makeFolded(sign: string): string {
  const latin = letters.get(sign)
  if (latin !== undefined) return latin
  if (quotes.test(sign)) return ''
  if (dashes.test(sign)) return '-'
  if (/\s/u.test(sign)) return ' '
  return [...foldMarks(sign)].map((part) => letters.get(part) ?? part).join('')
}
