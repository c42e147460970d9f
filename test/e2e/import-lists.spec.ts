import { mkdtempSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { anXlsx, textCell } from '../builders/sheets.ts'
import type { Device } from './device.ts'
import { expect, test } from './fixtures.ts'
import { claimsPart } from './screens/claims.ts'
import { claimAsTampere } from './screens/organisation.ts'
import { addPerson, personForm, personList } from './screens/persons.ts'
import { alertOf, goTo } from './screens/window.ts'
import { word } from './words.ts'

const inFolder = (name: string, content: string | Uint8Array): string => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-list-')), name)
  writeFileSync(file, content)
  return file
}

/** Where lists of payments come in, and how one is chosen. */
async function atPaymentLists(device: Device) {
  await claimsPart(device.page, 'reconcile')
  const pick = (file: string): Promise<void> =>
    device.choosing([file], () =>
      device.page.getByRole('button', { name: word('reconcile.pick') }).press('Enter'),
    )
  return { ...device, pick }
}
const preview = (page: Page) => page.getByRole('table', { name: word('import.preview') })

test('A8: numbers of a workbook are never thousands, and a column of texts that can be read in two ways is asked about', async ({
  openClaims,
}) => {
  const { page, pick } = await atPaymentLists(await openClaims())
  const head = ['Kuukausi', 'Syntymäaika', 'Nimi', 'Summa'].map((text, at) =>
    textCell(`${'ABCD'[at]}1`, text),
  )
  const row = (line: number, month: string, sum: string): string =>
    `<row r="${line}">${textCell(`A${line}`, month)}${textCell(`B${line}`, '1.5.1990')}${textCell(`C${line}`, 'OHMAN AMNA')}<c r="D${line}"><v>${sum}</v></c></row>`
  await pick(
    inFolder(
      'maksut.xlsx',
      anXlsx(
        `<row r="1">${head.join('')}</row>${row(2, 'huhtikuu 2025', '228.125')}${row(3, '202505', '228.41666666666666')}${row(4, '06/25', '816.08')}`,
      ),
    ),
  )

  await expect(preview(page).getByRole('row', { name: /A1.*1\.4\.2025/ })).toContainText(/228,13\s€/)
  await expect(preview(page).getByRole('row', { name: /A1.*1\.5\.2025/ })).toContainText(/228,42\s€/)
  await expect(preview(page).getByRole('row', { name: /A1.*1\.6\.2025/ })).toContainText(/816,08\s€/)
  await expect(page.getByTestId('list-total')).toHaveText(/3 riviä, yhteensä 1\s272,63\s€/)
  await expect(page.getByText('2 summassa on enemmän kuin kaksi desimaalia')).toContainText('Rivit: 2, 3')
  await page.getByRole('button', { name: word('reconcile.import', { count: 3 }) }).press('Enter')
  await expect(page.getByText(word('reconcile.imported', { count: 3 }))).toBeVisible()

  const list = (...sums: string[]): string =>
    inFolder(
      'maksut.csv',
      `Kuukausi;Syntymäaika;Nimi;Summa\n${sums.map((sum, index) => `${index + 1}/2025;1.5.1990;Öhman Ämnä;${sum}`).join('\n')}`,
    )
  await pick(list('228,417', '171'))
  const take = page.getByRole('button', { name: word('reconcile.import', { count: 2 }) })
  const sign = page.getByLabel(word('reconcile.decimal'))

  await expect(alertOf(page, 'kahdella tavalla')).toBeVisible()
  await expect(take).toBeDisabled()
  await sign.selectOption('pilkku (228,42)')
  await expect(preview(page)).toContainText(/228,42\s€/)
  await sign.selectOption('piste (228.42)')
  await expect(preview(page)).toContainText(/228\s417,00\s€/)
  await expect(take).toBeEnabled()

  await pick(list('228,417', '171,00-', '(171,00)', '−171,00', "1'234,50", '1 234,50 €'))
  await expect(sign).toHaveValue('')
  await expect(sign.locator('option').first()).toHaveText(
    word('reconcile.decimalFound', { sign: 'pilkku (228,42)' }),
  )
  for (const sum of [/228,42\s€/, /-171,00\s€|−171,00\s€/, /1\s234,50\s€/])
    await expect(preview(page)).toContainText(sum)
  await expect(page.getByTestId('list-total')).toHaveText(/6 riviä, yhteensä 2\s184,42\s€/)
})

test('A17: payment lists and the search find names without the letters of other keyboards', async ({
  openMade,
}) => {
  const names = {
    'YILDIZ ELIF': 'Elif Yıldız',
    'ODEGARD SOREN': 'Søren Ødegård',
    'OBrien Sean': 'Seán O’Brien',
  }
  const device = await openMade()
  await claimAsTampere(device.page)
  for (const [index, name] of Object.values(names).entries())
    await addPerson(device.page, { ref: `A${index + 1}`, name })
  const { page, pick } = await atPaymentLists(device)
  const rows = Object.keys(names).map((written) => `4/2025;1.5.1990;${written};816,08`)
  await pick(inFolder('maksut.csv', `Kuukausi;Syntymäaika;Nimi;Summa\n${rows.join('\n')}`))

  for (const ref of ['A1', 'A2', 'A3'])
    await expect(preview(page).getByRole('row', { name: new RegExp(`${ref}.*1\\.4\\.2025`) })).toBeVisible()
  await expect(page.getByText('Henkilöitä, joita ei löydy täältä')).toHaveCount(0)
  await claimsPart(page, 'persons')
  for (const [written, name] of Object.entries(names)) {
    await page.getByLabel(word('persons.find')).fill(written.split(' ')[0]?.toLowerCase() ?? '')
    await expect(personList(page).table.getByRole('row')).toHaveCount(1 + 1)
    await expect(personList(page).table).toContainText(name)
  }
})

test('A15, A16: rows of persons that cannot be saved are named, and the others come in', async ({
  openMade,
}) => {
  const { page, choosing } = await openMade()
  await claimAsTampere(page)
  await goTo(page, 'claims')
  const sheet = inFolder(
    'henkilot.csv',
    [
      'Viite;Nimi;Syntymäaika;Henkilötunnus;Kotikunta;Alkaen',
      'B1;Ahmed Testi;1.1.1990;010190–900P;91;1.1.2025',
      'B2;Lina Testi;2.1.1990;010190-900P;;',
      'B3;Omar Testi;1.1.1990;;Tampere;',
      'B4;Sara Testi;1.1.1990;;;1.1.2025',
      'B5;Ali Testi;3.3.1991;;Ka\u0308rsa\u0308ma\u0308ki;1.1.2025',
    ].join('\n'),
  )
  await choosing([sheet], () => personList(page).importList.press('Enter'))

  await expect(page.getByText(word('reconcile.problems', { count: 3 }))).toBeVisible()
  await expect(page.getByText(/rivi 3, Henkilötunnus: ”010190-900P”: .*henkilötunnus/i)).toBeVisible()
  await expect(page.getByText(/rivi 4, Kotikunta: ”Tampere”: Kunnan ensimmäinen päivä puuttuu/)).toBeVisible()
  await expect(page.getByText(/rivi 5, Alkaen: ”1\.1\.2025”: Kunta puuttuu/)).toBeVisible()
  await page.getByRole('button', { name: word('persons.importRun', { count: 2 }) }).press('Enter')
  await expect(page.getByText(word('persons.imported', { count: 2 }))).toBeVisible()
  const persons = personList(page).table
  await expect(persons.getByRole('row')).toHaveCount(1 + 2)
  await personList(page).edit('B1').press('Enter')
  await expect(personForm(page).municipality).toHaveValue('Helsinki')
  await expect(personForm(page).identityCode).toHaveValue('010190-900P')
})
