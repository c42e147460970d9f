import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { claimList, claimsPart, claimView, lineForm, makeClaim } from './screens/claims.ts'
import { createOrganisation, firstStart, lockButton } from './screens/entrance.ts'
import { claimAsTampere } from './screens/organisation.ts'
import { addPerson, personList } from './screens/persons.ts'
import { focusForm, logVisit, saveVisit } from './screens/visits.ts'
import { chooseIn, goTo } from './screens/window.ts'
import { word } from './words.ts'

async function check(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible() // the screen has been loaded
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
}

test('axe finds nothing on any screen of the register', async ({ open }) => {
  const { page } = await open()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await check(page)
  await firstStart(page).join.check()
  await check(page)
  await page.getByLabel(word('setup.create')).check()
  await firstStart(page).start.click()
  await check(page)
  await createOrganisation(page)
  await check(page)
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await saveVisit(page)
  await expect(page.getByText(word('problem.V06')).first()).toBeVisible()
  await check(page)
  await page.getByRole('button', { name: word('visits.filters') }).press('Enter')
  await check(page)
  await page.getByRole('button', { name: /^Historia/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Muistuta/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: word('visits.inform') }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: word('help.open') }).press('Enter')
  await expect(page.getByRole('dialog', { name: word('help.title') })).toBeVisible()
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: word('contacts.open') }).press('Enter')
  await expect(page.getByText('Ei vielä yhteystietoja.')).toBeVisible()
  await check(page)
  await page.getByRole('button', { name: word('contacts.new') }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await goTo(page, 'periods')
  await check(page)
  await page.getByRole('button', { name: /^Tarkista/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await goTo(page, 'handover')
  await expect(page.getByLabel(word('handover.tick'))).toBeVisible()
  await check(page)
  await goTo(page, 'admin')
  for (const [part, open] of [
    ['Toimipisteet', 'Uusi toimipiste'],
    ['Käyttäjät', 'Uusi käyttäjä'],
    ['Koodistot', 'Uusi oma koodi'],
    ['Taustatiedot', null],
    ['Tuonti', null],
    ['Siirtoprofiili', null],
    ['Säilytys', null],
  ] as const) {
    await page.getByRole('button', { name: part }).press('Enter')
    if (open) await page.getByRole('button', { name: open }).press('Enter')
    await check(page)
  }
  await lockButton(page).click()
  await check(page)
})

test('axe finds nothing on any screen of the claims', async ({ openMade }) => {
  const { page } = await openMade()
  await claimAsTampere(page)
  await check(page)
  await addPerson(page)
  await personList(page).new.click()
  await check(page)
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await claimView(page).guidance.click()
  await check(page)
  await claimList(page).kind.selectOption('PREPAREDNESS')
  await chooseIn(claimList(page).persons, 'A1')
  await claimList(page).create.press('Enter')
  await lineForm(page).new.press('Enter')
  await check(page)
  for (const [part, open] of [
    ['decisions', word('decisions.new')],
    ['reconcile', null],
    ['deadlines', null],
    ['overview', null],
    ['claimant', null],
    ['rules', null],
  ] as const) {
    await claimsPart(page, part)
    if (open) await page.getByRole('button', { name: open }).press('Enter')
    await check(page)
  }
})

test('the language changes while the window runs, and every screen speaks it', async ({ openMade }) => {
  const { page } = await openMade()

  for (const [label, lang, ...names] of [
    ['Svenska', 'sv', 'Besök', 'Ansökningar', 'Administration', 'Inställningar'],
    ['English', 'en', 'Visits', 'Claims', 'Administration', 'Settings'],
    ['Suomi', 'fi', 'Käynnit', 'Hakemukset', 'Ratkaistavat', 'Hallinta', 'Asetukset'],
  ] as const) {
    await page.locator('select.language').selectOption({ label })
    for (const name of names) {
      await page.getByRole('navigation').getByRole('button', { name }).click()
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(page.locator('#content')).not.toContainText(
        /\b(visits|claims|settings|handover|retention|persons|common|admin|periods|import|help)\.\w/,
      )
    }
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
  }
})
