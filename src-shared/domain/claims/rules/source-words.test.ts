import { expect, it } from 'vitest'
import { shippedPacks } from '../../../../test/builders/case.ts'
import { rowsOf } from './rule-library.ts'
import { sourceIn } from './source-words.ts'

it('names every source and section of the shipped packs in Finnish and Swedish words', () => {
  const texts = shippedPacks.flatMap((pack) => rowsOf(pack).flatMap(({ row }) => [row.source, row.section]))
  const english = /\b(Acts?|Decree|decree|with|acts|amending|and|sub|list of|practice|undated|of|the)\b| p \d/

  expect(texts.filter((text) => english.test(text)).length).toBeGreaterThan(20)
  for (const lang of ['fi', 'sv'] as const)
    expect(
      [...new Set(texts.map((text) => sourceIn(text, lang)))].filter((text) => english.test(text)),
    ).toEqual([])
  expect(sourceIn('Act 681/2023, 14.4.2023', 'fi')).toBe('laki 681/2023, 14.4.2023')
  expect(sourceIn('65 § sub 1 p 3', 'sv')).toBe('65 § 1 mom. 3 punkten')
  expect(sourceIn('65 § sub 1 p 3', 'en')).toBe('65 § sub 1 p 3')
})
