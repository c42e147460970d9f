import { describe, expect, it } from 'vitest'
import { agrees, defaultChoice, joinSheets, withHeadings } from './join-sheets.ts'
import { cellText, type FileRow } from './sheet-cell.ts'

const rowsOf = (rows: readonly (readonly string[])[], hidden: readonly number[] = []): FileRow[] =>
  rows.map((cells, index) => ({
    line: index + 1,
    cells: [...cells],
    mark: hidden.includes(index + 1) ? 'hidden' : null,
  }))
const aSheet = (
  name: string,
  rows: readonly (readonly string[])[],
  { isHidden = false, hidden = [] as number[], hiddenColumns = [] as number[] } = {},
) => withHeadings({ name, isHidden, hiddenColumns }, rowsOf(rows, hidden))
const read = (sheets: readonly ReturnType<typeof aSheet>[], choice = defaultChoice(sheets)) => {
  const { headings, rows, ...rest } = joinSheets(sheets, choice)
  return {
    headings,
    rows: rows.map(({ sheet, line, cells }) => `${sheet}${line} ${cells.map(cellText).join('|')}`),
    ...rest,
  }
}

describe('A7: a workbook of several sheets', () => {
  it('comes in whole where the headings agree, whatever their order, case and spaces', () => {
    const sheets = [
      aSheet('Tammi', [
        ['Päivä', 'Aiheet'],
        ['1.1.', 'T05'],
        ['2.1.', 'T06'],
      ]),
      aSheet('Helmi', [
        ['AIHEET ', ' päivä'],
        ['T07', '1.2.'],
      ]),
      aSheet('Maalis', [
        ['Päivä', ''],
        ['1.3.', 'x'],
      ]),
      aSheet('Huhti', [
        ['pa\u0308iva\u0308', 'aiheet', ''],
        ['1.4.', 'T05', 'oma huomio'],
      ]),
    ]

    expect(defaultChoice(sheets).sheets).toEqual([0, 1, 3])
    expect(read(sheets)).toMatchObject({
      headings: ['Päivä', 'Aiheet', ''],
      rows: ['Tammi2 1.1.|T05', 'Tammi3 2.1.|T06', 'Helmi2 1.2.|T07', 'Huhti2 1.4.|T05|oma huomio'],
      leftOut: 1,
    })
    expect([0, 1, 2, 3].map((number) => agrees(sheets, defaultChoice(sheets), number))).toEqual([
      true,
      true,
      false,
      true,
    ])
  })
  it('takes the set with most rows, and neither a hidden nor an empty sheet', () => {
    const month = [
      ['a', 'b'],
      ['1', '2'],
    ]
    const sheets = [
      aSheet('Ohje', [['Näin täytät taulukon']]),
      aSheet('Tammi', month),
      aSheet('Tyhjä', []),
      aSheet('Helmi', month),
      aSheet('Vanha', month, { isHidden: true }),
      aSheet('Luettelo', [['kieli'], ['ar'], ['so']]),
    ]

    expect(defaultChoice(sheets).sheets).toEqual([1, 3])
    expect(read(sheets).leftOut).toBe(3)
  })
  it('takes what is hidden when nothing else is there', () => {
    expect(defaultChoice([aSheet('K', [['a'], ['1']], { isHidden: true })]).sheets).toEqual([0])
  })
  it('brings other headings too, each under its own name, when a person chooses so', () => {
    const sheets = [
      aSheet('A', [
        ['x', 'y', 'x'],
        ['1', '2', '3'],
      ]),
      aSheet('B', [
        ['y', 'z'],
        ['4', '5'],
      ]),
    ]

    expect(read(sheets, { ...defaultChoice(sheets), sheets: [1, 0] })).toMatchObject({
      headings: ['x', 'y', 'x', 'z'],
      rows: ['A2 1|2|3', 'B2 |4||5'],
      leftOut: 0,
    })
  })
  it('names no sheet where only one is taken', () => {
    expect(read([aSheet('A', [['x'], ['1']])]).rows).toEqual(['2 1'])
  })
})

describe('A7: a title above the headings', () => {
  it('is passed over and told, so that months with titles of their own agree', () => {
    const sheets = [
      aSheet('Tammi', [
        ['Käynnit tammikuu 2026'],
        ['Pääkirjasto', ''],
        ['Päivä', 'Aiheet'],
        ['1.1.2026', 'T05'],
      ]),
      aSheet('Helmi', [
        ['', 'Käynnit helmikuu 2026'],
        ['Päivä', 'Aiheet'],
        ['1.2.2026', 'T06'],
      ]),
    ]
    expect(read(sheets)).toMatchObject({
      headings: ['Päivä', 'Aiheet'],
      rows: ['Tammi4 1.1.2026|T05', 'Helmi3 1.2.2026|T06'],
      titles: ['Käynnit tammikuu 2026', 'Pääkirjasto', 'Käynnit helmikuu 2026'],
    })
  })
  it.each([
    ['one column only', [['Päivä'], ['1.1.2026'], ['2.1.2026']], ['Päivä']],
    [
      'one heading, and records that are wider',
      [['Päivä'], ['1.1.2026', 'T05'], ['2.1.2026', 'T06']],
      ['Päivä', ''],
    ],
    [
      'headings in the first row',
      [
        ['Nimi', 'Kieli'],
        ['Lina', 'arabia'],
      ],
      ['Nimi', 'Kieli'],
    ],
  ])('is not seen where there is none: %s', (_, rows, headings) => {
    expect(read([aSheet('K', rows)])).toMatchObject({ headings, titles: [] })
  })
})

describe('A13: hidden rows and columns', () => {
  const sheets = [
    aSheet(
      'A',
      [
        ['x', 'y'],
        ['1', '2'],
        ['3', '4'],
      ],
      { hidden: [2], hiddenColumns: [1] },
    ),
  ]

  it('are counted and stay out', () => {
    expect(read(sheets)).toMatchObject({
      headings: ['x'],
      rows: ['3 3'],
      leftOut: 1,
      hiddenRows: 1,
      hiddenColumns: ['y'],
    })
  })
  it('come in when a person chooses so, and are told all the same', () => {
    const choice = { ...defaultChoice(sheets), hiddenRows: true, hiddenColumns: true }
    expect(read(sheets, choice)).toMatchObject({
      headings: ['x', 'y'],
      rows: ['2 1|2', '3 3|4'],
      leftOut: 0,
      hiddenRows: 1,
      hiddenColumns: ['y'],
    })
  })
})

it('A11: a row whose quote does not close is told and left out', () => {
  const sheet = withHeadings({ name: '', isHidden: false, hiddenColumns: [] }, [
    { line: 1, cells: ['a', 'b'], mark: null },
    { line: 2, cells: ['1', '"x'], mark: 'stray-quote' },
    { line: 3, cells: ['2', 'y'], mark: null },
  ])
  expect(read([sheet])).toMatchObject({ rows: ['3 2|y'], leftOut: 1, strayQuotes: [{ sheet: '', line: 2 }] })
})
