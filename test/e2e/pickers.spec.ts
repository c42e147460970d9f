import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { claimAsTampere, settings } from './screens/organisation.ts'
import { addPerson, personForm, personList } from './screens/persons.ts'
import { logVisit, saveVisit, visitForm } from './screens/visits.ts'
import { chooseOption, goTo } from './screens/window.ts'
import { word } from './words.ts'

const language = (page: Page) => visitForm(page).language
const noMatch = (page: Page, text: string) => page.getByText(word('picker.none', { text }))
const listedRows = (page: Page) => page.getByRole('row', { name: /neuvonta|suomi|somali|arabia/ })

test('B14: a picker of a restored draft gives its text up to whoever types, however it got the focus', async ({
  openMade,
}) => {
  const { page } = await openMade()
  const ways: Record<string, () => Promise<void>> = {
    click: () => language(page).click(),
    label: () => page.locator('label', { hasText: 'Asiointikieli' }).click(),
    script: () => language(page).focus(),
    tab: async () => {
      await visitForm(page).topics.focus()
      await page.keyboard.press('Shift+Tab')
    },
    'the focus it has already': async () => undefined,
  }
  for (const [way, focus] of Object.entries(ways)) {
    await language(page).focus()
    await chooseOption(page, 'arabia')
    await goTo(page, 'periods')
    await goTo(page, 'visits')
    await expect(language(page), way).toHaveValue('arabia')

    await focus()
    await expect(language(page), way).toBeFocused()
    await page.keyboard.type('somali')

    await expect(language(page), way).toHaveValue('somali')
    await page.keyboard.press('Enter')
    await expect(language(page), way).toHaveValue('somali')
    await visitForm(page).clear.press('Enter')
  }
})

test('B8: what is typed after the form was emptied replaces the text that stands there', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await language(page).focus()
  await chooseOption(page, 'somali')

  await visitForm(page).clear.click()
  await expect(language(page)).toHaveValue('suomi')
  await page.keyboard.type('ar')

  await expect(language(page)).toHaveValue('ar')
  // a second click into a field that nobody has typed in puts no caret between its letters
  await page.keyboard.press('Escape')
  await language(page).click()
  await language(page).click()
  await page.keyboard.type('ven')
  await expect(language(page)).toHaveValue('ven')
})

test('B1: a language that is not in the list is told and never saved as the old one', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await logVisit(page, { language: 'arabia' })
  await expect(listedRows(page)).toHaveCount(1)
  await chooseOption(page, 'suomi')
  await chooseOption(page, 'asuminen')
  await language(page).focus()

  await page.keyboard.type('kinyazz')
  await expect(noMatch(page, 'kinyazz')).toBeVisible()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')

  await expect(language(page)).toHaveValue('kinyazz')
  await expect(language(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(page.locator('[aria-live]', { hasText: 'Ei osumia: kinyazz' })).toHaveCount(1)
  // leaving the field drops nothing
  await page.keyboard.press('Tab')
  await expect(language(page)).toHaveValue('kinyazz')
  await saveVisit(page)
  await expect(language(page)).toBeFocused()
  await page.getByRole('button', { name: word('visits.saveKey') }).click()
  await expect(language(page)).toBeFocused()
  await expect(noMatch(page, 'kinyazz')).toBeVisible()
  await expect(listedRows(page)).toHaveCount(1)

  // the topics say it too, and so does a text that several answer to
  await chooseOption(page, 'somali')
  await page.keyboard.type('xyzzy')
  await saveVisit(page)
  await expect(visitForm(page).topics).toBeFocused()
  await expect(noMatch(page, 'xyzzy')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(noMatch(page, 'xyzzy')).toHaveCount(0)
  await language(page).focus()
  await page.keyboard.type('s')
  await saveVisit(page)
  await expect(page.getByText('Useita osumia: s')).toBeVisible()

  // the whole word is the choice, with or without Enter
  await page.keyboard.press('Control+A')
  await page.keyboard.type('somali')
  await saveVisit(page)
  await expect(visitForm(page).saved).toBeVisible()
  await expect(page.getByRole('row', { name: /somali/ })).toHaveCount(1)
  await expect(listedRows(page)).toHaveCount(2)
})

test('B1: pickers of claims keep what was typed and save nothing else in its place', async ({ openMade }) => {
  const { page } = await openMade()
  await claimAsTampere(page)
  const area = settings(page).claimantArea
  await area.fill('Tampele')
  await area.press('Enter')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(area).toBeFocused()
  await expect(area).toHaveValue('Tampele')
  await expect(noMatch(page, 'Tampele')).toBeVisible()
  await area.press('Escape')
  await expect(area).toHaveValue('Tampere')

  await addPerson(page)
  await personList(page).edit('A1').press('Enter')
  const municipality = personForm(page).municipality
  await municipality.fill('Nokiia')
  await municipality.press('Enter')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(municipality).toBeFocused()
  await expect(noMatch(page, 'Nokiia')).toBeVisible()
  await municipality.fill('Nokia')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(personList(page).saved).toBeVisible()
  await personList(page).edit('A1').press('Enter')
  await expect(municipality).toHaveValue('Nokia')
})
