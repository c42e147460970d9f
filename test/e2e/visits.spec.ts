import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from './fixtures.ts'
import { createOrganisation, unlock } from './screens/entrance.ts'
import { switchOn } from './screens/organisation.ts'
import { focusForm, logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { chooseIn, chooseOption, undoOf } from './screens/window.ts'
import { untilKept } from './until-kept.ts'
import { word } from './words.ts'

test('a visit is logged by keyboard alone, corrected, deleted with undo, and survives a kill of the process', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)

  await logVisit(page, { language: 'arabia', topics: ['asuminen', 'kela'], measures: ['neuvonta'] })
  const row = page.getByRole('row', { name: /arabia/ })
  await expect(row).toContainText('asuminen; Kela ja sosiaaliturva')

  await row.getByRole('button', { name: /Muokkaa/ }).focus()
  await page.keyboard.press('Enter')
  await expect(visitForm(page).editing).toBeVisible()
  await chooseIn(visitForm(page).outcome, 'jatkuu')
  await saveVisit(page)
  await expect(row).toContainText('jatkuu')

  await row.getByRole('button', { name: /Poista/ }).focus()
  await page.keyboard.press('Enter')
  await expect(visitList(page).empty).toBeVisible()
  await undoOf(page, word('visits.deleted')).press('Enter')
  await expect(row).toContainText('jatkuu')

  await device.kill()
  const again = await open(device.folder)
  await unlock(again.page)
  await expect(again.page.getByRole('row', { name: /arabia/ })).toContainText('jatkuu')
})

test('a visit with a missing value says what to do, keeps what was typed, and saves nothing', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)

  await saveVisit(page)

  await expect(page.getByText(word('problem.V06')).first()).toBeVisible()
  await expect(visitList(page).empty).toBeVisible()
  await chooseIn(visitForm(page).measures, 'M11')
  await saveVisit(page)
  await expect(page.getByText(/Valitse minne ohjattiin/).first()).toBeVisible()
})

test('a list stays open where the person was in it, though the page moves under it; Escape closes it', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  const language = visitForm(page).language
  const list = page.getByRole('listbox')
  await page.keyboard.type('s')
  await expect(list.getByRole('option').nth(2)).toBeVisible()
  for (let row = 0; row < 3; row++) await page.keyboard.press('ArrowDown')
  const walkedTo = (await list.locator('[data-focused]').textContent()) ?? ''
  const reached = list.getByRole('option', { name: walkedTo, exact: true })

  // something is drawn above: the page is longer, and the person's place in it moves
  await page.evaluate(() => {
    document.body.style.paddingBlockEnd = '2000px'
    window.scrollBy(0, 60)
  })
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0)
  await expect(reached).toHaveAttribute('data-focused', 'true')
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
  await expect(language).toHaveValue(walkedTo)

  await language.focus()
  await page.keyboard.type('s')
  await expect(list.getByRole('option').nth(2)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(list).toHaveCount(0)
  await expect(language).toHaveValue(walkedTo)
})

test('an unfinished visit comes back after a crash', async ({ open, openMade }) => {
  const device = await openMade()
  await focusForm(device.page)
  await device.page.keyboard.press('Tab')
  await untilKept(device.page, 'visit/new', () => chooseOption(device.page, 'T12'))
  await expect(visitForm(device.page).chosen('toimeentulotuki')).toBeVisible()

  await device.kill()
  const { page } = await open(device.folder)
  await unlock(page)

  await expect(visitForm(page).restored).toBeVisible()
  await expect(visitForm(page).chosen('toimeentulotuki')).toBeVisible()
})

test('nothing that was entered can be read on the disk without the passphrase', async ({ open }) => {
  const device = await open()
  const { page } = device
  const key = await createOrganisation(page, {
    organisation: 'Salaisuuskunta',
    site: 'Piilopirtti',
    userName: 'Tunnistettava Nimi',
  })
  await switchOn(page, 'note', 'piilotettu peruste')
  await visitForm(page).note.fill('vie lomake postiin')
  await focusForm(page)
  await logVisit(page, { language: 'somali', topics: ['asuminen'] })
  await expect(page.getByRole('row', { name: /somali/ })).toBeVisible()
  await device.close()

  // at least eight bytes each: three letters come up by chance among the megabyte of sealed bytes
  const planted = [
    'Salaisuuskunta',
    'Piilopirtti',
    'Tunnistettava',
    'piilotettu peruste',
    'vie lomake postiin',
    'resolved',
    key,
    'kolme pientä porsasta',
  ]
  const found = filesBelow(device.folder).flatMap((file) => {
    const bytes = readFileSync(file)
    return planted
      .filter((text) => bytes.includes(text) || bytes.includes(Buffer.from(text, 'utf16le')))
      .map((text) => `${text} in ${file}`)
  })

  expect(found).toEqual([])
})

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(folder, name))
    .filter((file) => statSync(file, { throwIfNoEntry: false })?.isFile())
}
