import { mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { aPdf, aPng, aTruncatedPdf } from '../builders/pdf-files.ts'
import { expect, test } from './fixtures.ts'
import { claimList, claimsPart, claimView, lineForm, makeClaim, takeStep } from './screens/claims.ts'
import { unlock } from './screens/entrance.ts'
import { addPerson, fillPerson, personForm, personList } from './screens/persons.ts'
import { alertOf, chooseIn, goTo, undoOf } from './screens/window.ts'
import { word } from './words.ts'

const folderOf = (files: Readonly<Record<string, Uint8Array>>): string => {
  const folder = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-scans-')), 'skannerit')
  mkdirSync(folder)
  for (const [name, bytes] of Object.entries(files)) writeFileSync(path.join(folder, name), bytes)
  return folder
}

test('evidence comes out of the scan folder, and is looked at page by page', async ({ openClaims }) => {
  const { page, choosing } = await openClaims()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.text().includes('Content Security Policy')) complaints.push(message.text())
  })
  await makeClaim(page, '2025-01-01', '2025-12-31')
  const folder = folderOf({
    'lasku.pdf': await aPdf(3),
    'kuva.png': aPng(),
    'rikki.pdf': await aTruncatedPdf(),
    'tyhja.pdf': new Uint8Array(),
    'muistio.docx': new Uint8Array([1, 2, 3]),
  })

  await choosing([folder], () => page.getByRole('button', { name: word('claims.scanFolder') }).press('Enter'))
  const scans = page.getByRole('region', { name: word('claims.scans', { name: 'skannerit' }) })
  await expect(scans.getByRole('listitem')).toHaveCount(4)
  for (const name of ['lasku.pdf', 'kuva.png', 'rikki.pdf']) {
    await scans.getByRole('button', { name: word('claims.attachScan', { name }) }).press('Enter')
    await expect(claimView(page).show(name)).toBeVisible()
  }
  // what is refused is told, and stays to be attached
  await scans.getByRole('button', { name: word('claims.attachScan', { name: 'tyhja.pdf' }) }).press('Enter')
  await expect(alertOf(page, 'tyhja.pdf')).toBeVisible()
  await expect(scans.getByRole('button')).toHaveCount(1)

  await claimView(page).show('lasku.pdf').press('Enter')
  const preview = page.getByRole('dialog', { name: 'lasku.pdf' })
  await expect(preview.getByText(word('claims.pageOf', { page: 1, count: 3 }))).toBeVisible()
  const canvas = preview.getByRole('img', {
    name: word('claims.previewPage', { name: 'lasku.pdf', page: 1 }),
  })
  const darkPixels = () =>
    canvas.evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement
      const data = (element as HTMLCanvasElement).getContext('2d')?.getImageData(0, 0, width, height).data
      return data ? data.filter((value, index) => index % 4 === 0 && value < 100).length : 0
    })
  await expect.poll(darkPixels).toBeGreaterThan(50) // the words of the page
  await preview.getByRole('button', { name: word('claims.nextPage') }).press('Enter')
  await expect(preview.getByText(word('claims.pageOf', { page: 2, count: 3 }))).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  await expect(claimView(page).show('lasku.pdf')).toBeFocused()

  await claimView(page).show('kuva.png').press('Enter')
  const picture = claimView(page).picture('kuva.png')
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(64)
  await page.keyboard.press('Escape')
  // the focus goes back to where it was; a key pressed before that belongs to neither place
  await expect(claimView(page).show('kuva.png')).toBeFocused()

  await claimView(page).show('rikki.pdf').press('Enter')
  await expect(
    page.getByRole('dialog', { name: 'rikki.pdf' }).getByText('Alkuperäinen on silti tallessa'),
  ).toBeVisible()
  expect(complaints).toEqual([]) // the reader of PDFs needs nothing that the policy forbids
})

test('a save that ends late leaves the form alone that was opened meanwhile', async ({ openClaims }) => {
  const { page } = await openClaims()
  await personList(page).new.press('Enter')
  await fillPerson(page, { ref: 'A2', name: 'Lina Öhman' })
  const save = await page.getByRole('button', { name: word('common.save'), exact: true }).elementHandle()
  await personList(page)
    .edit('A1')
    .evaluate((edit, button) => {
      if (button instanceof HTMLElement) button.click()
      if (edit instanceof HTMLElement) edit.click() // before the save has ended
    }, save)
  await expect(personList(page).edit('A2')).toBeVisible()
  await expect(personForm(page).ref).toHaveValue('A1')
})

test('a shared cost is divided by a key over a household, and a line over the year end is split and put together again', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await addPerson(page, { ref: 'A2', name: 'Lina Öhman' })
  for (const ref of ['A1', 'A2']) {
    await personList(page).edit(ref).press('Enter')
    await page.getByLabel(word('persons.household')).fill('T1')
    if (ref === 'A1') {
      await page.getByLabel(word('persons.permitValidFrom')).fill('2024-05-01')
      await page.getByRole('button', { name: word('persons.nextPermit') }).press('Enter')
      await expect(page.getByRole('list', { name: word('persons.earlierPermits') })).toContainText(
        '87 turvapaikka 1.5.2024–',
      )
      await personForm(page).permitGround.selectOption('88')
    }
    await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
    await expect(page.getByRole('row', { name: new RegExp(`${ref} .*T1`) })).toBeVisible()
  }

  await claimsPart(page, 'claims')
  const section = claimList(page)
  await section.from.fill('2025-01-01')
  await section.to.fill('2026-12-31')
  await section.kind.selectOption('SPECIAL_EDU')
  await chooseIn(section.persons, 'Kotitalous T1')
  await section.create.press('Enter')

  // whom to ask: the centre of the area, with the contact details that the organisation keeps
  await claimView(page).guidance.click()
  await expect(
    page.getByText(word('claims.whomToAsk', { name: 'Sisä-Suomen elinvoimakeskus' })),
  ).toBeVisible()
  await page
    .getByRole('button', { name: word('claims.contactOf', { name: 'Sisä-Suomen elinvoimakeskus' }) })
    .press('Enter')
  await page.getByLabel(word('contacts.phone')).fill('0295 000 000')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(page.getByText('0295 000 000')).toBeVisible()
  const evidence = page.getByRole('region', { name: word('claims.whatToAttach') })
  await evidence.getByRole('checkbox').first().press('Space')
  await expect(evidence).toContainText('1/3')

  await lineForm(page).new.press('Enter')
  await chooseIn(lineForm(page).persons, 'Kotitalous T1')
  await page.getByLabel(word('lines.weight', { name: 'A1' })).fill('0')
  await lineForm(page).costType.fill('oppimisen')
  await page.keyboard.press('Enter')
  await lineForm(page).from.fill('2025-12-01')
  await lineForm(page).to.fill('2026-01-31')
  await lineForm(page).gross.fill('620')
  await lineForm(page).voucher.fill('4711')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(page.getByText(word('lines.notWeight'))).toBeVisible()
  await page.getByLabel(word('lines.weight', { name: 'A1' })).fill('2')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  const lines = page.getByRole('table', { name: word('lines.title') })
  await expect(lines).toContainText('A1 2/3, A2 1/3')
  await expect(claimView(page).findings).toContainText('V24')

  await page
    .getByRole('button', { name: word('lines.splitRow', { what: 'Jaa vuosiin', name: 4711 }) })
    .press('Enter')
  await expect(lines.getByRole('row')).toHaveCount(3)
  await expect(lines.getByRole('row').nth(1)).toContainText(/1\.12\.2025–31\.12\.2025.*310,00/)
  await expect(lines.getByRole('row').nth(2)).toContainText(/1\.1\.2026–31\.1\.2026.*310,00/)
  await expect(claimView(page).findings).not.toContainText('V24')
  await undoOf(page, word('lines.split', { count: 2 })).press('Enter')
  await expect(lines.getByRole('row')).toHaveCount(2)

  // what was saved a moment before counts in the sum, though the screen does not show it yet
  await lineForm(page).new.press('Enter')
  await chooseIn(lineForm(page).persons, 'Kotitalous T1')
  await lineForm(page).costType.fill('oppimisen')
  await page.keyboard.press('Enter')
  await lineForm(page).from.fill('2025-12-01')
  await lineForm(page).to.fill('2025-12-31')
  await lineForm(page).gross.fill('100')
  await lineForm(page).voucher.fill('4712')
  await page.evaluate(() => {
    for (const name of ['Tallenna', 'Laske uudelleen'])
      [...document.querySelectorAll('button')].find((button) => button.textContent === name)?.click()
  })
  await expect(claimView(page).total).toContainText('720,00')
  await expect(lines.getByRole('row')).toHaveCount(3)
  await expect(claimView(page).recalculate).toHaveCount(0)
})

test('what no law asks for any more is erased for good, once somebody has seen what goes', async ({
  openClaims,
}) => {
  const device = await openClaims()
  const { page, choosing } = device
  await makeClaim(page, '2025-01-01', '2025-12-31')
  const folder = folderOf({ 'lasku.pdf': await aPdf() })
  await choosing([path.join(folder, 'lasku.pdf')], () => claimView(page).attach.press('Enter'))
  await expect(claimView(page).show('lasku.pdf')).toBeVisible()
  expect(readdirSync(path.join(device.folder, 'attachments'))).toHaveLength(1)
  await takeStep(page, word('claims.event.withdraw'), { [word('claims.note')]: 'väärä vuosi' })
  await expect(claimView(page).state).toHaveText(word('claims.state.withdrawn'))
  await claimsPart(page, 'overview')
  const section = page.getByRole('region', { name: word('overview.erase') })
  await expect(section).toContainText('voi poistaa 31.12.2030 jälkeen')
  await expect(section.getByRole('button')).toHaveCount(0)

  // five years and the repayment window later
  await page.clock.setFixedTime('2040-02-01T10:00:00Z')
  await unlock(page) // the leap has locked it
  await goTo(page, 'visits')
  await goTo(page, 'claims')
  await claimsPart(page, 'overview')
  await section.getByRole('button', { name: /Poista pysyvästi/ }).press('Enter')
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText(word('overview.eraseCount.attachment', { count: 1 }))
  await expect(dialog).toContainText(word('overview.eraseCount.person', { count: 1 }))
  await dialog.getByRole('button', { name: word('overview.eraseNow') }).press('Enter')
  await expect(page.getByText(word('overview.erased'), { exact: true })).toBeVisible()
  const files = path.join(device.folder, 'attachments')
  await expect.poll(() => readdirSync(files)).toEqual([])
  await expect(section.getByRole('listitem')).toContainText('Laskennallinen korvaus kunnalle')
  await claimsPart(page, 'persons')
  await expect(page.getByText('Ämnä Öhman')).toHaveCount(0)
})
