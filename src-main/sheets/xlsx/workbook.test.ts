import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SheetCell } from '../../../src-shared/sheets/sheet-cell.ts'
import { anXlsx, aWorkbook, styleOf, textCell } from '../../../test/builders/sheets.ts'
import { readSheet } from '../read-sheet.ts'
import { numberCell } from './number-cell.ts'
import { formatOf, readFormat } from './number-format.ts'

const sheetsOf = async (bytes: Uint8Array) => {
  const answer = await readSheet(bytes)
  if (answer.kind === 'refused') throw new Error(answer.reason)
  return answer.sheets
}
const cellsOf = async (bytes: Uint8Array) =>
  (await sheetsOf(bytes)).flatMap(({ rows }) => rows.map(({ cells }) => cells))
const shown = (cell: SheetCell | undefined) => (typeof cell === 'object' ? cell.text : cell)
/** What one cell is read as. */
const cellOf = async (xml: string, settings = ''): Promise<SheetCell | undefined> =>
  (await cellsOf(aWorkbook({ settings, sheets: [{ name: 'K', rows: `<row r="1">${xml}</row>` }] })))[0]?.[0]
const dated = (value: number | string, style = styleOf('d\\.m\\.yyyy')): string =>
  `<c r="A1" s="${style}"><v>${value}</v></c>`

describe('A5: the calendar of 1904', () => {
  it.each([
    'date1904="true"',
    'date1904="1"',
    "date1904='true'",
    'date1904 = "true"',
    'date1904="on"',
    'date1904=" true "',
    'backupFile="false"\n\tdate1904="1" showObjects="all"',
  ])('holds where the workbook says <workbookPr %s/>', async (attribute) => {
    expect(await cellOf(dated(44_643), `<workbookPr ${attribute}/>`)).toEqual({
      kind: 'date',
      text: '2026-03-24',
    })
  })
  it.each(['date1904="false"', 'date1904="0"', 'date1904=""', ''])(
    'does not hold where it says <workbookPr %s/>',
    async (attribute) => {
      expect(shown(await cellOf(dated(46_105), `<workbookPr ${attribute}/>`))).toBe('2026-03-24')
    },
  )
  it('holds with a namespace prefix on every element', async () => {
    const bytes = aWorkbook({
      settings: '<workbookPr date1904="true"/>',
      sheets: [{ name: 'K', rows: `<row r="1">${dated(44_643)}</row>` }],
      change: withPrefix,
    })
    expect((await cellsOf(bytes)).flat().map(shown)).toEqual(['2026-03-24'])
  })
  it('counts its first day as 1.1.1904', async () => {
    expect(shown(await cellOf(dated(0), '<workbookPr date1904="1"/>'))).toBe('1904-01-01')
  })
})

describe('A6: dates and times', () => {
  it('are the minute that was typed, for all 1,440 minutes of a day, alone and after a date', async () => {
    const rows = Array.from({ length: 1440 }, (_, minute) => {
      const typed = (minute / 1440).toPrecision(15)
      const after = (46_105 + minute / 1440).toPrecision(15)
      return `<row><c s="${styleOf('h:mm')}"><v>${typed}</v></c><c s="${styleOf('yyyy\\-mm\\-dd\\ hh:mm')}"><v>${after}</v></c></row>`
    })

    const cells = await cellsOf(anXlsx(rows.join('')))

    const clock = (minute: number): string =>
      `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
    expect(cells.map((row) => row.map(shown))).toEqual(
      Array.from({ length: 1440 }, (_, minute) => [
        clock(minute),
        minute === 0 ? '2026-03-24' : `2026-03-24 ${clock(minute)}`,
      ]),
    )
  })
  it.each([
    ['46104.9999999998', '2026-03-24'],
    ['46105.0000000002', '2026-03-24'],
    ['46105.3541666665', '2026-03-24 08:30'],
    ['46105.354166665', '2026-03-24 08:30'],
    ['46105.99999', '2026-03-24 23:59'],
    ['4.6105E4', '2026-03-24'],
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['61', '1900-03-01'],
    ['367', '1901-01-01'],
    ['32874', '1990-01-01'],
    ['2958465', '9999-12-31'],
  ])('stored as %s are %s', async (value, text) => {
    expect(await cellOf(dated(value))).toEqual({ kind: 'date', text })
  })
  it.each([
    ['0', '1900-01-00'],
    ['60', '1900-02-29'],
  ])('that never were (%s) stay no date, so that they are told: %s', async (value, text) => {
    expect(shown(await cellOf(dated(value)))).toBe(text)
  })
  it.each(['-1', '2958466', '1E+300'])('beyond the calendar (%s) are numbers', async (value) => {
    expect(await cellOf(dated(value))).toMatchObject({ kind: 'number' })
  })
  it.each([
    ['d\\.m\\.yyyy', 'date'],
    ['[$-40B]d\\.\\ mmmm\\ yyyy;@', 'date'],
    ['DD.MM.YYYY', 'date'],
    ['yyyy\\-mm\\-dd\\ hh:mm', 'date'],
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0.00\\ "€"', 'number'],
    ['"d"0', 'number'],
    ['[Red]0.00E+00', 'number'],
  ] as const)('are told from numbers by their format: %s is a %s', async (code, kind) => {
    expect(await cellOf(dated(46_105, styleOf(code)))).toMatchObject({ kind })
  })
  it.each([
    ['h:mm', '0.354166666666667', 510, '08:30'],
    ['hh:mm:ss', '0.999988425925926', 1439, '23:59'],
    ['h:mm', '0', 0, '00:00'],
    ['[h]:mm', '1.5', 2160, '36:00'],
    ['[h]:mm', '0.0208333333333333', 30, '00:30'],
  ] as const)('spans and times of day know their minutes: %s of %s', async (code, value, minutes, text) => {
    expect(await cellOf(dated(value, styleOf(code)))).toEqual({ kind: 'time', minutes, text })
  })
  it.each([
    ['2026-03-24', { kind: 'date', text: '2026-03-24' }],
    ['2026-03-24T08:30:00', { kind: 'date', text: '2026-03-24 08:30' }],
    ['2026-03-24T00:00:00Z', { kind: 'date', text: '2026-03-24' }],
    ['2026-03-23T23:59:59.9999998', { kind: 'date', text: '2026-03-24' }],
    ['08:30:00', { kind: 'time', minutes: 510, text: '08:30' }],
    ['eilen', 'eilen'],
  ])('written as text in a date cell are read as they stand: %s', async (value, cell) => {
    expect(await cellOf(`<c r="A1" t="d"><v>${value}</v></c>`)).toEqual(cell)
  })
})

it.each([
  ['d.m.yyyy', 'date'],
  ['d\\.m\\.yy;@', 'date'],
  ['mmm\\-yy', 'date'],
  ['mmmm', 'date'],
  ['yyyy', 'date'],
  ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 'date'],
  ['[$-x-sysdate]dddd', 'date'],
  ['"klo "d.m. h.mm', 'date'],
  ['m/d/yy h:mm AM/PM', 'date'],
  ['[Blue]d.m.yyyy', 'date'],
  ['[<1]"";d.m.yyyy', 'date'],
  ['D.M.YYYY', 'date'],
  ['h.mm', 'time'],
  ['mm:ss', 'time'],
  ['mm:ss.0', 'time'],
  ['[$-409]h:mm AM/PM;@', 'time'],
  ['h" h "mm" min"', 'time'],
  ['[h]:mm', 'elapsed'],
  ['[hh]:mm:ss', 'elapsed'],
  ['[mm]', 'elapsed'],
  ['[s]', 'elapsed'],
  ['[H].MM', 'elapsed'],
  ['General', 'number'],
  ['Standard', 'number'],
  ['Yleinen', 'number'],
  ['General" päivää"', 'number'],
  ['@', 'number'],
  ['0', 'number'],
  ['#,##0.00\\ [$€-40B]', 'number'],
  ['0%', 'number'],
  ['# ?/?', 'number'],
  ['0.0E+0', 'number'],
  ['_-* #,##0\\ "kr"_-;-* #,##0\\ "kr"_-', 'number'],
  ['0"h"', 'number'],
  ['0\\d', 'number'],
  [';;;', 'number'],
  ['[Red]-0;[Green]0', 'number'],
  ['"d.m.yyyy"', 'number'],
  ['_d0_m', 'number'],
  ['', 'number'],
] as const)('A6: the format %s shows a %s', (code, kind) => {
  expect(readFormat(code).kind).toBe(kind)
})
it.each([
  [14, 'date'],
  [15, 'date'],
  [17, 'date'],
  [20, 'time'],
  [22, 'date'],
  [45, 'time'],
  [46, 'elapsed'],
  [47, 'time'],
  [0, 'number'],
  [1, 'number'],
  [4, 'number'],
  [9, 'number'],
  [11, 'number'],
  [37, 'number'],
  [44, 'number'],
  [49, 'number'],
] as const)('A6: the built-in format %i shows a %s, unless the file gives its number another', (id, kind) => {
  expect(formatOf(id, undefined).kind).toBe(kind)
  expect(formatOf(id, '[h]:mm').kind).toBe('elapsed')
})
it('A6: any minute of any day comes back from its stored number, in both calendars', () => {
  fc.assert(
    fc.property(
      fc.date({
        min: new Date('1904-01-02T00:00Z'),
        max: new Date('2150-01-01T00:00Z'),
        noInvalidDate: true,
      }),
      fc.boolean(),
      fc.constantFrom(-2e-10, 0, 2e-10),
      (day, is1904, error) => {
        const minutes = Math.floor(day.getTime() / 60_000)
        const serial = minutes / 1440 + 25_569 - (is1904 ? 1462 : 0)

        const cell = numberCell(Number((serial + error).toPrecision(15)), readFormat('d.m.yyyy h:mm'), is1904)

        const [date, time] = new Date(minutes * 60_000).toISOString().slice(0, 16).split('T')
        expect(shown(cell)).toBe(time === '00:00' ? date : `${date} ${time}`)
      },
    ),
  )
})

describe('A8: numbers', () => {
  it.each([
    ['228.41666666666666', '', 228.416_666_666_666_66, '228.416666666667'],
    ['228.125', '', 228.125, '228.125'],
    ['0.30000000000000004', '', 0.300_000_000_000_000_04, '0.3'],
    ['3.0000000000000004', '', 3.000_000_000_000_000_4, '3'],
    ['1E-7', '', 1e-7, '0.0000001'],
    ['1.2E+3', '', 1200, '1200'],
    ['38001085718', '', 38_001_085_718, '38001085718'],
    ['91', '000', 91, '091'],
  ])(
    'stored as %s with the format "%s" keep their value and show as in a sheet',
    async (stored, code, value, text) => {
      const style = code === '000' ? styleOf('000') : 0
      expect(await cellOf(dated(stored, style))).toEqual({ kind: 'number', value, text })
    },
  )
})

describe('A9: a formula', () => {
  it.each([
    ['without a value', '<f>A1+1</f>'],
    ['with an empty value', '<f>A1+1</f><v/>'],
    ['with an empty value, written in two tags', '<f>A1+1</f><v></v>'],
  ])('%s has none', async (_, xml) => {
    expect(await cellOf(`<c r="A1">${xml}</c><c r="B1"><v>1</v></c>`)).toEqual({ kind: 'no-value', text: '' })
  })
  it('for a text without a value has none, but one that gives the empty text does', async () => {
    const xml = '<row><c t="str"><f>B2</f></c><c t="str"><f>""</f><v></v></c><c><v>1</v></c></row>'
    expect((await cellsOf(anXlsx(xml)))[0]?.slice(0, 2)).toEqual([
      { kind: 'no-value', text: '' },
      { kind: 'empty-result', text: '' },
    ])
  })
  it('holds a place holder where the workbook still has to be calculated', async () => {
    const bytes = aWorkbook({
      sheets: [{ name: 'K', rows: '<row><c><f>SUM(A2:A9)</f><v>0</v></c><c><v>0</v></c></row>' }],
      calculation: '<calcPr calcId="124519" fullCalcOnLoad="1"/>',
    })
    expect((await cellsOf(bytes))[0]).toMatchObject([{ kind: 'no-value' }, { kind: 'number', value: 0 }])
  })
  it.each(['#REF!', '#N/A', '#DIV/0!', '#VALUE!', '#NAME?', '#NUM!', '#NULL!', '#SPILL!', '#CALC!'])(
    'that gives %s is an error, also where its text was copied',
    async (text) => {
      const error = { kind: 'error', text }
      expect(await cellOf(`<c r="A1" t="e"><f>X</f><v>${text}</v></c>`)).toEqual(error)
      expect(await cellOf(`<c r="A1" t="str"><f>X</f><v>${text}</v></c>`)).toEqual(error)
      expect(await cellOf(textCell('A1', text))).toEqual(error)
    },
  )
  it.each(['#VIITTAUS!', '#PUUTTUU!', '#JAKO/0!', '#NIMI?', '#VÄRDEFEL!', '#SAKNAS!', 'Err:502', '########'])(
    'that gave %s in another language is an error too',
    async (text) => {
      expect(await cellOf(textCell('A1', text))).toEqual({ kind: 'error', text })
    },
  )
  it.each(['#1', '#kotoutuminen', 'Err', '# REF', 'C#'])('%s is just a text', async (text) => {
    expect(await cellOf(textCell('A1', text))).toBe(text)
  })
})

it('A9: cells merged downwards hold their value in the first row only, which is told in the others', async () => {
  const row = (line: number, ...texts: string[]): string =>
    `<row r="${line}">${texts.map((text, column) => (text ? textCell('ABC'.charAt(column) + line, text) : '')).join('')}</row>`
  const bytes = aWorkbook({
    sheets: [
      {
        name: 'K',
        rows:
          row(1, 'Päivä', 'Kieli', 'Määrä') +
          row(2, '24.3.', 'ar', '3') +
          row(3, '', 'so') +
          row(4, '', 'fa', '1') +
          row(6, '1.4.', '', '2'),
      },
    ],
    change: (xml, part) =>
      part.includes('sheet1')
        ? xml.replace(
            '</worksheet>',
            '<mergeCells count="4"><mergeCell ref="A2:A4"/><mergeCell ref="C2:C3"/><mergeCell ref="A6:B6"/><mergeCell ref="A1:C1"/></mergeCells></worksheet>',
          )
        : xml,
  })
  const merged = { kind: 'merged', text: '' }
  expect(await cellsOf(bytes)).toEqual([
    ['Päivä', 'Kieli', 'Määrä'],
    ['24.3.', 'ar', '3'],
    [merged, 'so', merged],
    [merged, 'fa', '1'],
    ['1.4.', '', '2'],
  ])
})

describe('A12: a workbook as other programs write it', () => {
  const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>7</v></c></row>'
  const texts = ['<t>Määrä</t>']
  const sheets = [{ name: 'K', rows }]
  const expected = [['Määrä'], ['7']]
  const read = async (bytes: Uint8Array) => (await cellsOf(bytes)).map((row) => row.map(shown))

  it('says nowhere where its rows and cells stand', async () => {
    const xml = `<row><c t="inlineStr"><is><t>Päivä</t></is></c><c t="inlineStr"><is><t>Aiheet</t></is></c></row>
      <row><c s="${styleOf('d\\.m\\.yyyy')}"><v>46105</v></c><c t="inlineStr"><is><t>T05</t></is></c></row>`
    expect((await sheetsOf(anXlsx(xml)))[0]?.rows).toMatchObject([
      { line: 1, cells: ['Päivä', 'Aiheet'] },
      { line: 2, cells: [{ kind: 'date', text: '2026-03-24' }, 'T05'] },
    ])
  })
  it('says where only some of them stand, and leaves rows out', async () => {
    const xml =
      '<row r="3"><c r="B3"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row><row r="9"><c r="C9"><v>4</v></c></row>'
    expect((await sheetsOf(anXlsx(xml)))[0]?.rows.map(({ line, cells }) => [line, cells.map(shown)])).toEqual(
      [[3, ['', '1', '2']] as const, [4, ['3']] as const, [9, ['', '', '4']] as const],
    )
  })
  it.each([
    ['the strict namespaces', aWorkbook({ sheets, texts, isStrict: true })],
    ['a prefix on every element', aWorkbook({ sheets, texts, change: (xml, part) => withPrefix(xml, part) })],
    ['targets from the top', aWorkbook({ sheets, texts, target: (part) => `/xl/${part}` })],
    ['targets by another way', aWorkbook({ sheets, texts, target: (part) => `./../xl//${part}` })],
    ['targets with backslashes', aWorkbook({ sheets, texts, target: (part) => part.replaceAll('/', '\\') })],
    ['targets in other letters', aWorkbook({ sheets, texts, target: (part) => part.toUpperCase() })],
    ['a byte order mark in each part', aWorkbook({ sheets, texts, change: (xml) => `\uFEFF${xml}` })],
    [
      'UTF-16 in each part',
      aWorkbook({
        sheets,
        texts,
        change: (xml) => Buffer.from(`\uFEFF${xml.replace('UTF-8', 'UTF-16')}`, 'utf16le'),
      }),
    ],
    [
      'no declaration and single quotes',
      aWorkbook({ sheets, texts, change: (xml) => xml.replace(/<\?.*?\?>/, '').replaceAll('"', "'") }),
    ],
    [
      'a document type and comments',
      aWorkbook({
        sheets,
        texts,
        change: (xml) => xml.replace('?>', '?><!DOCTYPE x [<!ENTITY a "b">]><!-- > -->'),
      }),
    ],
  ])('with %s', async (_, bytes) => {
    expect(await read(bytes)).toEqual(expected)
  })
  it('with rich text, phonetic guides, spaces to keep, escapes and marked sections', async () => {
    const list = [
      '<r><rPr><b/></rPr><t>Mää</t></r><r><t xml:space="preserve">rä </t></r><rPh sb="0" eb="1"><t>x</t></rPh>',
      '<t>a_x000D__x005F_b</t>',
      '<t><![CDATA[<Lina> ]]>&amp; &#x1F600;</t>',
      '<t/>',
    ]
    const cells = list.map((_, index) => `<c t="s"><v>${index}</v></c>`).join('')
    const bytes = aWorkbook({
      sheets: [{ name: 'K', rows: `<row>${cells}<c t="s"><v>99</v></c></row>` }],
      texts: list,
    })
    expect((await cellsOf(bytes))[0]).toEqual([
      'Määrä',
      'a\r_b',
      '<Lina> & 😀',
      '',
      { kind: 'error', text: '#REF!' },
    ])
  })
  it('without styles, and with a sheet of charts', async () => {
    const bytes = aWorkbook({
      sheets: [...sheets, { name: 'Kaavio', rows: '' }],
      texts,
      change: (xml, part) =>
        part === 'xl/_rels/workbook.xml.rels'
          ? xml
              .replace(/<Relationship Id="rId90"[^>]*>/, '')
              .replace(/worksheet(?=" Target="worksheets\/sheet2)/, 'chartsheet')
          : xml,
    })
    expect((await sheetsOf(bytes)).map(({ name }) => name)).toEqual(['K'])
    expect(await read(bytes)).toEqual(expected)
  })
  it('does not become a sheet when a part of it is cut off', async () => {
    const bytes = aWorkbook({
      sheets,
      texts,
      change: (xml, part) => (part.includes('sheet1') ? xml.slice(0, 220) : xml),
    })
    expect(await readSheet(bytes)).toEqual({ kind: 'refused', reason: 'not-a-sheet' })
  })
  it('has its parts in folders of Windows', async () => {
    const bytes = aWorkbook({ sheets, texts })
    const { unzipSync, zipSync } = await import('fflate')
    const parts = Object.entries(unzipSync(bytes)).map(
      ([name, data]) => [name.replaceAll('/', '\\'), data] as const,
    )
    expect(await read(zipSync(Object.fromEntries(parts)))).toEqual(expected)
  })
})

describe('A13: what is hidden', () => {
  it.each(['hidden="1"', 'hidden="true"', 'ht="0" customHeight="1"'])(
    'is told of rows: %s',
    async (attribute) => {
      const xml = `<row r="1"><c r="A1"><v>1</v></c></row><row r="2" ${attribute}><c r="A2"><v>2</v></c></row><row r="3" hidden="0"><c r="A3"><v>3</v></c></row>`
      expect((await sheetsOf(anXlsx(xml)))[0]?.rows.map(({ mark }) => mark)).toEqual([null, 'hidden', null])
    },
  )
  it('is told of columns that hold something, and of sheets', async () => {
    const rows = '<row><c><v>1</v></c><c><v>2</v></c><c><v>3</v></c></row>'
    const bytes = aWorkbook({
      sheets: [
        {
          name: 'A',
          rows,
          columns:
            '<cols><col min="1" max="1" width="9"/><col min="2" max="2" hidden="true"/><col min="3" max="3" width="0"/><col min="4" max="16384" hidden="1"/></cols>',
        },
        { name: 'B', rows, state: 'hidden' },
        { name: 'C', rows, state: 'veryHidden' },
      ],
    })
    expect(
      (await sheetsOf(bytes)).map(({ hiddenColumns, isHidden }) => ({ hiddenColumns, isHidden })),
    ).toEqual([
      { hiddenColumns: [1, 2], isHidden: false },
      { hiddenColumns: [], isHidden: true },
      { hiddenColumns: [], isHidden: true },
    ])
  })
})

describe('a hostile workbook', () => {
  it('costs no more than its cells: one far to the right, and entities that would unfold', async () => {
    const far = `<row r="1"><c r="XFD1"><v>1</v></c></row>`
    expect((await cellsOf(anXlsx(far)))[0]).toHaveLength(16_384)
    expect(
      await readSheet(anXlsx(far.replaceAll(' r="1"', '').replaceAll('XFD1', 'XFD1').repeat(400))),
    ).toEqual({
      kind: 'refused',
      reason: 'too-many-rows',
    })
    const bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
    const bytes = aWorkbook({
      sheets: [{ name: 'K', rows: textCell('A1', 'x').replace('x', '&b;') }],
      change: (xml) => xml.replace('?>', `?>${bomb}`),
    })
    expect(await readSheet(bytes)).toEqual({ kind: 'refused', reason: 'not-a-sheet' })
  })
})

/** Gives every element of a part the prefix `x`, as some programs do. */
function withPrefix(xml: string, part: string): string {
  if (!part.startsWith('xl/') || part.includes('_rels')) return xml
  return xml.replaceAll(/<(\/?)(?=[a-z])/gi, '<$1x:').replace(' xmlns="', ' xmlns:x="')
}

it('A5 A6 A9 A13: a workbook that LibreOffice wrote is read as it shows there', async () => {
  const bytes = readFileSync(new URL('../../../test/fixtures/sheets/libreoffice-1904.xlsx', import.meta.url))

  const [first, second] = await sheetsOf(bytes)

  expect(first).toMatchObject({ name: 'Tammi', isHidden: false, hiddenColumns: [2] })
  expect(first?.rows.slice(1).map(({ line, mark, cells }) => [line, mark, ...cells.map(shown)])).toEqual([
    [2, null, '2026-03-24', 'T05', 'x', '08:30', '36:15', '2', '091'],
    [3, 'hidden', '2026-03-24 08:30', 'T05'],
    [4, 'hidden', '2026-03-26', 'T06', '', '', '', '#DIV/0!'],
    [5, null, '2026-03-24 08:30', 'T07 &   é\ntoinen', '', '', '', '#N/A'],
    [9, null, '2026-03-25', '', '', '', '', '3', '091'],
  ])
  expect(second).toMatchObject({ name: 'Helmi', isHidden: true })
})
