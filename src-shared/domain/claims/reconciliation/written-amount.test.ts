import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aNumber } from '../../../../test/builders/sheet-rows.ts'
import type { SheetCell } from '../../../sheets/sheet-cell.ts'
import { type DecimalSign, lookAtAmounts, readAmount } from './written-amount.ts'

const centsOf = (cell: SheetCell, decimal: DecimalSign | null = ','): number | null =>
  readAmount(cell, decimal)?.cents ?? null

describe('A8: a sum', () => {
  it.each([
    [228.125, 22_813, true],
    [228.416_666_666_666_66, 22_842, true],
    [-228.125, -22_813, true],
    [816.08, 81_608, false],
    [1.005, 101, true],
    [0.1 + 0.2, 30, false],
    [171, 17_100, false],
    [7344.7, 734_470, false],
    [1234.567, 123_457, true],
    [1e-9, 0, true],
    [0, 0, false],
    [-0.004, 0, true],
    [10.004_999_999_999_9, 1000, true],
  ])('of a workbook, %d, is the number and never thousands', (value, cents, isRounded) => {
    expect(readAmount(aNumber(value), null)).toEqual({ cents, isRounded })
    expect(readAmount(aNumber(value), '.')).toEqual({ cents, isRounded })
  })
  it.each([1e12, 1e21, Number.POSITIVE_INFINITY, Number.NaN])('of a workbook cannot be %d', (value) => {
    expect(readAmount(aNumber(value), ',')).toBe(null)
  })
  it.each([
    ['171,00-', -17_100],
    ['171,00 −', -17_100],
    ['(171,00)', -17_100],
    ['( 171,00 €)', -17_100],
    ['(171,00) €', -17_100],
    ['−171,00', -17_100],
    ['–171,00', -17_100],
    ['- 171,00 €', -17_100],
    ['€ -171,00', -17_100],
    ['－171,00', -17_100],
    ['+171,00', 17_100],
    ['816.08', 81_608],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1.234.567,5', 123_456_750],
    ['1 234,50', 123_450],
    ['1\u00a0234,50', 123_450],
    ['1  234,50', 123_450],
    ['1\u202f234,50', 123_450],
    ['1\u2009234,50', 123_450],
    ['1\u2007234,50', 123_450],
    ["1'234.50", 123_450],
    ['1’234,50', 123_450],
    ['1´234,50', 123_450],
    ['7344,75 €', 734_475],
    ['€7344,75', 734_475],
    ['EUR 7344,75', 734_475],
    ['7344,75 euroa', 734_475],
    ['7344,75e', 734_475],
    ['7344,75 eur.', 734_475],
    ['(7344,75 e)', -734_475],
    ['171,-', 17_100],
    ['171,–', 17_100],
    ['171:-', 17_100],
    ['-171,-', -17_100],
    ['１７１，００', 17_100],
    ['\u200e171,00\u200f', 17_100],
    [',50', 50],
    ['0,417', 42],
    ['1234,417', 123_442],
    ['171', 17_100],
    ['-0,00', 0],
  ])('written %j is read, whatever the column says', (text, cents) => {
    expect([centsOf(text, null), centsOf(text, ','), centsOf(text, '.')]).toEqual([cents, cents, cents])
  })
  it.each([
    '',
    'x',
    '-',
    '€',
    'e',
    '1e9',
    '1.2.3',
    '1,2,3',
    '12,34,567',
    '1 23',
    '1 2345',
    '01.234,5',
    '1..2',
    '(171,00',
    '171,00)',
    '-171,00-',
    '(-171,00)',
    '+171-',
    '1.234 567,00',
    "1'234 567",
    '171,00 USD',
    '10000000000,00',
    '24.3.2026',
    '171,',
    '5 %',
    'eurot 5',
    "12'34,00",
    '12’34,00',
    '12€50',
    '1,-2',
    'x 171',
    '171 x',
  ])('is not %j', (text) => {
    expect([centsOf(text, ','), centsOf(text, '.')]).toEqual([null, null])
  })
  it.each<SheetCell>([
    { kind: 'date', text: '2025-04-01' },
    { kind: 'time', minutes: 510, text: '08:30' },
  ])('is no date and no time', (cell) => {
    expect(centsOf(cell)).toBe(null)
  })
  it('that can be read in two ways is read by the sign of its column, and by none without', () => {
    expect([centsOf('228,417', ','), centsOf('228,417', '.'), centsOf('228,417', null)]).toEqual([
      22_842,
      22_841_700,
      null,
    ])
    expect(centsOf('-228.417', '.')).toBe(-22_842)
    expect(readAmount('228,417', ',')?.isRounded).toBe(true)
    expect(readAmount('228,410', ',')?.isRounded).toBe(false)
    expect(centsOf('228,415', ',')).toBe(22_842)
    expect(centsOf('228,4149', ',')).toBe(22_841)
  })
})

describe('A8: the decimal sign of a column', () => {
  it.each<[readonly SheetCell[], ReturnType<typeof lookAtAmounts>]>([
    [['816,08', '228,417', ''], { found: ',', hasOpen: true, isMixed: false }],
    [['816.08', '228.417'], { found: '.', hasOpen: true, isMixed: false }],
    [['1.234.567', '228,417'], { found: ',', hasOpen: true, isMixed: false }],
    [['228,417', '171', 'summa'], { found: null, hasOpen: true, isMixed: false }],
    [['816,08', '816.08'], { found: null, hasOpen: false, isMixed: true }],
    [['816,08', '816.08', '228,417'], { found: null, hasOpen: true, isMixed: true }],
    [['171', '1 234'], { found: null, hasOpen: false, isMixed: false }],
    [[aNumber(228.125), aNumber(816.08)], { found: null, hasOpen: false, isMixed: false }],
    [[], { found: null, hasOpen: false, isMixed: false }],
  ])('is found from all cells of %j', (cells, column) => {
    expect(lookAtAmounts(cells)).toEqual(column)
  })
})

const spaces = [' ', '\u00a0', '\u202f', '\u2009', '\u2007', '\u2003']
const notation = fc.record({
  decimal: fc.constantFrom<DecimalSign>(',', '.'),
  group: fc.constantFrom('', 'other', "'", '’', ...spaces),
  minus: fc.constantFrom('-x', '−x', '– x', 'x-', 'x −', '(x)', '( x )'),
  currency: fc.constantFrom('x', 'x €', 'x\u00a0€', '€x', '€ x', 'EUR x', 'x EUR', 'x e', 'x euroa'),
  isShort: fc.boolean(),
})
type Notation = typeof notation extends fc.Arbitrary<infer N> ? N : never

function write(cents: number, { decimal, group, minus, currency, isShort }: Notation): string {
  const sign = group === 'other' ? (decimal === ',' ? '.' : ',') : group
  const whole = String(Math.floor(Math.abs(cents) / 100)).replaceAll(/\B(?=(\d{3})+$)/g, sign)
  const part = String(Math.abs(cents) % 100).padStart(2, '0')
  const plain = isShort && part === '00' ? whole : `${whole}${decimal}${part}`
  return currency.replace('x', cents < 0 ? minus.replace('x', plain) : plain)
}

it('A8: sums written in any usual way read back to the same cents', () => {
  const some = fc.array(
    fc.oneof(fc.integer({ min: -(10 ** 11), max: 10 ** 11 }), fc.integer({ min: -200, max: 200 })),
    {
      minLength: 1,
      maxLength: 20,
    },
  )
  fc.assert(
    fc.property(some, notation, (sums, how) => {
      const cells = sums.map((cents) => write(cents, how))
      const { found, isMixed } = lookAtAmounts(cells)

      expect(isMixed).toBe(false)
      expect([null, how.decimal]).toContain(found)
      expect(cells.map((cell) => centsOf(cell, found ?? how.decimal))).toEqual(sums.map((cents) => cents + 0))
    }),
    { numRuns: 3000 },
  )
})
it('A8: numbers of a workbook are rounded half up to the cent', () => {
  fc.assert(
    fc.property(fc.integer({ min: -(10 ** 9), max: 10 ** 9 }), (thousandths) => {
      const half = Math.sign(thousandths) * Math.floor((Math.abs(thousandths) + 5) / 10)

      expect(centsOf(aNumber(thousandths / 1000), null)).toBe(half === 0 ? 0 : half)
    }),
  )
})
