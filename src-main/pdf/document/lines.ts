import bidiFactory from 'bidi-js'
import type { Pdf } from './pdfkit.ts'

const bidi = bidiFactory()
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/
const rightToLeftLanguages = ['ar', 'ckb', 'dv', 'fa', 'he', 'ps', 'sd', 'ug', 'ur', 'yi']
export const isRightToLeft = (lang: string): boolean =>
  rightToLeftLanguages.includes(lang.split('-')[0] ?? '')

/** Stands for a sign that none of the fonts has. */
const replacement = '\ufffd'

export type Style = { readonly file: string; readonly sizePt: number }

/** Text as it is drawn: broken into lines by measured widths, right-to-left runs in their order (Unicode UAX #9). */
export function createLines(pdf: Pdf) {
  /** Width at 1 pt, by font and word: the same words come again on every row. */
  const widths = new Map<string, number>()
  const missing = new Set<string>()
  const use = ({ file, sizePt }: Style): Pdf => pdf.font(file).fontSize(sizePt)

  /** Of a text by its words, which come again; kerning over a space is none of these fonts'. */
  function widthOf(text: string, style: Style): number {
    const parts = text.split(' ')
    if (parts.length === 1) return widthOfWord(text, style)
    const spaces = (parts.length - 1) * widthOfWord(' ', style)
    return parts.reduce((sum, part) => sum + (part === '' ? 0 : widthOfWord(part, style)), spaces)
  }
  function widthOfWord(text: string, style: Style): number {
    const key = `${style.file}\n${text}`
    let width = widths.get(key)
    if (width === undefined) {
      width = use({ ...style, sizePt: 1000 }).widthOfString(text) / 1000
      widths.set(key, width)
    }
    return width * style.sizePt
  }
  /** With each sign that the font lacks replaced and noted. */
  function covered(text: string, style: Style): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: what is plain ASCII needs no look at the font
    if (/^[\x00-\x7f]*$/.test(text)) return text
    use(style)
    let shown = ''
    for (const sign of text) {
      if (pdf._font.font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0)) shown += sign
      else {
        missing.add(sign)
        shown += replacement
      }
    }
    return shown
  }
  /** As many signs of a word as fit, at least one. */
  function fitting(word: string, style: Style, width: number): string {
    const signs = [...word]
    let count = 1
    while (count < signs.length && widthOf(signs.slice(0, count + 1).join(''), style) <= width) count++
    return signs.slice(0, count).join('')
  }
  return {
    missing,
    widthOf,
    /** Greedy line breaking at ordinary spaces, behind dashes of a span, and at line ends; a word that is too long is cut. */
    wrap(text: string, style: Style, width: number): readonly string[] {
      const lines: string[] = []
      for (const paragraph of covered(text, style).split('\n')) {
        let line = ''
        for (const { piece, gap } of piecesOf(paragraph)) {
          if (line !== '' && widthOf(line, style) + widthOf(gap + piece, style) > width) {
            lines.push(line)
            line = ''
          }
          line = line === '' ? piece : `${line}${gap}${piece}`
          while (widthOf(line, style) > width && [...line].length > 1) {
            const part = fitting(line, style, width)
            lines.push(part)
            line = line.slice(part.length)
          }
        }
        lines.push(line)
      }
      return lines
    },
    /** Draws one line whose top is at `y`. */
    draw(line: string, style: Style, x: number, y: number, lang = ''): void {
      use(style)
      if (!rightToLeft.test(line)) {
        if (line !== '') pdf.text(line, x, y, { lineBreak: false })
        return
      }
      let at = x
      for (const piece of inVisualOrder(line, isRightToLeft(lang))) {
        if (piece !== ' ') use(style).text(piece, at, y, { lineBreak: false })
        at += widthOf(piece, style)
      }
    },
  }
}
export type Lines = ReturnType<typeof createLines>

/** Words, and the parts of spans like `1.4.2025–31.3.2026`, each with what stands before it. */
function* piecesOf(paragraph: string): Generator<{ readonly piece: string; readonly gap: string }> {
  for (const [at, word] of paragraph.split(' ').entries())
    for (const [part, piece] of word.split(/(?<=–)/).entries())
      yield { piece, gap: at > 0 && part === 0 ? ' ' : '' }
}

/**
 * The words and spaces of a line from left to right. A right-to-left word stays as it is spelt: shaping its letters and
 * turning them is the font's work.
 */
export function inVisualOrder(line: string, isRtl: boolean): readonly string[] {
  const levels = bidi.getEmbeddingLevels(line, isRtl ? 'rtl' : 'ltr')
  const mirrored = bidi.getMirroredCharactersMap(line, levels.levels)
  // runs of one level, cut at spaces and at brackets that are turned, so that each piece is one word or one sign
  const pieces: { text: string; level: number; isAlone: boolean }[] = []
  for (let index = 0; index < line.length; index++) {
    const level = levels.levels[index] ?? 0
    const sign = mirrored.get(index) ?? line[index] ?? ''
    const isAlone = sign === ' ' || mirrored.has(index)
    const last = pieces.at(-1)
    if (last && last.level === level && !isAlone && !last.isAlone) last.text += sign
    else pieces.push({ text: sign, level, isAlone })
  }
  // rule L2: from the highest level down to the lowest odd one, turn every run at that level or above
  const highest = Math.max(0, ...pieces.map(({ level }) => level))
  let order = pieces
  for (let level = highest; level >= 1; level--) {
    const turned: typeof pieces = []
    let run: typeof pieces = []
    for (const piece of [...order, { text: '', level: -1, isAlone: true }]) {
      if (piece.level >= level) {
        run.push(piece)
        continue
      }
      turned.push(...run.toReversed())
      run = []
      if (piece.level >= 0) turned.push(piece)
    }
    order = turned
  }
  return order.map(({ text }) => text)
}
