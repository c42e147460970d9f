import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  addPerson,
  chooseOption,
  claimAsTampere,
  claimsPart,
  createOrganisation,
  focusForm,
  goTo,
  logVisit,
  makeClaim,
} from './steps.ts'

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
  await page.getByLabel('Liity organisaatioon kertakoodilla').check()
  await check(page)
  await page.getByLabel('Perusta uusi organisaatio').check()
  await page.getByRole('button', { name: 'Aloita' }).click()
  await check(page)
  await createOrganisation(page)
  await check(page)
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('Valitse 1–5.').first()).toBeVisible()
  await check(page)
  await page.getByRole('button', { name: 'Suodattimet' }).press('Enter')
  await check(page)
  await page.getByRole('button', { name: /^Historia/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Muistuta/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Mitä minusta kirjataan?' }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Ohje (?)' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'Ohje' })).toBeVisible()
  await check(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Yhteystiedot' }).press('Enter')
  await expect(page.getByText('Ei vielä yhteystietoja.')).toBeVisible()
  await check(page)
  await page.getByRole('button', { name: 'Uusi yhteystieto' }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await goTo(page, 'Jaksot')
  await check(page)
  await page.getByRole('button', { name: /^Tarkista/ }).press('Enter')
  await check(page)
  await page.keyboard.press('Escape')
  await goTo(page, 'ALPO-siirto')
  await expect(page.getByLabel('viety')).toBeVisible()
  await check(page)
  await goTo(page, 'Hallinta')
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
  await page.getByRole('button', { name: 'Lukitse' }).click()
  await check(page)
})

test('axe finds nothing on any screen of the claims', async ({ open }) => {
  const { page } = await open()
  await createOrganisation(page)
  await claimAsTampere(page)
  await check(page)
  await addPerson(page)
  await page.getByRole('button', { name: 'Uusi henkilö' }).click()
  await check(page)
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await page.getByText('Mitä laki sanoo').click()
  await check(page)
  await page.getByLabel('Korvauslaji').selectOption('PREPAREDNESS')
  await page.getByLabel('Henkilöt, joista haetaan').focus()
  await chooseOption(page, 'A1')
  await page.getByRole('button', { name: 'Tee hakemus' }).press('Enter')
  await page.getByRole('button', { name: 'Uusi rivi' }).press('Enter')
  await check(page)
  for (const [part, open] of [
    ['Päätökset', 'Uusi päätös'],
    ['Täsmäytys', null],
    ['Määräajat', null],
    ['Yhteenveto', null],
    ['Hakijan tiedot', null],
    ['Säännöt', null],
  ] as const) {
    await claimsPart(page, part)
    if (open) await page.getByRole('button', { name: open }).press('Enter')
    await check(page)
  }
})

test('the language changes while the window runs, and every screen speaks it', async ({ open }) => {
  const { page } = await open()
  await createOrganisation(page)

  for (const [label, lang, ...names] of [
    ['Svenska', 'sv', 'Besök', 'Ersättningar', 'Förvaltning', 'Inställningar'],
    ['English', 'en', 'Visits', 'Claims', 'Administration', 'Settings'],
    ['Suomi', 'fi', 'Käynnit', 'Korvaukset', 'Ratkaistavat', 'Hallinta', 'Asetukset'],
  ] as const) {
    await page.locator('select.language').selectOption({ label })
    for (const name of names) {
      await goTo(page, name as 'Käynnit')
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(page.locator('#content')).not.toContainText(
        /\b(visits|claims|settings|handover|retention|persons|common|admin|periods|import|help)\.\w/,
      )
    }
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
  }
})
