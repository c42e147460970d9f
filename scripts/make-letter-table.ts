/**
 * Makes src-shared/text/latin-letters.json and test/fixtures/names/icu-names.json with ICU's own transliterator, `uconv` of
 * the Debian package icu-devtools. Run it again for a newer ICU: `node scripts/make-letter-table.ts`.
 */
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { foldMarks } from '../src-shared/text/fold-marks.ts'
import { inRoot } from './root.ts'

const rules = 'Any-Latin; Latin-ASCII'
const scripts = [
  'Latin',
  'Greek',
  'Cyrillic',
  'Arabic',
  'Hebrew',
  'Armenian',
  'Georgian',
  'Ethiopic',
] as const
type Script = (typeof scripts)[number]

/** Each text by ICU, in small letters. Texts hold no end of line. */
function byIcu(texts: readonly string[]): readonly string[] {
  const out = execFileSync('uconv', ['-f', 'utf8', '-t', 'utf8', '-x', rules], {
    input: texts.map((text) => `${text}\n`).join(''),
    maxBuffer: 2 ** 30,
  })
  return out.toString('utf8').toLowerCase().split('\n').slice(0, -1)
}

/** What ICU leaves of hamza, ain, soft signs and quotes: no letter, so no part of a name. */
const withoutQuotes = (text: string): string => text.replaceAll(/['"`\u02b0-\u02ff]/g, '')
const isAscii = (text: string): boolean => /^[a-z0-9]*$/.test(text)

const lettersOf = (script: Script): string[] => {
  const found: string[] = []
  const isIn = new RegExp(`^[\\p{Script=${script}}&&[\\p{L}\\p{M}]]$`, 'v')
  for (let point = 0x80; point < 0x1_20_00; point++) {
    if (point >= 0xd8_00 && point < 0xe0_00) continue
    const sign = String.fromCodePoint(point)
    if (isIn.test(sign) && sign === sign.toLowerCase() && sign === sign.normalize('NFC')) found.push(sign)
  }
  return found
}

const letters: Record<string, string> = {}
const sequences: Record<string, string> = {}
const plain: Record<string, string[]> = {}
for (const script of scripts) {
  const all = lettersOf(script)
  const latin = byIcu(all).map(withoutQuotes)
  all.forEach((sign, index) => {
    const found = latin[index] ?? ''
    if (isAscii(found) && (found !== '' || /\p{L}/u.test(sign))) letters[sign] = found
  })
  // the letters of names: without presentation forms and letters of scholars
  const usual = all.filter((sign) => /\p{L}/u.test(sign) && (sign.codePointAt(0) ?? 0) < 0x13_80)
  plain[script] = usual.filter((sign) => letters[sign] !== undefined || isAscii(foldMarks(sign)))
}
// what the marks alone explain needs no row
for (const [sign, latin] of Object.entries(letters)) {
  const { [sign]: _, ...others } = letters
  const byParts = [...foldMarks(sign)].map((part) => others[part] ?? part).join('')
  if (byParts === latin) delete letters[sign]
}
for (const script of ['Greek', 'Cyrillic', 'Arabic', 'Armenian', 'Georgian'] as const) {
  const some = (plain[script] ?? []).filter((sign) => foldMarks(sign) === sign)
  const pairs = some.flatMap((one) => some.map((other) => one + other))
  const latin = byIcu(pairs).map(withoutQuotes)
  pairs.forEach((pair, index) => {
    const apart = [...pair].map((sign) => letters[sign] ?? sign).join('')
    const found = latin[index] ?? ''
    if (isAscii(found) && found !== apart) sequences[pair] = found
  })
}

const version = execFileSync('uconv', ['--version']).toString().trim().split(/\s+/).slice(-2).join(' ')
const source = `${version}, transform "${rules}" (Unicode CLDR), made by scripts/make-letter-table.ts`
const licence = 'Unicode-3.0 (https://www.unicode.org/license.txt)'
const write = (file: string, content: object): void =>
  writeFileSync(inRoot(...file.split('/')), `${JSON.stringify(content, null, 1)}\n`)
write('src-shared/text/latin-letters.json', { source, licence, sequences, letters })

/** A generator with a seed (mulberry32): the same names each time. */
let state = 2026
function random(): number {
  state = (state + 0x6d_2b_79_f5) | 0
  let t = Math.imul(state ^ (state >>> 15), 1 | state)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
}
const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T // none of them is empty
const usual: Readonly<Record<string, (point: number) => boolean>> = {
  Latin: (point) => point < 0x2_50 || (point >= 0x1e_00 && point < 0x1f_00),
  Greek: (point) => point >= 0x3_86 && point < 0x3_cf,
  Cyrillic: (point) => point < 0x5_30,
  Arabic: (point) => point < 0x7_00,
}
const names: string[] = [
  'Yıldız',
  'İbrahim Çağlar',
  'Łukasz Żółć',
  'Đorđe Šarić',
  'Søren Ødegård',
  'Weiß',
  "O'Brien",
  'O’Brien',
  'Þórður Guðmundsson',
  'Ħal Għaxaq',
  'Œuvre Æble',
  'Ŋuyên',
  'Ștefan Țurcanu',
  'Nguyễn Văn Ánh',
  'Щукин Юрий',
  'Євген Їжак',
  'Ґалаґан',
  'Ђорђе Шарић',
  'Γιώργος Παπαδόπουλος',
  'Ευάγγελος Αγγελής',
  'محمد یوسف',
  'فاطمة الزهراء',
  'گلناز پروین',
  'დავით გიორგაძე',
  'Հովհաննես Սարգսյան',
  'አበበ ከበደ',
]
for (const script of scripts) {
  const some = (plain[script] ?? []).filter((sign) =>
    (usual[script] ?? (() => true))(sign.codePointAt(0) ?? 0),
  )
  for (let count = 0; count < 250; count++) {
    const word = (): string => {
      const text = Array.from({ length: 2 + Math.floor(random() * 8) }, () => pick(some)).join('')
      return random() < 0.5 ? text : text.toUpperCase()
    }
    names.push(`${word()}${pick([' ', '-', '’', '\u00a0'])}${word()}`)
  }
}
const latin = byIcu(names)
write('test/fixtures/names/icu-names.json', {
  source,
  licence,
  // a few Ethiopic letters keep a vowel that is not Latin, by what stands beside them; Armenian ԵՒ is և in capitals only, and υυ is no Greek
  rows: names
    .map((name, index) => [name, latin[index] ?? ''])
    .filter(([name = '', text = '']) => !/ԵՒ|υυ/iu.test(name) && /^[\x20-\x7e\u02b0-\u02ff]*$/.test(text)),
})
