import { fold } from '../../text/fold.ts'

/** The parts of a name, folded, in the order in which they stand: `Al-Sayed, Ödegård` is `al`, `sayed`, `odegard`. */
export const namePartsOf = (name: string): readonly string[] =>
  fold(name)
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((part) => part !== '')

/**
 * Letters as passports write them, where that is not what ICU gives: the machine-readable zone (ICAO Doc 9303-3, section 6
 * A and B), and `dj` and `a` as Đorđe and Əli are mostly written in Latin letters.
 */
const passportLetters: Readonly<Record<string, string>> = {
  ä: 'ae',
  å: 'aa',
  æ: 'ae',
  ö: 'oe',
  ø: 'oe',
  œ: 'oe',
  ü: 'ue',
  đ: 'dj',
  ð: 'd',
  ə: 'a',
  ж: 'zh',
  й: 'i',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ю: 'iu',
  я: 'ia',
  є: 'ie',
}
const asPassport = (name: string): string =>
  name
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/\P{ASCII}/gu, (sign) => passportLetters[sign] ?? sign)

/** Beyond this many parts the order of a name is no longer tried out. */
const maxTurnedParts = 12

/**
 * Texts of which two spellings of one name share at least one: in any order of its parts (`Virtanen Anna-Maria`), and in the
 * usual order, surname first or last, with parts written as one (`Annamaria`, `Alsayed`).
 */
function keysOfParts(parts: readonly string[]): string[] {
  if (parts.length === 0) return []
  const keys = new Set([parts.toSorted().join(' ')])
  for (let first = 0; first < Math.min(parts.length, maxTurnedParts); first++)
    keys.add([...parts.slice(first), ...parts.slice(0, first)].join(''))
  return [...keys]
}

/** Keys by which a name is found however it is written: first those that ICU gives, then those of passports. */
export function nameKeys(name: string): {
  readonly usual: readonly string[]
  readonly all: readonly string[]
} {
  const usual = keysOfParts(namePartsOf(name))
  return { usual, all: [...new Set([...usual, ...keysOfParts(namePartsOf(asPassport(name)))])] }
}

/** Whether two names are one, however each is written. */
export function isSameName(one: string, other: string): boolean {
  const keys = new Set(nameKeys(one).all)
  return nameKeys(other).all.some((key) => keys.has(key))
}

/** Whether each word that was typed begins a part of the name, in any order: `elif yil` finds `YILDIZ, Elif`. */
export function hasNameParts(name: string, typed: string): boolean {
  const [parts, words] = [namePartsOf(name), namePartsOf(typed)]
  return words.length > 0 && words.every((word) => parts.some((part) => part.startsWith(word)))
}
