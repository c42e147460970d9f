import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  addPerson,
  claimAsTampere,
  createOrganisation,
  focusForm,
  goTo,
  logVisit,
  makeClaim,
} from './steps.ts'

async function check(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)).toEqual(
    [],
  )
}

test('axe finds nothing on any screen', async ({ open }) => {
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
  await claimAsTampere(page)
  await check(page)
  await addPerson(page)
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await page.getByRole('button', { name: 'Uusi henkilö' }).click()
  await check(page)
  await page.getByRole('button', { name: 'Lukitse' }).click()
  await check(page)
})

test('the language changes while the window runs, and every screen speaks it', async ({ open }) => {
  const { page } = await open()
  await createOrganisation(page)

  for (const [label, lang, visits, claims, settings] of [
    ['Svenska', 'sv', 'Besök', 'Ersättningar', 'Inställningar'],
    ['English', 'en', 'Visits', 'Claims', 'Settings'],
    ['Suomi', 'fi', 'Käynnit', 'Korvaukset', 'Asetukset'],
  ] as const) {
    await page.locator('select.language').selectOption({ label })
    for (const name of [visits, claims, settings]) {
      await goTo(page, name as 'Käynnit')
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
      await expect(page.locator('#content')).not.toContainText(
        /\b(visits|claims|settings|persons|common)\.\w/,
      )
    }
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
  }
})
