import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import names from '../../../test/fixtures/names/icu-names.json' with { type: 'json' }
import { hasNameParts, isSameName } from './person-name.ts'

describe('A17: a name', () => {
  it.each([
    ['YILDIZ Elif', 'Elif Yıldız'],
    ['LUKASZ NOWAK', 'Łukasz Nowak'],
    ['DORDE SARIC', 'Đorđe Šarić'],
    ['DJORDJE SARIC', 'Đorđe Šarić'],
    ['SOREN ODEGARD', 'Søren Ødegård'],
    ['SOEREN OEDEGAARD', 'Søren Ødegård'],
    ['WEISS', 'Weiß'],
    ['MUELLER JUERGEN', 'Jürgen Müller'],
    ['OBRIEN Sean', 'Seán O’Brien'],
    ["O'Brien Sean", 'Seán O’Brien'],
    ['O BRIEN SEAN', 'Sean OʼBrien'],
    ['THORDUR AEGIRSSON', 'Þórður Ægirsson'],
    ['NAJA HAL COEUR', 'Ŋaja Ħal Cœur'],
    ['ELIYEVA', 'Əliyeva'],
    ['ALIYEVA', 'Əliyeva'],
    ['VIRTANEN, Anna-Maria', 'Annamaria Virtanen'],
    ['Virtanen Anna Maria', 'Anna–Maria Virtanen'],
    ['Korhonen-Virtanen Anna', 'Anna Korhonen Virtanen'],
    ['ALSAYED OMAR', 'Omar Al-Sayed'],
    ['Sukin Ulia', 'Юлия Щукин'],
    ['SHCHUKIN IULIIA', 'Щукин Юлия'],
    ['Papadopoulos Giorgos', 'Γιώργος Παπαδόπουλος'],
    ['  Anna\u00a0\u200b Virtanen ', 'ANNA\u2009VIRTANEN'],
    ['Öhman', 'O\u0308hman'],
  ])('%s is %s', (one, other) => {
    expect(isSameName(one, other)).toBe(true)
    expect(isSameName(other, one)).toBe(true)
  })
  it.each([
    ['Ali Hassan', 'Ali Hussein'],
    ['Lima', 'Alim'],
    ['Sara Ali', 'Zara Ali'],
    ['', ''],
    ['-', '—'],
    ['मीरा', 'मरा'],
  ])('%s is not %s', (one, other) => {
    expect(isSameName(one, other)).toBe(false)
  })
  it('is the one that ICU writes for it, in any order of its parts and in any case', () => {
    fc.assert(
      fc.property(fc.constantFrom(...names.rows), fc.boolean(), ([name = '', latin = ''], isTurned) => {
        const [first = '', ...rest] = latin.split(' ')
        const written = (isTurned ? [...rest, first] : [first, ...rest]).join(' ')

        expect(isSameName(name, written)).toBe(true)
        expect(isSameName(written.toUpperCase(), name.normalize('NFD'))).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })
  it.each([
    ['YILDIZ, Elif', 'elif yıl', true],
    ['Seán O’Brien', "o'br", true],
    ['Anna-Maria Weiß', 'WEISS maria', true],
    ['Søren Ødegård', 'odegård', true],
    ['Søren Ødegård', 'gard', false],
    ['Søren Ødegård', 'soren x', false],
    ['Søren Ødegård', ' ', false],
  ])('%s is found by %j: %s', (name, typed, isFound) => {
    expect(hasNameParts(name, typed)).toBe(isFound)
  })
})
