import { expect, it } from 'vitest'
import { sheetRows } from '../../test/builders/sheet-rows.ts'
import { readPaymentRows } from '../domain/claims/reconciliation/payment-sheet.ts'
import { readPersonRows } from '../domain/people/person-sheet.ts'
import { brokenCells, cellText, placeText, type SheetCell } from './sheet-cell.ts'

const failed: SheetCell = { kind: 'error', text: '#REF!' }
const never: SheetCell = { kind: 'no-value', text: '' }

it('A9: a cell without a value is told of when its column is used, and only then', () => {
  const cells = ['Lina', failed, never]

  expect(brokenCells(cells, { name: 0, amount: 1, month: 2 })).toEqual([
    { target: 'amount', why: 'cell-error', text: '#REF!' },
    { target: 'month', why: 'no-value', text: '' },
  ])
  expect(brokenCells(cells, { name: 0 })).toEqual([])
})
it('A9: a payment whose sum, month or name has no value is left out and told', () => {
  const rows = sheetRows(
    ['4/2025', '816,08', 'Lina'],
    ['4/2025', failed, 'Lina'],
    [never, '816,08', 'Lina'],
    ['4/2025', '816,08', failed],
  )

  const read = readPaymentRows(rows, { month: 0, amount: 1, name: 2 }, [], null)

  expect(read.rows).toHaveLength(1)
  expect(read.problems).toMatchObject([
    { line: 3, target: 'amount', why: 'cell-error', text: '#REF!' },
    { line: 4, target: 'month', why: 'no-value' },
    { line: 5, target: 'name', why: 'cell-error' },
  ])
})
it('A9: a person with a cell that has no value is left out and told', () => {
  const read = readPersonRows(
    sheetRows(['Lina', '1.5.1990', failed], [never, '1.5.1990', '']),
    { name: 0, birthDate: 1, identityCode: 2 },
    {
      findGround: () => undefined,
      findMunicipality: () => undefined,
      check: () => [],
      quotaGrounds: new Set<string>(),
      source: 'henkilot.xlsx',
      on: '2026-11-27',
      recordedBy: '22222222-2222-4222-8222-222222222222',
    },
  )

  expect(read.persons).toEqual([])
  expect(read.problems).toMatchObject([
    { line: 2, target: 'identityCode', why: 'cell-error' },
    { line: 3, target: 'name', why: 'no-value' },
  ])
})
it('a cell reads as a person sees it, and a row is named by its line and sheet', () => {
  expect(
    [' a ', undefined, never, failed, { kind: 'number', value: 1, text: '1' } as const].map(cellText),
  ).toEqual(['a', '', '', '#REF!', '1'])
  expect(
    [
      { sheet: '', line: 7 },
      { sheet: 'Maalis', line: 7 },
    ].map(placeText),
  ).toEqual(['7', '7 (Maalis)'])
})
