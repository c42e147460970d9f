import { existsSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, test } from './fixtures.ts'
import { unlock } from './screens/entrance.ts'
import { adminPart } from './screens/organisation.ts'
import { focusForm, logVisit, visitList } from './screens/visits.ts'
import { goTo } from './screens/window.ts'
import { word } from './words.ts'

const inFolder = (name: string, content: string | Uint8Array): string => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-sheet-')), name)
  writeFileSync(file, content)
  return file
}

test('an old tally sheet comes in: previewed with its errors, imported, there after a restart, undone as a whole', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  const sheet = inFolder(
    'tukkimies.csv',
    'Päivä;Asiointikieli;Aiheet;Toimenpiteet;Määrä\r\n24.3.2026;arabia;T05;neuvonta;3\r\n25.3.2026;klingon;T05;;1\r\n31.2.2026;somali;Kela ja sosiaaliturva;;2\r\n26.3.2026;somali;Kela ja sosiaaliturva;;2\r\n',
  )
  await adminPart(page, 'import')
  await device.choosing([sheet], () => page.getByRole('button', { name: word('import.pick') }).press('Enter'))
  await expect(
    page.getByText(word('import.picked', { name: 'tukkimies.csv', rows: 4, encoding: 'utf-8' })),
  ).toBeVisible()
  await page.getByLabel(word('import.target.count')).selectOption('5. Määrä')

  await expect(page.getByTestId('import-summary')).toHaveText(
    'Tuodaan 5 käyntiä 2 riviltä. Rivejä, joita ei tuoda: 2.',
  )
  await expect(page.getByText(/Rivi 3: Asiointikieli “klingon”/)).toBeVisible()
  await expect(page.getByText(/Rivi 4: Päivä “31.2.2026”/)).toBeVisible()
  await page.getByRole('button', { name: word('import.run_other', { count: 5 }) }).press('Enter')
  await expect(page.getByText(word('import.done_other', { count: 5 }))).toBeVisible()
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  await again.page.getByLabel(word('visits.span')).selectOption('all')
  await expect(visitList(again.page).count).toHaveText(word('visits.count_other', { count: 5 }))
  await adminPart(again.page, 'import')
  await again.page.getByRole('button', { name: word('import.undo') }).press('Enter')
  await expect(again.page.getByText(word('import.undone_other', { count: 5 }))).toBeVisible()
  await goTo(again.page, 'visits')
  await again.page.getByLabel(word('visits.span')).selectOption('all')
  await expect(visitList(again.page).empty).toBeVisible()
})

test('a file that is no sheet gets a clear answer', async ({ openMade }) => {
  const device = await openMade()
  const { page } = device
  await adminPart(page, 'import')
  for (const [content, answer] of [
    ['', /Taulukko on tyhjä/],
    [Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2, 3, 0, 0), /ei ole CSV- eikä XLSX-taulukko/],
  ] as const) {
    const file = inFolder('kuva.csv', content)
    await device.choosing([file], () =>
      page.getByRole('button', { name: word('import.pick') }).press('Enter'),
    )
    await expect(page.getByText(answer)).toBeVisible()
  }
  const huge = inFolder('kaikki.csv', '')
  truncateSync(huge, 2 ** 30)
  await device.choosing([huge], () => page.getByRole('button', { name: word('import.pick') }).press('Enter'))
  await expect(page.getByText(/liian suuri/)).toBeVisible()
})

test('a code set goes out as a sheet and comes back: a new own code can be chosen, and no code in use is dropped', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await adminPart(page, 'codes')
  const target = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-codes-')), 'aiheet.csv')
  await device.savingTo(target, () => page.getByRole('button', { name: word('codes.export') }).press('Enter'))
  await expect.poll(() => existsSync(target)).toBe(true)
  const sheet = readFileSync(target, 'utf8')
  expect(sheet).toContain('T05;asuminen;boende;housing')

  const fewer = inFolder('vajaa.csv', sheet.replace(/T05;.*\r\n/, ''))
  await device.choosing([fewer], () =>
    page.getByRole('button', { name: word('codes.import') }).press('Enter'),
  )
  await expect(page.getByText(/Koodi T05 puuttuu. Koodia ei voi poistaa/)).toBeVisible()

  // A11: whole or not at all, so a row that cannot be told apart keeps all of it out
  const stray = inFolder('lainaus.csv', `${sheet}X01;"uima "halli;simhall;swimming hall;;;T22\r\n`)
  await device.choosing([stray], () =>
    page.getByRole('button', { name: word('codes.import') }).press('Enter'),
  )
  await expect(page.getByText(/Mitään ei muutettu\. Tiedostossa on useita välilehtiä/)).toBeVisible()

  const more = inFolder('oma.csv', `${sheet}X01;uimahalli;simhall;swimming hall;;;T22\r\n`)
  await device.choosing([more], () => page.getByRole('button', { name: word('codes.import') }).press('Enter'))
  await expect(page.getByText(word('codes.imported_one', { count: 1 }))).toBeVisible()
  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page, { language: 'arabia', topics: ['uimahalli'] })
  await expect(page.getByRole('row', { name: /uimahalli/ })).toBeVisible()
})
