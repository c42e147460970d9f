import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import names from '../../test/fixtures/names/icu-names.json' with { type: 'json' }
import { fold } from './fold.ts'
import table from './latin-letters.json' with { type: 'json' }

describe('A17: a folded text', () => {
  it('is that of its transliteration by ICU', () => {
    const folded = names.rows.map(([name = '', latin = '']) => ({ name, ours: fold(name), icu: fold(latin) }))

    expect(folded.length).toBeGreaterThan(1500)
    expect(folded.filter(({ ours, icu }) => ours !== icu || !/^[a-z -]*$/.test(ours))).toEqual([])
  })
  it.each([
    ['Ə, ə', 'e, e'],
    ['Ægir Œuvre Þóra Ðuro Ħal Ŋaja', 'aegir oeuvre thora duro hal naja'],
    ['ﬁ Ａｂ１ ª', 'fi ab1 a'],
    ['a\u00adb\u200bc\u202ed', 'abcd'],
    ['a\u00a0b\u202fc\u2009d\te', 'a b c d e'],
    ['a‐b‑c–d—e−f', 'a-b-c-d-e-f'],
    ["O'Brien O’Brien O‘Brien OʼBrien O`Brien O´Brien O＇Brien", `${'obrien '.repeat(7)}`.trim()],
    ['İSTANBUL ışık', 'istanbul isik'],
    ['ΠΑΠΑΔΟΠΟΥΛΟΣ Παπαδόπουλος', 'papadopoulos papadopoulos'],
  ])('%s is %s', (text, folded) => {
    expect(fold(text)).toBe(folded)
  })
  it('is the same in capitals, decomposed, and folded again', () => {
    const letter = fc.constantFrom(...Object.keys(table.letters), ...'aeiouäöåéñç -'.split(''))
    fc.assert(
      fc.property(fc.string({ unit: letter, maxLength: 30 }), (text) => {
        const folded = fold(text)

        expect(fold(text.normalize('NFD'))).toBe(folded)
        expect(fold(folded)).toBe(folded)
        expect(folded).toMatch(/^[a-z -]*$/)
      }),
      { numRuns: 2000 },
    )
  })
  it('keeps vowels that are marks in scripts that it leaves', () => {
    expect(fold('मीरा')).not.toBe(fold('मरा'))
    expect(fold('王小明 นิด')).toBe('王小明 นิด')
  })
})
