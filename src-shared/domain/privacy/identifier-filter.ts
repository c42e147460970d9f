import { readIdentityCode } from '../people/identity-code.ts'
import { isNoName } from './no-names.ts'

/**
 * Finds what could identify a person in free text (visits.md §8.2). It misses names and spelled-out numbers by nature:
 * a help against slips, not a proof of anonymity.
 */
export type IdentifierId = 'I1' | 'I2' | 'I3' | 'I4' | 'I5' | 'I6' | 'I7' | 'I8' | 'I9' | 'I10'
export type ScanResult = {
  /** `block` keeps a text from being saved; `warn` asks once. */
  readonly verdict: 'block' | 'warn' | 'ok'
  readonly ids: readonly IdentifierId[]
}

/** Stands where something was found or allowed, so that what is left of it and right of it never grow together. */
const filler = '\uFFFC'

type Rule = {
  readonly id: IdentifierId | 'allowed'
  readonly action: 'block' | 'warn' | 'blank'
  readonly pattern: RegExp
  readonly accepts?: (match: RegExpExecArray) => boolean
}

const identityShape =
  /(?<![0-9A-Za-z])(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?[-+A-FU-Ya-fu-y]\s?\d{3}[0-9A-FHJ-NPR-Ya-fhj-npr-y](?![0-9A-Za-z])/g
const isIdentityCode = ([text]: RegExpExecArray): boolean =>
  readIdentityCode(text.replaceAll(/\s/g, '')) !== null

/** A year from 1900 to 2100. */
const year = '(?:19\\d\\d|20\\d\\d|2100)'

/** What stands between the groups of a phone number; a slash only behind the first, and not before a year (`09/2026`). */
const gap = '(?:\\s{0,2}[-.·•_]\\s{0,2}|\\s{1,2})'
const firstGap = `(?:${gap}|\\s?/(?!(?:19|20)\\d\\d(?!\\d))\\s?)?`
const nationalPhone = new RegExp(
  `(?<!\\d[.,]?)(?:\\(0\\)\\s?|\\(?0)\\d{1,3}\\)?${firstGap}\\d{2,9}(?:${gap}\\d{2,4}){0,4}(?!\\d|/(?:19|20)\\d\\d(?!\\d))`,
  'g',
)
/** Hours (`09-12 13-15`, `08.30-16.00`) and days (`01.01.-31.12.`) come in pairs of digits too, and are no phone number. */
function isNationalPhone([text = '']: RegExpExecArray): boolean {
  const groups = text.match(/\d+/g) ?? []
  const digits = groups.join('').length
  const first = /^\(?0\)?\s?\d{1,3}/.exec(text)?.[0].replaceAll(/\D/g, '').length ?? 0
  if (digits < 7 || (groups.length > 1 && digits - first < 5)) return false
  if (groups.some((group) => group.length !== 2)) return true
  return groups.length > 4 && groups.some((group) => Number(group) > 59)
}

/** A word of a name in capitals, and one with a capital first. */
const capitals = "\\p{Lu}{1,30}(?:['’-]?\\p{Lu}{1,30})"
const capitalised = '\\p{Lu}\\p{Ll}{1,30}(?:-\\p{Lu}\\p{Ll}{1,30})?'
/** Two short words in capitals are abbreviations, and so is one of them beside an ordinary word. */
function isNameInCapitals([, first = '', second = '']: RegExpExecArray): boolean {
  const inCapitals = [first, second].filter((word) => word === word.toUpperCase())
  return !isNoName(first) && !isNoName(second) && inCapitals.some(({ length }) => length > 3)
}

/** In the order in which they are applied. */
const rules: readonly Rule[] = [
  { id: 'I1', action: 'block', pattern: identityShape, accepts: isIdentityCode },
  { id: 'I2', action: 'block', pattern: identityShape },
  // the bounds only keep a long paste from costing its length squared: a longer address still matches in part
  { id: 'I3', action: 'block', pattern: /[^\s@]{1,64}@[^\s@]{1,255}\.[a-z]{2,}/gi },
  {
    id: 'I10',
    action: 'warn',
    pattern: /\bhttps?:\/\/\S+|\bwww\.\S+|(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{2,}/giu,
  },
  {
    id: 'I6',
    action: 'block',
    pattern: /(?<![A-Z0-9])[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){3,}(?:\s?[A-Z0-9]{1,4})?(?![A-Z0-9])/gi,
  },
  { id: 'allowed', action: 'blank', pattern: /(?<!\d)\d{7}-\d(?!\d)/g },
  // years, and the number of a case with the class of its matter (1234/05.03.02/2025), are no dates and no long numbers
  {
    id: 'allowed',
    action: 'blank',
    pattern: new RegExp(
      `(?<!\\d\\d[\\s-]?|\\d)(?:${year}(?:\\s?-\\s?${year})+|${year}\\s?-\\s?\\d\\d)(?!\\d|\\s?-\\s?\\d)`,
      'g',
    ),
  },
  { id: 'allowed', action: 'blank', pattern: /(?<!\d)\d{1,6}\/(?:\d\d\.){2,3}\d\d\/(?:19|20)\d\d(?!\d)/g },
  // Thousands are grouped by three and nothing numeric stands before: a phone number before a sum is not part of it
  {
    id: 'allowed',
    action: 'blank',
    pattern: /(?<!\d\s?)(?!0\d)(?:\d{1,3}(?:\s\d{3})+|\d{1,9})(?:,\d+)?\s?(?:€|e\b|euroa|eur\b)/gi,
  },
  {
    id: 'I7',
    action: 'warn',
    pattern:
      /(?<!\d)(?:19|20)\d{2}-(?:0\d|1[0-2])-[0-3]\d(?!\d)|(?<!\d)[0-3]?\d[./][01]?\d[./](?:19|20)?\d{2}(?!\d)|(?<!\d)[0-3]?\d\.\s[01]?\d\.\s?(?:19|20)\d{2}(?!\d)/g,
  },
  {
    id: 'I4',
    action: 'block',
    pattern: /(?:\+\s?|(?<!\d)00|(?<![\d.,:])00\s)\d[\d\s()./·•_-]{6,}\d/g,
  },
  { id: 'I4', action: 'block', pattern: nationalPhone, accepts: isNationalPhone },
  { id: 'I5', action: 'block', pattern: /(?<![\dA-Z])[A-Z]{1,3}\d{6,9}(?!\d)/gi },
  {
    id: 'I5',
    action: 'block',
    pattern: /(?<!\d)\d{3,}(?:[\s-]\d{2,})*/g,
    accepts: ([text]) => text.replaceAll(/\D/g, '').length >= 7,
  },
  {
    id: 'I8',
    action: 'warn',
    pattern: /\p{L}{1,40}(?:katu|tie|polku|kuja|raitti|gatan|vägen|stigen)\s+\d+/giu,
  },
  {
    id: 'I9',
    action: 'warn',
    pattern: /(?<!\p{L})(?:[Rr]ouva|[Hh]erra|[Nn]imi|[Ff]ru|[Hh]err|[Mm]r|[Mm]s)\.?:?\s+\p{Lu}\p{L}*/gu,
  },
  {
    id: 'I9',
    action: 'warn',
    pattern:
      /(?<![\p{L}-])(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)\s+(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?)(?![\p{L}-])/gu,
    accepts: ([, first = '', second = '']) => !isNoName(first) && !isNoName(second),
  },
  {
    id: 'I9',
    action: 'warn',
    pattern: new RegExp(
      `(?<![\\p{L}-])(?:(${capitals}|${capitalised}),?\\s+(${capitals})|(${capitals}),?\\s+(${capitalised}))(?![\\p{L}\\p{N}-])`,
      'gu',
    ),
    accepts: isNameInCapitals,
  },
]

/** What a text holds that could identify a person, and what follows from it on saving. */
export function scanText(text: string): ScanResult {
  let rest = normalise(text)
  const ids: IdentifierId[] = []
  let verdict: ScanResult['verdict'] = 'ok'
  for (const { id, action, pattern, accepts } of rules) {
    let isFound = false
    rest = rest.replaceAll(pattern, (match: string, ...args: unknown[]) => {
      const groups = args.filter((arg): arg is string => typeof arg === 'string')
      if (accepts && !accepts([match, ...groups] as unknown as RegExpExecArray)) return match
      isFound = true
      return filler
    })
    if (!isFound || id === 'allowed') continue
    if (!ids.includes(id)) ids.push(id)
    if (action === 'block') verdict = 'block'
    else if (verdict === 'ok') verdict = 'warn'
  }
  return { verdict, ids }
}

/** One form for what reads the same: width, dashes, invisible signs, digits of any script. */
function normalise(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKC')
    .replaceAll(/\p{Cf}|\u034F|[\uFE00-\uFE0F]|\u20E3/gu, '')
    .replaceAll(/[\p{Pd}\u02D7\u2043\u2212]/gu, '-')
    .replaceAll(/\p{Nd}/gu, asciiDigit)
}

/** Decimal digits stand in runs of whole tens, from zero to nine (Unicode Standard, §4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0
  if (code < 0x80) return digit
  let start = code
  while (/\p{Nd}/u.test(String.fromCodePoint(start - 1))) start--
  return String((code - start) % 10)
}
