import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import {
  addPerson,
  chooseOption,
  claimAsTampere,
  claimsPart,
  createOrganisation,
  goTo,
  makeClaim,
  unlock,
} from './steps.ts'
import { untilKept } from './until-kept.ts'

const save = (page: Page) => page.getByRole('button', { name: 'Tallenna', exact: true })
const summary = (page: Page) => page.getByRole('alert').filter({ hasText: 'Ei tallennettu' })
const persons = (page: Page) => page.getByRole('region', { name: 'Henkilöt', exact: true }).first()

async function lockAndUnlock(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lukitse' }).press('Enter')
  await unlock(page)
}

/** A person with the same name and birth date as one that is there, typed and not saved. */
async function typeDouble(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Uusi henkilö' }).click()
  await page.getByLabel('Viite').fill('A2')
  await page.getByLabel('Nimi', { exact: true }).fill('Ämnä Öhman')
  await page.getByLabel('Syntymäaika').fill('1990-05-01')
  await page.getByLabel('Alkaen', { exact: true }).first().fill('2025-03-17')
}

test('B5: a second press without a gap makes no second claim and no second person', async ({ open }) => {
  const { page } = await open()
  await createOrganisation(page)
  await claimAsTampere(page)
  await addPerson(page)
  await typeDouble(page)
  await page.getByLabel('Nimi', { exact: true }).fill('Bea Berg')
  await save(page).dblclick()
  await expect(page.getByRole('button', { name: 'Muokkaa A2' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Muokkaa A2' })).toHaveCount(1)

  await claimsPart(page, 'Hakemukset')
  const section = page.getByRole('region', { name: 'Maksatushakemukset' })
  await section.getByLabel('Alkaen', { exact: true }).fill('2025-01-01')
  await section.getByLabel('Päättyen').fill('2025-12-31')
  const make = section.getByRole('button', { name: 'Tee hakemus' })
  await make.dblclick()
  await expect(page.getByTestId('claim-total')).toBeVisible()
  // by the keys, and by whatever else presses a button, at once
  await section.getByLabel('Päättyen').fill('2025-11-30')
  await make.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await make.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(section.getByRole('button', { name: /^Avaa/ })).toHaveCount(2)
  // and by presses that come after the claim was made; one that comes before the form has ended is none
  await expect(async () => {
    await make.press('Enter')
    await expect(page.getByText(/hakemus, jota ei ole lähetetty: se avattiin/)).toBeVisible({ timeout: 5000 })
  }).toPass()
  await expect(section.getByRole('button', { name: /^Avaa/ })).toHaveCount(2)
  await goTo(page, 'Käynnit')
  await goTo(page, 'Korvaukset')
  await claimsPart(page, 'Hakemukset')
  await expect(section.getByRole('button', { name: /^Avaa/ })).toHaveCount(2)
})

test('B6: a double click on save never merges persons; merging asks and can be undone', async ({ open }) => {
  const { page } = await open()
  await page.setViewportSize({ width: 1366, height: 768 })
  await createOrganisation(page)
  await claimAsTampere(page)
  await addPerson(page)
  for (const ref of ['B1', 'B2', 'B3']) {
    await typeDouble(page)
    await page.getByLabel('Viite').fill(ref)
    await save(page).scrollIntoViewIfNeeded()
    const box = await save(page).boundingBox()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10 }
    await page.mouse.dblclick(at.x, at.y)
    await expect(page.getByRole('button', { name: `Muokkaa ${ref}` })).toBeVisible()
    await page.mouse.click(at.x, at.y)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  for (const ref of ['A1', 'B1', 'B2', 'B3'])
    await expect(page.getByRole('button', { name: `Muokkaa ${ref}` })).toBeVisible()

  const doubles = page.getByRole('region', { name: 'Ehkä sama henkilö' })
  await doubles
    .getByRole('button', { name: /^Yhdistä/ })
    .first()
    .click()
  const asking = page.getByRole('dialog')
  await asking.getByRole('button', { name: 'Peruuta' }).click()
  await expect(page.getByRole('button', { name: /^Muokkaa [AB]\d/ })).toHaveCount(4)
  await doubles
    .getByRole('button', { name: /^Yhdistä/ })
    .first()
    .click()
  await asking.getByRole('button', { name: 'Yhdistä' }).click()
  await expect(page.getByRole('button', { name: /^Muokkaa [AB]\d/ })).toHaveCount(3)
  await page.getByRole('button', { name: 'Kumoa' }).first().click()
  await expect(page.getByRole('button', { name: /^Muokkaa [AB]\d/ })).toHaveCount(4)
})

test('B9, B10: a half-filled person, decision and line survive leaving, a lock and a kill, until thrown away', async ({
  open,
}) => {
  const device = await open()
  const { page } = device
  await createOrganisation(page)
  await claimAsTampere(page)
  await addPerson(page)
  await page.getByRole('button', { name: 'Uusi henkilö' }).click()
  await page.getByLabel('Viite').fill('C7')
  await page.getByLabel('Nimi', { exact: true }).fill('Kesken Jäänyt')
  await goTo(page, 'Käynnit')
  await goTo(page, 'Korvaukset')
  await expect(page.getByLabel('Nimi', { exact: true })).toHaveValue('Kesken Jäänyt')
  await lockAndUnlock(page)
  await goTo(page, 'Korvaukset')
  await expect(page.getByLabel('Viite')).toHaveValue('C7')
  await expect(page.getByText('Keskeneräinen lomake palautettiin.')).toBeVisible()

  await claimsPart(page, 'Päätökset')
  await page.getByRole('button', { name: 'Uusi päätös' }).press('Enter')
  await page.getByLabel('Diaarinumero').fill('12/2026')
  await makeClaim(page, '2025-01-01', '2025-12-31')
  const lastDay = page.getByRole('region', { name: 'Maksatushakemukset' }).getByLabel('Päättyen')
  await untilKept(page, 'claim/new', () => lastDay.fill('2025-10-31'))
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  await goTo(again.page, 'Korvaukset')
  await expect(again.page.getByLabel('Nimi', { exact: true })).toHaveValue('Kesken Jäänyt')
  await claimsPart(again.page, 'Päätökset')
  await expect(again.page.getByLabel('Diaarinumero')).toHaveValue('12/2026')
  await claimsPart(again.page, 'Hakemukset')
  await expect(again.page.getByLabel('Päättyen')).toHaveValue('2025-10-31')
  await claimsPart(again.page, 'Henkilöt')
  await again.page.getByRole('button', { name: 'Hylkää luonnos' }).press('Enter')
  await expect(again.page.getByLabel('Nimi', { exact: true })).toHaveCount(0)
  await goTo(again.page, 'Käynnit')
  await goTo(again.page, 'Korvaukset')
  await expect(persons(again.page)).toBeVisible()
  await expect(again.page.getByLabel('Nimi', { exact: true })).toHaveCount(0)
})

test('B11: a draft claim follows its lines by itself, and its preview speaks of no changed rules', async ({
  open,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await claimAsTampere(page)
  await addPerson(page)
  await claimsPart(page, 'Hakemukset')
  const section = page.getByRole('region', { name: 'Maksatushakemukset' })
  await section.getByLabel('Alkaen', { exact: true }).fill('2025-01-01')
  await section.getByLabel('Päättyen').fill('2025-12-31')
  await section.getByLabel('Korvauslaji').selectOption('SPECIAL_EDU')
  await page.getByRole('combobox', { name: 'Henkilöt, joista haetaan' }).focus()
  await chooseOption(page, 'A1')
  await section.getByRole('button', { name: 'Tee hakemus' }).click()
  await expect(page.getByTestId('claim-total')).toBeVisible()
  await page.getByRole('button', { name: 'Uusi rivi' }).press('Enter')
  await page.getByRole('combobox', { name: 'Kustannuslaji' }).focus()
  await chooseOption(page, 'oppimisen')
  await page.getByLabel('Palvelu alkaen').fill('2025-05-01')
  await page.getByLabel('Palvelu päättyen').fill('2025-05-31')
  await page.getByLabel('Brutto (€)').fill('3 100,50')
  await page.getByLabel('Tositteen numero').fill('4711')
  await save(page).press('Enter')

  await expect(page.getByTestId('claim-total')).toContainText(/3\s100,50/)
  await page.getByRole('button', { name: 'Esikatsele' }).press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByText(/Säännöt ovat muuttuneet/)).toHaveCount(0)
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
})

test('B12: what is wrong with a person stands at its field, with the focus and a link, in words of the screen', async ({
  open,
}) => {
  const { page } = await open()
  await page.setViewportSize({ width: 1366, height: 768 })
  await createOrganisation(page)
  await claimAsTampere(page)
  await goTo(page, 'Korvaukset')
  await typeDouble(page)
  await page.getByLabel('Syntymäaika').fill('2031-05-01')
  await page.getByLabel('Viimeinen päivä').first().fill('2025-03-01')
  await save(page).click()

  await expect(page.getByLabel('Syntymäaika')).toBeFocused()
  await expect(page.getByLabel('Syntymäaika')).toBeInViewport({ ratio: 1 })
  await expect(page.getByText('Päivä on tulevaisuudessa. Korjaa se.')).toBeInViewport()
  await expect(page.getByText(/residence|\[0\]/)).toHaveCount(0)
  await summary(page).getByRole('link', { name: 'Viimeinen päivä' }).click()
  await expect(page.getByLabel('Viimeinen päivä').first()).toBeFocused()
  await expect(page.getByText('Viimeinen päivä on ennen ensimmäistä. Korjaa päivät.')).toBeInViewport()
})
