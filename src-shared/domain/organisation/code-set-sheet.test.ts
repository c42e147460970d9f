import { expect, it } from 'vitest'
import { makeCodeBook } from '../../codes/code-book.ts'
import { codeSheetHeadings, codesToRows, readCodeSheet } from './code-set-sheet.ts'

const standing = makeCodeBook().all('outcome')
const sheet = (...more: string[][]) => [[...codeSheetHeadings], ...codesToRows(standing), ...more]

it('reads back what it wrote, as no change at all', () => {
  expect(readCodeSheet(sheet(), standing)).toEqual({ ok: true, changed: [] })
})
it('takes new values with a national one, and ends of old ones', () => {
  const rows = sheet(['kept', 'pidetty', 'behållen', 'kept', '2026-01-01', '', 'continues'])
  rows[1] = ['resolved', 'asia hoitui', 'ärendet löstes', 'resolved', '', '2026-12-31', '']
  expect(readCodeSheet(rows, standing)).toMatchObject({
    ok: true,
    changed: [
      { code: 'resolved', validTo: '2026-12-31', national: null },
      { code: 'kept', validFrom: '2026-01-01', national: 'continues' },
    ],
  })
})
it.each([
  ['missing', sheet().filter(([code]) => code !== 'resolved')],
  ['twice', sheet(['resolved', 'a', 'b', 'c', '', '', ''])],
  ['code', sheet(['=1+1', 'a', 'b', 'c', '', '', 'resolved'])],
  ['label', sheet(['x1', 'a', '', 'c', '', '', 'resolved'])],
  ['label', sheet(['x1', 'a'.repeat(10_000), 'b', 'c', '', '', 'resolved'])],
  ['date', sheet(['x1', 'a', 'b', 'c', '1.1.2026', '', 'resolved'])],
  ['date', sheet(['x1', 'a', 'b', 'c', '2026-02-01', '2026-01-01', 'resolved'])],
  ['national', sheet(['x1', 'a', 'b', 'c', '', '', ''])],
  ['national', sheet(['__proto', 'a', 'b', 'c', '', '', '__proto__'])],
  ['heading', [['koodi', 'nimi']]],
])('changes nothing when something is wrong: %s', (kind, rows) => {
  const read = readCodeSheet(rows, standing)
  expect(read.ok ? [] : read.problems.map((problem) => problem.kind)).toContain(kind)
})
it('A14: reads back a sheet whose texts were decomposed, spaced and cased by another program, as no change', () => {
  const rows = sheet().map((row) =>
    row.map((cell) => ` ${cell.normalize('NFD').replaceAll(' ', '\u00a0\u200b ')}`),
  )
  const headings = rows[0]?.map((heading) => heading.toUpperCase()) ?? []
  const codes = rows.slice(1).map(([code = '', ...rest]) => [code.toUpperCase(), ...rest])

  expect(readCodeSheet([headings, ...codes], standing)).toEqual({ ok: true, changed: [] })
})
it('A14: stores new labels composed, and finds the national code however it is written', () => {
  const rows = sheet(['uusi', 'Pa\u0308a\u0308to\u0308s', 'b', 'c', '', '', ' Resolved\u00a0'])

  expect(readCodeSheet(rows, standing)).toMatchObject({
    changed: [{ code: 'uusi', fi: 'Päätös', national: 'resolved' }],
  })
})
