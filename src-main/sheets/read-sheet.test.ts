import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { cellText } from '../../src-shared/sheets/sheet-cell.ts'
import { anXlsx, textCell } from '../../test/builders/sheets.ts'
import { createRunner } from '../worker/run-in-worker.ts'
import { readSheet, type SheetAnswer } from './read-sheet.ts'
import type { SheetJob } from './worker.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const rowsOf = async (bytes: Uint8Array) => {
  const answer = await readSheet(bytes)
  return answer.kind === 'read'
    ? answer.sheets[0]?.rows.map(({ cells }) => cells.map(cellText))
    : answer.reason
}
const rows = [
  ['Päivä', 'Kieli'],
  ['24.3.2026', 'venäjä'],
]
const asText = (separator: string): string => rows.map((row) => row.join(separator)).join('\r\n')
const utf16 = (text: string, isBig: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le')
  return isBig ? bytes.swap16() : bytes
}

describe('a sheet that a person picked', () => {
  it.each([
    ['semicolons', utf8(asText(';'))],
    ['commas', utf8(asText(','))],
    ['tabs', utf8(asText('\t'))],
    ['a byte order mark', utf8(`\uFEFF${asText(';')}`)],
    ['UTF-16 with a mark', utf16(`\uFEFF${asText(';')}`, false)],
    ['UTF-16 the other way round', utf16(`\uFEFF${asText(';')}`, true)],
    ['UTF-16 without a mark', utf16(asText(';'), false)],
    ['Windows-1252', Buffer.from(asText(';'), 'latin1')],
    ['empty lines at the end', utf8(`${asText(';')}\r\n;\r\n\r\n`)],
  ])('is read with %s', async (_, bytes) => {
    expect(await rowsOf(bytes)).toEqual(rows)
  })
  it('keeps quoted separators, quotes and ends of lines inside a cell', async () => {
    expect(await rowsOf(utf8('"a;b";"c ""d""";"e\nf"\n1;2;3'))).toEqual([
      ['a;b', 'c "d"', 'e\nf'],
      ['1', '2', '3'],
    ])
  })
  it('is read from XLSX: texts, numbers, the last result of a formula, and only the first of merged cells', async () => {
    const sheet = anXlsx(
      `<row r="1">${textCell('A1', 'Päivä')}${textCell('B1', 'Määrä & kieli')}</row>
       <row r="2"><c r="A2"><v>12</v></c><c r="B2"><f>SUM(A2,1)</f><v>13</v></c></row>`,
    )
    expect(await readSheet(sheet)).toMatchObject({
      kind: 'read',
      sheets: [
        {
          name: 'Käynnit',
          rows: [
            { line: 1, cells: ['Päivä', 'Määrä & kieli'] },
            {
              line: 2,
              cells: [
                { kind: 'number', value: 12 },
                { kind: 'number', value: 13 },
              ],
            },
          ],
        },
      ],
    })
  })
  it.each([
    ['nothing at all', new Uint8Array(), 'empty'],
    ['only empty lines', utf8('\n\n;;\n'), 'empty'],
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3), 'not-a-sheet'],
    ['a zip of something else', zipSync({ 'a.txt': utf8('a') }), 'not-a-sheet'],
    ['a zip cut off', anXlsx('').subarray(0, 200), 'not-a-sheet'],
    ['a bomb', anXlsx('', { 'xl/worksheets/bomb.xml': new Uint8Array(220 * 1024 * 1024) }), 'too-large'],
    ['more rows than fit', utf8('a;b\n'.repeat(200_002)), 'too-many-rows'],
  ])('is refused when it is %s', async (_, bytes, reason) => {
    expect(await rowsOf(bytes)).toBe(reason)
  })
  it('is read in a thread of its own', async () => {
    const run = createRunner<SheetJob, SheetAnswer>(new URL('./worker.ts', import.meta.url))
    expect(await run({ bytes: utf8(asText(';')) }, 20_000)).toMatchObject({ kind: 'read', encoding: 'utf-8' })
  })
})
