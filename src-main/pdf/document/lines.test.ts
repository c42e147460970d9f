import { describe, expect, it } from 'vitest'
import { createLines, inVisualOrder } from './lines.ts'
import { openPdf } from './pdfkit.ts'

const file = 'resources/fonts/DejaVuSans.ttf'
const pdf = openPdf({
  language: 'fi',
  title: 'x',
  reference: '',
  claimsConformance: false,
  fontFile: file,
  createdOn: new Date(0),
})
const lines = createLines(pdf)
const style = { file, sizePt: 10 }

describe('lines', () => {
  it('break at spaces, behind the dash of a span, and never at a space that does not break', () => {
    const width = lines.widthOf('1.12.2025', style) + 5

    expect(lines.wrap('1.4.2025–1.12.2025', style, width)).toEqual(['1.4.2025–', '1.12.2025'])
    expect(
      lines.wrap('7\u00a0344,75\u00a0€ on', style, lines.widthOf('7\u00a0344,75\u00a0€', style) + 1),
    ).toEqual(['7\u00a0344,75\u00a0€', 'on'])
    expect(lines.wrap('yksi\nkaksi', style, 400)).toEqual(['yksi', 'kaksi'])
    expect(lines.wrap('', style, 400)).toEqual([''])
  })
  it('cut a word that is longer than a line, and lose no sign of it', () => {
    const word = 'lautakasaantuulessa'.repeat(20)
    const wrapped = lines.wrap(`a ${word} b`, style, 60)

    expect(wrapped.join('').replaceAll(' ', '')).toBe(`a${word}b`)
    for (const line of wrapped) expect(lines.widthOf(line, style)).toBeLessThanOrEqual(60)
  })
  it('note signs that the font does not have', () => {
    expect(lines.wrap('Li 李 Öhman', style, 400)).toEqual(['Li \ufffd Öhman'])
    expect([...lines.missing]).toEqual(['李'])
  })
})

describe('the order of the eye', () => {
  it.each([
    ['abc def', false, ['abc', ' ', 'def']],
    ['نور حسن', false, ['حسن', ' ', 'نور']],
    ['Ali نور حسن 12', false, ['Ali', ' ', '12', ' ', 'حسن', ' ', 'نور']],
    ['نور (حسن)', true, ['(', 'حسن', ')', ' ', 'نور']],
    ['نور abc', true, ['abc', ' ', 'نور']],
  ])('of %s', (line, isRtl, order) => {
    expect(inVisualOrder(line, isRtl)).toEqual(order)
  })
})
