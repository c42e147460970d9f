import { expect, it } from 'vitest'
import { readDate, readMonth } from './written-date.ts'

it.each([
  '2025-04',
  '2025-4',
  '4/2025',
  '04/2025',
  '04.2025',
  '4.2025',
  '4-2025',
  '04 2025',
  '4 / 2025',
  '04/25',
  '4/25',
  '04-25',
  '2025/04',
  '2025.04',
  '202504',
  '2025M04',
  '2025-m04',
  '2025 04',
  '1.4.2025',
  '30. 4. 2025',
  '2025-04-01',
  '2025-04-01 00:00',
  '2025-04-30T12:00',
  '20250401',
  '1/4/2025',
  'huhtikuu 2025',
  'Huhtikuu 2025',
  'HUHTIKUU\u00a02025',
  'huhtikuun 2025',
  'huhtikuussa 2025',
  'huhti 2025',
  'huhti-25',
  'huhtik. 2025',
  'huh 25',
  '2025 huhtikuu',
  'huhtikuu -25',
  "huhtikuu '25",
  'huhtikuu, 2025',
  'april 2025',
  'April 2025',
  'apr 2025',
  'apr. 2025',
  'apr-25',
  'Apr/25',
  '2025-apr',
  '2025 april',
  '1.4.-30.4.2025',
  '1.4.2025 – 30.4.2025',
  '1.-30.4.2025',
  '２０２５−０４',
  '\u200e4/2025',
])('A8: the month %j is April 2025', (text) => {
  expect(readMonth(text)).toBe('2025-04-01')
})
it.each([
  ['tammikuu', 'januari', 'January', 'jan'],
  ['helmikuu', 'februari', 'February', 'feb'],
  ['maaliskuu', 'mars', 'March', 'maalis'],
  ['huhtikuu', 'april', 'April', 'apr'],
  ['toukokuu', 'maj', 'May', 'tou'],
  ['kesäkuu', 'juni', 'June', 'kesa\u0308kuu'],
  ['heinäkuu', 'juli', 'July', 'jul'],
  ['elokuu', 'augusti', 'August', 'elo'],
  ['syyskuu', 'september', 'Sept', 'sep'],
  ['lokakuu', 'oktober', 'October', 'okt'],
  ['marraskuu', 'november', 'November', 'marras'],
  ['joulukuu', 'december', 'December', 'dec'],
])('A8: the months by name: %s, %s, %s, %s', (...names) => {
  expect(new Set(names.map((name) => readMonth(`${name} 2025`))).size).toBe(1)
  expect(readMonth(`${names[0]} 2025`)).toMatch(/^2025-\d\d-01$/)
})
it('A8: the months by name are twelve, in their order', () => {
  const names = 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu'.split(' ')

  expect(names.map((name) => Number(readMonth(`${name}kuu 2025`)?.slice(5, 7)))).toEqual([
    1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
  ])
})
it.each([
  '',
  'x',
  '2025',
  '13/2025',
  '0/2025',
  '2025-13',
  '202513',
  'maalaus 2025',
  'ju 2025',
  'kuu 2025',
  '1.4.-31.5.2025',
  '30.4.-1.4.2025',
  '31.2.2025',
  'huhtikuu',
  'mar 2025',
  'huhtikuu 5',
  '4/125',
  '12.04.25.5',
])('A8: %j is no month', (text) => {
  expect(readMonth(text)).toBe(null)
})
it.each([
  '1.5.1990',
  '01.05.1990',
  '1. 5. 1990',
  '1.5.1990 0:00',
  '1/5/1990',
  '01-05-1990',
  '1990-05-01',
  '1990-5-1',
  '1990-05-01 00:00',
  '1990-05-01T00:00:00',
  '1990/05/01',
  '1990.05.01',
  '19900501',
  '１.５.１９９０',
  '1–5–1990',
  '\u200e1.5.1990\u00a0',
])('the date %j is the first of May', (text) => {
  expect(readDate(text)).toBe('1990-05-01')
})
it.each(['', 'x', '31.2.2020', '1.13.1990', '1.5.90', '1-5.1990', '1990', '010590'])(
  '%j is no date',
  (text) => {
    expect(readDate(text)).toBe(null)
  },
)
