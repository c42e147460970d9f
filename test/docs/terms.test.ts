import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inRoot } from '../../scripts/root.ts'
import { en } from '../../src-renderer/i18n/en/en.ts'
import { fi } from '../../src-renderer/i18n/fi/fi.ts'
import { sv } from '../../src-renderer/i18n/sv/sv.ts'

const languages = ['fi', 'sv', 'en'] as const
const said = Object.fromEntries(
  [fi, sv, en].map((parts, index) => [
    languages[index],
    Object.values(parts)
      .flatMap((part): readonly string[] => Object.values(part))
      .join('\n'),
  ]),
)

const rows = readFileSync(inRoot('docs', 'terms.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !line.startsWith('| -') && !line.startsWith('| fi '))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )

const used = rows.flatMap((cells) =>
  languages.flatMap((lang, index) => {
    const term = cells[index] ?? '–'
    return term === '–' ? [] : [[lang, term] as const]
  }),
)
const avoided = rows.flatMap((cells) => {
  const [, lang, words] = /^(fi|sv|en): (.*)$/.exec(cells[3] ?? '') ?? []
  return lang && words ? words.split(', ').map((word) => [lang, word] as const) : []
})
/** A whole word: `Kanava` is not in `Asiointikanava`. */
const isSaid = (lang: string, word: string): boolean =>
  new RegExp(`(?<![\\p{L}])${word}(?![\\p{L}])`, 'u').test(said[lang] ?? '')

it('the table of terms is read', () => {
  expect(rows.length).toBeGreaterThan(30)
  expect(rows.every((cells) => cells.length === 5)).toBe(true)
})

it.each(used)('%s: “%s” is used', (lang, term) => {
  expect(said[lang]).toContain(term)
})

it.each(avoided)('%s: “%s” is not used', (lang, word) => {
  expect(isSaid(lang, word)).toBe(false)
})
