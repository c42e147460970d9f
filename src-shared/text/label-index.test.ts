import { expect, it } from 'vitest'
import { createLabelIndex } from './label-index.ts'

const find = createLabelIndex([
  ['asuminen', 1],
  ['Pääkirjasto', 2],
  ['Åbo', 3],
  ['Länsi', 4],
  ['Lansi', 5],
  ['O’Brien – talo', 6],
  ['', 7],
  ['ASUMINEN', 8],
])

it.each([
  ['Asuminen', 1],
  ['  asuminen\u00a0', 1],
  ['Pa\u0308a\u0308kirjasto', 2],
  ['PÄÄKIRJASTO', 2],
  ['pää\u00adkirjasto', 2],
  ['abo', 3],
  ['länsi', 4],
  ['LANSI', 5],
  ["O'Brien  -  talo", 6],
  ['Lånsi', undefined],
  ['', undefined],
  ['muu', undefined],
])('A14: the label %j finds %j', (text, value) => {
  expect(find(text)).toBe(value)
})
