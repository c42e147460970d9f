import { expect, it } from 'vitest'
import { createCatalogue, fill, type WordsLike } from './catalogue.ts'

const fi = { hello: 'Hei {name}, {count} uutta', groups: { G1: 'suojelu' } } as const
const sv: WordsLike<typeof fi> = { hello: 'Hej {name}, {count} nya', groups: { G1: 'skydd' } }
const words = createCatalogue<'fi' | 'sv', typeof fi>('fi', { fi, sv })

it('says a text of the language that is asked for', () => {
  expect(words.in('sv').groups.G1).toBe('skydd')
  expect(fill(words.in('sv').hello, { name: 'Åsa', count: 2 })).toBe('Hej Åsa, 2 nya')
})

it('does not compile with a parameter that is missing, nor with a language that lacks a text', () => {
  // @ts-expect-error count is missing
  expect(fill(words.in('fi').hello, { name: 'Åsa' })).toBe('Hei Åsa,  uutta')
  // @ts-expect-error groups are missing
  const half: WordsLike<typeof fi> = { hello: '' }
  expect(half.groups).toBeUndefined()
})

it('picks the first wanted language that there are words in, else the main one', () => {
  const picked = [['sv-FI', 'fi'], [' SV'], ['de', 'sv'], ['de'], [], ['constructor']].map((wanted) =>
    words.pick(...wanted),
  )

  expect(picked).toEqual(['sv', 'sv', 'sv', 'fi', 'fi', 'fi'])
})
