import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellText, type FileRow } from '../../../src-shared/sheets/sheet-cell.ts'
import { readSheet } from '../read-sheet.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1')
const together = (...parts: readonly (string | number)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'number' ? Buffer.of(part) : Buffer.from(part))))
const read = async (bytes: Uint8Array) => {
  const answer = await readSheet(bytes)
  if (answer.kind === 'refused') throw new Error(answer.reason)
  return answer
}
const rowsOf = async (text: string): Promise<readonly FileRow[]> =>
  (await read(utf8(text))).sheets[0]?.rows ?? []
/** Each row as its line and its cells. */
const flat = (rows: readonly FileRow[]) =>
  rows.map(({ line, cells, mark }) => `${line}${mark ? '!' : ''} ${cells.map(cellText).join('|')}`)

describe('A10: bytes that mean nothing', () => {
  it('leave the rest in UTF-8, are shown, and are told with their lines', async () => {
    const file = together(
      'Nimi;Summa\nMäkinen Väinö;1\nÖhman Ämnä;2\n',
      0xe4,
      'iti;3\n\nYrjö ',
      0xff,
      ' ',
      0xfe,
      ';4\n',
    )

    const { sheets, encoding, unreadable } = await read(file)

    expect(encoding).toBe('utf-8')
    expect(flat(sheets[0]?.rows ?? [])).toEqual([
      '1 Nimi|Summa',
      '2 Mäkinen Väinö|1',
      '3 Öhman Ämnä|2',
      '4 \uFFFDiti|3',
      '6 Yrjö \uFFFD \uFFFD|4',
    ])
    expect(unreadable).toEqual({ lines: [4, 6], count: 2 })
  })
  it.each([
    ['a byte of Windows-1252', [0xe4]],
    ['a letter cut in two', [0xc3]],
    ['a lone second half', [0xa4]],
    ['a letter of three bytes without its last', [0xe2, 0x82]],
    ['an overlong slash', [0xc0, 0xaf]],
    ['a byte that UTF-8 never has', [0xff]],
  ])('do not turn a file of UTF-8 into another encoding: %s', async (_, bytes) => {
    const { sheets, encoding, unreadable } = await read(
      together('Nimi;Äiti\nMäki ', ...bytes, ';Öljy, Åbo\n'),
    )
    expect(encoding).toBe('utf-8')
    expect(sheets[0]?.rows[1]?.cells[1]).toBe('Öljy, Åbo')
    expect(unreadable).toEqual({ lines: [2], count: 1 })
  })
  it('are told behind a byte order mark and in UTF-16 too', async () => {
    expect(await read(together(0xef, 0xbb, 0xbf, 'a;b\nc', 0xe4, ';d\n'))).toMatchObject({
      encoding: 'utf-8',
      unreadable: { lines: [2], count: 1 },
    })
    const odd = Buffer.concat([Buffer.from('\uFEFFa;b\nc;d\n', 'utf16le'), Buffer.of(0x41)])
    expect(await read(odd)).toMatchObject({ encoding: 'utf-16le', unreadable: { count: 1 } })
  })
  it.each([
    ['one letter', 'Päiva;Kieli\n24.3.2026;x\n'],
    ['many', 'Päivä;Käyntejä\nÄiti;Öljy\nÅbo;för\n'],
    ['signs of the fifth row', 'Päivä;Määrä\n24.3.2026;5 \u0093lainattu\u0094\n'],
  ])('do not exist in real Windows-1252 with %s', async (_, text) => {
    const { encoding, unreadable, sheets } = await read(latin1(text))
    expect(encoding).toBe('windows-1252')
    expect(unreadable.count).toBe(0)
    expect(sheets[0]?.rows[0]?.cells[0]).toBe(text.slice(0, text.indexOf(';')))
  })
  it('are told in Windows-1252, where five are undefined', async () => {
    expect(await read(latin1('Päivä;Määrä\n\u0081ä;1\n'))).toMatchObject({
      encoding: 'windows-1252',
      unreadable: { lines: [2], count: 1 },
    })
  })
  it.each(['utf16le', 'utf16be'] as const)(
    'do not exist in %s without a mark, in Cyrillic too',
    async (encoding) => {
      const text = `Päivä;Aihe\n${'24.3.2026;вид на жительство\n'.repeat(30)}`
      const bytes = Buffer.from(text, 'utf16le')
      const { sheets, unreadable } = await read(encoding === 'utf16be' ? bytes.swap16() : bytes)
      expect(sheets[0]?.rows[30]?.cells).toEqual(['24.3.2026', 'вид на жительство'])
      expect(unreadable.count).toBe(0)
    },
  )
  it('name the first twenty lines, and count the others', async () => {
    const rows = Array.from({ length: 50 }, () => [0xe4, ';ää\n'] as const).flat()
    const { unreadable } = await read(together('Äiti;Öljy\n', ...rows))
    expect(unreadable.count).toBe(50)
    expect(unreadable.lines).toHaveLength(20)
  })
})

describe('A11: a quote that does not close', () => {
  it('costs its own row, and the rows below are read', async () => {
    const rows = await rowsOf('Päivä;Huom\n24.3.2026;"sanoi "terve" ja lähti\n25.3.2026;x\n26.3.2026;y\n')
    expect(flat(rows)).toEqual([
      '1 Päivä|Huom',
      '2! 24.3.2026|"sanoi "terve" ja lähti',
      '3 25.3.2026|x',
      '4 26.3.2026|y',
    ])
  })
  it.each([
    [
      'in the last cell, and no other quote in the file',
      'a;b\n1;"x\n2;y\n3;z\n',
      ['2! 1|"x', '3 2|y', '4 3|z'],
    ],
    ['in the first cell', 'a;b\n"1;x\n2;y\n', ['2! "1|x', '3 2|y']],
    ['with a good quoted cell below', 'a;b\n1;"x\n2;"y"\n3;z\n', ['2! 1|"x', '3 2|y', '4 3|z']],
    [
      'closed by another stray one, rows later',
      'a;b;c\n1;"x;1\n2;y;2\n3;z;3"\n4;u;4\n',
      ['2! 1|"x|1', '3 2|y|2', '4 3|z|3"', '5 4|u|4'],
    ],
    ['closed by another on the next row', 'a;b\n1;"x\n2;y"\n3;z\n', ['2! 1|"x', '3 2|y"', '4 3|z']],
    ['twice', 'a;b\n1;"x\n2;y\n3;"z\n4;u\n', ['2! 1|"x', '3 2|y', '4! 3|"z', '5 4|u']],
    ['on the last row', 'a;b\n1;x\n2;"y', ['2 1|x', '3! 2|"y']],
    ['after a cell of two lines', 'a;b;c\n1;"k\nl";"x\n2;y;z\n', ['2! 1|k\nl|"x', '4 2|y|z']],
    ['between commas', 'a,b\n1,"x "y" z\n2,w\n', ['2! 1|"x "y" z', '3 2|w']],
    ['between tabs', 'a\tb\n1\t"x\n2\ty\n', ['2! 1|"x', '3 2|y']],
  ])('%s', async (_, text, rest) => {
    expect(flat(await rowsOf(text)).slice(1)).toEqual(rest)
  })
  it('in the heading names the columns all the same, and is told', async () => {
    expect(flat(await rowsOf('a;"b\n1;x\n2;y\n'))).toEqual(['1! a|"b', '2 1|x', '3 2|y'])
  })
  it.each([
    ['within a cell', 'a;b\n1;5" putki\n2;x "y" z\n', ['2 1|5" putki', '3 2|x "y" z']],
    ['doubled', 'a;b\n1;"sanoi ""terve"""\n2;""\n', ['2 1|sanoi "terve"', '3 2|']],
    ['around lines', 'a;b\n1;"x\ny; z\r\nw"\n2;v\n', ['2 1|x\ny; z\r\nw', '5 2|v']],
    ['around lines, and not in the last column', 'a;b\n"x\ny";1\n2;v\n', ['2 x\ny|1', '4 2|v']],
    ['with spaces behind', 'a;b\n"1"  ;"x" \n', ['2 1|x']],
  ])('is none where it is fine: %s', async (_, text, rest) => {
    expect(flat(await rowsOf(text)).slice(1)).toEqual(rest)
  })
  it.each(['\n', '\r\n', '\r'])(
    'lines are those of the file, blank ones counted, whatever ends them (%j)',
    async (end) => {
      const text = ['', 'a;b', '', '1;"x', 'y"', ';', '2;z', '', '', '3;w'].join(end)
      expect(flat(await rowsOf(text))).toEqual(['2 a|b', `4 1|x${end}y`, '7 2|z', '10 3|w'])
    },
  )
  it("is not looked for in Excel's own line about the separator", async () => {
    expect(flat(await rowsOf('sep=,\na,b\n1,2;3\n'))).toEqual(['2 a|b', '3 1|2;3'])
  })
  it('never hides a row: each row without it is read, whatever the cells hold', async () => {
    const plain = fc
      .string({ unit: fc.constantFrom(...'aä1 .,'), minLength: 1, maxLength: 6 })
      .map((text) => `x${text}x`)
    const good = fc.tuple(plain, plain, plain).map((cells) => cells.join(';'))
    const stray = fc.tuple(plain, plain).map(([first, last]) => `${first};"${last};x`)
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ arbitrary: good, weight: 4 }, stray), { maxLength: 12 }),
        async (lines) => {
          const rows = await rowsOf(['a;b;c', ...lines].join('\n'))

          expect(rows.map(({ line, mark }) => [line, mark])).toEqual([
            [1, null],
            ...lines.map((line, index) => [index + 2, line.includes('"') ? 'stray-quote' : null]),
          ])
        },
      ),
    )
  })
  it('reads back whatever was written by the rules', async () => {
    // a separator within several lines may look like rows, and is told then
    const cell = fc
      .string({ unit: fc.constantFrom(...'ab";,\n '), maxLength: 8 })
      .filter((text) => !(text.includes('\n') && text.includes(';')))
      .map((text) => `x${text}x`)
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell, cell), { maxLength: 8 }), async (table) => {
        const lines = table.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(';'))

        const rows = await rowsOf(['a;b;c', ...lines].join('\n'))

        expect(rows.slice(1).map(({ cells }) => cells)).toEqual(table)
      }),
    )
  })
})
