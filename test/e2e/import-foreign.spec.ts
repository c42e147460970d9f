import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { aWorkbook, styleOf, textCell } from '../builders/sheets.ts'
import type { Device } from './device.ts'
import { expect, test } from './fixtures.ts'
import { adminPart } from './screens/organisation.ts'
import { word } from './words.ts'

const dateStyle = styleOf('d\\.m\\.yyyy')
const headings = `<row r="1">${textCell('A1', 'Päivä')}${textCell('B1', 'Aiheet')}</row>`
const visit = (line: number, serial: number, attributes = ''): string =>
  `<row r="${line}" ${attributes}><c r="A${line}" s="${dateStyle}"><v>${serial}</v></c>${textCell(`B${line}`, 'T05')}</row>`
/** A sheet with a visit on each of these days, counted from 1900. */
const month = (name: string, ...days: readonly number[]) => ({
  name,
  rows: headings + days.map((day, index) => visit(index + 2, day)).join(''),
})
const inFolder = (name: string, content: string | Uint8Array): string => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-sheet-')), name)
  writeFileSync(file, content)
  return file
}
async function pick({ page, ...device }: Device, file: string): Promise<void> {
  await device.choosing([file], () => page.getByRole('button', { name: word('import.pick') }).press('Enter'))
  await expect(page.getByText(path.basename(file))).toBeVisible()
}
const summary = (page: Page) => page.getByTestId('import-summary')

test('A7 A9 A10 A11 A13: of a file that somebody else has made, everything that does not come in is told', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await adminPart(page, 'import')

  await test.step('A7: months on sheets of their own come in together; what is left out is named', async () => {
    const notes = `<row r="1">${textCell('A1', 'Ohje')}</row><row r="2">${textCell('A2', 'Täytä joka päivä')}</row>`
    await pick(
      device,
      inFolder(
        'vuosi.xlsx',
        aWorkbook({
          sheets: [
            month('Tammi', 46_023, 46_024),
            { ...month('Helmi', 46_056), rows: month('Helmi', 46_056).rows.replace('Päivä', ' PÄIVÄ') },
            { name: word('help.title'), rows: notes },
            { ...month('Vanha', 46_000), state: 'hidden' },
          ],
        }),
      ),
    )
    await expect(
      page.getByRole('checkbox', { name: word('import.sheet_other', { name: 'Tammi', count: 2 }) }),
    ).toBeChecked()
    await expect(
      page.getByRole('checkbox', { name: word('import.sheet_one', { name: 'Helmi', count: 1 }) }),
    ).toBeChecked()
    await expect(
      page.getByText(word('import.sheetsLeftOut', { sheets: 'Ohje: 1 rivi, Vanha: 1 rivi' })),
    ).toBeVisible()
    await expect(summary(page)).toHaveText(word('import.summary', { visits: 3, good: 3, bad: 2 }))

    await page.getByRole('checkbox', { name: 'Vanha: 1 rivi (piilotettu)' }).press('Space')
    await page
      .getByRole('checkbox', { name: word('import.sheet_other', { name: 'Tammi', count: 2 }) })
      .press('Space')

    await expect(summary(page)).toHaveText(word('import.summary', { visits: 2, good: 2, bad: 3 }))
    await expect(page.getByRole('cell', { name: '2 (Vanha)' })).toBeVisible()
  })

  await test.step('A7: titles above the headings are passed over and told', async () => {
    const titled = (name: string, day: number) => {
      const rows = `<row r="1">${textCell('A1', `Käynnit ${name} 2026`)}</row>${headings}${visit(3, day)}`
      return { name, rows: rows.replaceAll(/ r="[A-Z]*\d+"/g, '') }
    }
    const sheets = [titled('tammikuu', 46_023), titled('helmikuu', 46_056)]
    await pick(device, inFolder('otsikot.xlsx', aWorkbook({ sheets })))
    await expect(
      page.getByText(word('import.titles', { texts: 'Käynnit tammikuu 2026 · Käynnit helmikuu 2026' })),
    ).toBeVisible()
    await expect(summary(page)).toHaveText(word('import.summary', { visits: 2, good: 2, bad: 0 }))
    await expect(page.getByRole('cell', { name: '3 (helmikuu)' })).toBeVisible()
  })

  await test.step('A13: hidden rows stay out until they are chosen', async () => {
    const rows = headings + visit(2, 46_105, 'hidden="true"') + visit(3, 46_106)
    await pick(device, inFolder('suodatettu.xlsx', aWorkbook({ sheets: [{ name: 'K', rows }] })))
    await expect(page.getByText(/Taulukossa on 1 rivi, joka on piilotettu/)).toBeVisible()
    await expect(summary(page)).toHaveText(word('import.summary', { visits: 1, good: 1, bad: 1 }))

    await page.getByRole('checkbox', { name: word('import.takeHiddenRows') }).press('Space')

    await expect(summary(page)).toHaveText(word('import.summary', { visits: 2, good: 2, bad: 0 }))
  })

  await test.step('A9: a count without a number is no visit', async () => {
    const rows =
      `<row r="1">${textCell('A1', 'Päivä')}${textCell('B1', 'Aiheet')}${textCell('C1', 'Määrä')}</row>` +
      [
        '<c r="C2" t="e"><f>X</f><v>#REF!</v></c>',
        '<c r="C3"><f>SUM(X)</f></c>',
        '<c r="C4"><f>1+1</f><v>2</v></c>',
      ]
        .map((count, index) => visit(index + 2, 46_105 + index).replace('</row>', `${count}</row>`))
        .join('')
    await pick(device, inFolder('kaavat.xlsx', aWorkbook({ sheets: [{ name: 'K', rows }] })))
    await expect(summary(page)).toHaveText(word('import.summary', { visits: 2, good: 1, bad: 2 }))
    await expect(page.getByText(/Rivi 2: .*“#REF!”: Kaavan tulos on virhe/)).toBeVisible()
    await expect(page.getByText(/Rivi 3: .*Kaavan tulos puuttuu tiedostosta/)).toBeVisible()
  })

  await test.step('A6 A13: a filtered list of LibreOffice, counted from 1904', async () => {
    await pick(device, 'test/fixtures/sheets/libreoffice-1904.xlsx')
    await expect(page.getByText(/Taulukossa on 2 riviä, jotka on piilotettu tai suodatettu/)).toBeVisible()
    await expect(page.getByText('Piilotetut sarakkeet: Salainen. Piilotettuja ei tuoda.')).toBeVisible()
    await expect(page.getByText(word('import.unusedColumns', { names: 'Kunta' }))).toBeVisible()
    await expect(page.getByRole('row', { name: '2 2026-03-24 08:30 T05 36:15 2' })).toBeVisible()

    await page.getByRole('checkbox', { name: word('import.takeHiddenColumns') }).press('Space')

    await expect(page.getByText(word('import.unusedColumns', { names: 'Salainen, Kunta' }))).toBeVisible()
  })

  await test.step('A10 A11: bad bytes and stray quotes are told by the line of the file', async () => {
    const text =
      'Päivä;Aiheet;Muistiinpano\n\n24.3.2026;T05;"sanoi "terve"\n25.3.2026;T05;\u0001\n26.3.2026;T05;hyvä\n'
    const bytes = Buffer.from(text)
    bytes[bytes.indexOf(1)] = 0xe4
    await pick(device, inFolder('rikki.csv', bytes))
    await expect(page.getByText(/Lainausmerkki on väärässä paikassa yhdellä rivillä: rivi 3\./)).toBeVisible()
    await expect(page.getByText(/merkkejä, joita ei voi lukea: rivi 4\./)).toBeVisible()
    await expect(summary(page)).toHaveText(word('import.summary', { visits: 2, good: 2, bad: 1 }))
    await expect(page.getByRole('row', { name: /^4 25\.3\.2026/ })).toBeVisible()
  })
})
