import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { claimList, claimsPart, claimView, lineForm, makeClaim } from './screens/claims.ts'
import { lockButton, unlock } from './screens/entrance.ts'
import { claimAsTampere } from './screens/organisation.ts'
import { fillPerson, personForm, personList } from './screens/persons.ts'
import { alertOf, chooseIn, goTo, undoOf } from './screens/window.ts'
import { untilKept } from './until-kept.ts'
import { word } from './words.ts'

const save = (page: Page) => page.getByRole('button', { name: word('common.save'), exact: true })
const summary = (page: Page) => alertOf(page, 'Ei tallennettu')
const persons = (page: Page) => personList(page).region.first()

async function lockAndUnlock(page: Page): Promise<void> {
  await lockButton(page).press('Enter')
  await unlock(page)
}

/** A person with the same name and birth date as one that is there, typed and not saved. */
async function typeDouble(page: Page): Promise<void> {
  await personList(page).new.click()
  await fillPerson(page, { ref: 'A2' })
}

test('B5: a second press without a gap makes no second claim and no second person', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await typeDouble(page)
  await personForm(page).name.fill('Bea Berg')
  await save(page).dblclick()
  await expect(personList(page).edit('A2')).toBeVisible()
  await expect(personList(page).edit('A2')).toHaveCount(1)

  await claimsPart(page, 'claims')
  const section = claimList(page)
  await section.from.fill('2025-01-01')
  await section.to.fill('2025-12-31')
  const make = section.create
  await make.dblclick()
  await expect(claimView(page).total).toBeVisible()
  // by the keys, and by whatever else presses a button, at once
  await section.to.fill('2025-11-30')
  await make.focus()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await make.evaluate((button: HTMLButtonElement) => {
    button.click()
    button.click()
  })
  await expect(section.open).toHaveCount(2)
  // and by presses that come after the claim was made; one that comes before the form has ended is none
  await expect(async () => {
    await make.press('Enter')
    await expect(page.getByText(/hakemus, jota ei ole lähetetty: se avattiin/)).toBeVisible({ timeout: 5000 })
  }).toPass()
  await expect(section.open).toHaveCount(2)
  await goTo(page, 'visits')
  await goTo(page, 'claims')
  await claimsPart(page, 'claims')
  await expect(section.open).toHaveCount(2)
})

test('B6: a double click on save never merges persons; merging asks and can be undone', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await page.setViewportSize({ width: 1366, height: 768 })
  for (const ref of ['B1', 'B2', 'B3']) {
    await typeDouble(page)
    await personForm(page).ref.fill(ref)
    await save(page).scrollIntoViewIfNeeded()
    const box = await save(page).boundingBox()
    const at = { x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 10 }
    await page.mouse.dblclick(at.x, at.y)
    await expect(personList(page).edit(ref)).toBeVisible()
    await page.mouse.click(at.x, at.y)
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  for (const ref of ['A1', 'B1', 'B2', 'B3']) await expect(personList(page).edit(ref)).toBeVisible()

  const doubles = personList(page).doubles
  await doubles
    .getByRole('button', { name: /^Yhdistä/ })
    .first()
    .click()
  const asking = page.getByRole('dialog')
  await asking.getByRole('button', { name: word('common.cancel') }).click()
  await expect(personList(page).edits).toHaveCount(4)
  await doubles
    .getByRole('button', { name: /^Yhdistä/ })
    .first()
    .click()
  await asking.getByRole('button', { name: word('persons.merge') }).click()
  await expect(personList(page).edits).toHaveCount(3)
  await undoOf(page, /^Yhdistetty henkilöön/).click()
  await expect(personList(page).edits).toHaveCount(4)
})

test('B9, B10: a half-filled person, decision and line survive leaving, a lock and a kill, until thrown away', async ({
  open,
  openClaims,
}) => {
  const device = await openClaims()
  const { page } = device
  await personList(page).new.click()
  await personForm(page).ref.fill('C7')
  await personForm(page).name.fill('Kesken Jäänyt')
  await goTo(page, 'visits')
  await goTo(page, 'claims')
  await expect(personForm(page).name).toHaveValue('Kesken Jäänyt')
  await lockAndUnlock(page)
  await goTo(page, 'claims')
  await expect(personForm(page).ref).toHaveValue('C7')
  await expect(page.getByText(word('draft.restored'))).toBeVisible()

  await claimsPart(page, 'decisions')
  await page.getByRole('button', { name: word('decisions.new') }).press('Enter')
  await page.getByLabel(word('decisions.diaryNumber')).fill('12/2026')
  await makeClaim(page, '2025-01-01', '2025-12-31')
  const lastDay = claimList(page).to
  await untilKept(page, 'claim/new', () => lastDay.fill('2025-10-31'))
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  await goTo(again.page, 'claims')
  await expect(personForm(again.page).name).toHaveValue('Kesken Jäänyt')
  await claimsPart(again.page, 'decisions')
  await expect(again.page.getByLabel(word('decisions.diaryNumber'))).toHaveValue('12/2026')
  await claimsPart(again.page, 'claims')
  await expect(claimList(again.page).to).toHaveValue('2025-10-31')
  await claimsPart(again.page, 'persons')
  await again.page.getByRole('button', { name: word('draft.drop') }).press('Enter')
  await expect(personForm(again.page).name).toHaveCount(0)
  await goTo(again.page, 'visits')
  await goTo(again.page, 'claims')
  await expect(persons(again.page)).toBeVisible()
  await expect(personForm(again.page).name).toHaveCount(0)
})

test('B11: a draft claim follows its lines by itself, and its preview speaks of no changed rules', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await claimsPart(page, 'claims')
  const section = claimList(page)
  await section.from.fill('2025-01-01')
  await section.to.fill('2025-12-31')
  await section.kind.selectOption('SPECIAL_EDU')
  await chooseIn(section.persons, 'A1')
  await section.create.click()
  await expect(claimView(page).total).toBeVisible()
  await lineForm(page).new.press('Enter')
  await chooseIn(lineForm(page).costType, 'oppimisen')
  await lineForm(page).from.fill('2025-05-01')
  await lineForm(page).to.fill('2025-05-31')
  await lineForm(page).gross.fill('3 100,50')
  await lineForm(page).voucher.fill('4711')
  await save(page).press('Enter')

  await expect(claimView(page).total).toContainText(/3\s100,50/)
  await claimView(page).preview.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByText(/Säännöt ovat muuttuneet/)).toHaveCount(0)
  await expect(page.getByRole('dialog').locator('canvas').first()).toBeVisible()
})

test('B12: what is wrong with a person stands at its field, with the focus and a link, in words of the screen', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await page.setViewportSize({ width: 1366, height: 768 })
  await claimAsTampere(page)
  await goTo(page, 'claims')
  await typeDouble(page)
  await personForm(page).birthDate.fill('2031-05-01')
  await personForm(page).to.fill('2025-03-01')
  await save(page).click()

  await expect(personForm(page).birthDate).toBeFocused()
  await expect(personForm(page).birthDate).toBeInViewport({ ratio: 1 })
  await expect(page.getByText(word('persons.wrong.future'))).toBeInViewport()
  await expect(page.getByText(/residence|\[0\]/)).toHaveCount(0)
  await summary(page)
    .getByRole('link', { name: word('persons.to') })
    .click()
  await expect(personForm(page).to).toBeFocused()
  await expect(page.getByText(word('persons.wrong.beforeStart'))).toBeInViewport()
})
