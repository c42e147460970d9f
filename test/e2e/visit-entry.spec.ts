import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { lockButton, unlock } from './screens/entrance.ts'
import { focusForm, logVisit, saveVisit, visitForm } from './screens/visits.ts'
import { alertOf, chooseIn, chooseOption, goTo, undoOf } from './screens/window.ts'
import { word } from './words.ts'

const rows = (page: Page, name: RegExp) => page.getByRole('row', { name })
const saved = (page: Page) => visitForm(page).saved

test('B2: what belongs to a client is not carried over to the next one, what belongs to the shift is', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  await chooseIn(visitForm(page).interpreting, 'puhelin')
  await expect(visitForm(page).interpreterLanguage).toHaveValue('arabia')
  await chooseIn(visitForm(page).outcome, 'jatkuu')
  await chooseIn(visitForm(page).channel, 'puhelin')
  await visitForm(page).partySize.fill('3')
  await chooseIn(visitForm(page).gender, 'nainen')

  await saveVisit(page)
  await expect(saved(page)).toBeVisible()

  await expect(visitForm(page).partySize).toHaveValue('1')
  await expect(visitForm(page).outcome).toHaveValue('asia hoitui')
  await expect(visitForm(page).gender).not.toHaveValue('nainen')
  await expect(visitForm(page).channel).toHaveValue('puhelin')
  await expect(visitForm(page).chosen('neuvonta')).toBeVisible()
  await chooseOption(page, 'somali')
  await chooseOption(page, 'asuminen')
  await expect(visitForm(page).interpreterLanguage).toHaveCount(0)
  await saveVisit(page)
  await expect(rows(page, /somali/)).toHaveCount(1)
  await rows(page, /somali/)
    .getByRole('button', { name: /Muokkaa/ })
    .press('Enter')
  await expect(visitForm(page).interpreting).toHaveValue(/ei/)
  // the interpreter's language follows that of the service
  await chooseIn(visitForm(page).interpreting, 'puhelin')
  await expect(visitForm(page).interpreterLanguage).toHaveValue('somali')
  await chooseIn(visitForm(page).language, 'dari')
  await expect(visitForm(page).interpreterLanguage).toHaveValue('dari')
})

test('B3: a question before saving comes into view with the focus, and the same keys answer it', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await page.setViewportSize({ width: 1366, height: 768 })
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'muu')
  await chooseIn(visitForm(page).measures, 'neuvonta')

  await saveVisit(page)

  const question = alertOf(page, 'tallenna uudelleen')
  await expect(question).toBeInViewport({ ratio: 1 })
  await expect(question).toBeFocused()
  await expect(question).toHaveAttribute('aria-live', 'assertive')
  await expect(visitForm(page).saveAnyway).toBeInViewport({ ratio: 1 })
  await expect(rows(page, /arabia/)).toHaveCount(0)
  await saveVisit(page)
  await expect(rows(page, /arabia/)).toHaveCount(1)
})

test('B3: what is wrong with a visit is in view with the focus, and is summed up with links', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await page.setViewportSize({ width: 1366, height: 768 })
  await visitForm(page).partySize.fill('0')
  await saveVisit(page)

  await expect(visitForm(page).topics).toBeFocused()
  await expect(visitForm(page).topics).toBeInViewport({ ratio: 1 })
  const summary = alertOf(page, 'Ei tallennettu')
  await expect(summary.getByRole('link', { name: word('visits.topics') })).toBeVisible()
  await summary.getByRole('link', { name: word('visits.partySize') }).click()
  await expect(visitForm(page).partySize).toBeFocused()
})

test('B4: keys that are held save one visit', async ({ openMade }) => {
  const { page } = await openMade()
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  await page.keyboard.down('Control')
  await page.keyboard.down('Shift')
  for (let press = 0; press < 30; press++) await page.keyboard.down('Enter')
  for (const key of ['Enter', 'Shift', 'Control']) await page.keyboard.up(key)

  await expect(saved(page)).toBeVisible()
  // what comes next is written after all that was asked for before
  await goTo(page, 'periods')
  await goTo(page, 'visits')
  await expect(rows(page, /arabia/)).toHaveCount(1)
})

test('B7: keys typed while a save runs belong to the next visit', async ({ openMade }) => {
  const { page } = await openMade()
  await logVisit(page, { language: 'arabia' })
  for (const [index, language] of ['somali', 'dari', 'venäjä', 'somali', 'dari', 'venäjä'].entries()) {
    await focusForm(page)
    await chooseOption(page, language)
    await chooseOption(page, index % 2 ? 'asuminen' : 'työ')
    // the next client's language follows without a pause
    await saveVisit(page)
    await page.keyboard.type('kurdi')
    await expect(visitForm(page).language).toHaveValue('kurdi')
    await page.keyboard.press('Escape')
    const question = visitForm(page).saveAnyway
    if (await question.isVisible()) await question.press('Enter')
  }
  await expect(rows(page, /somali/)).toHaveCount(2)
  await expect(rows(page, /dari/)).toHaveCount(2)
  await expect(rows(page, /venäjä/)).toHaveCount(2)
})

test('B7: a visit that is undone comes back into the form, or beside it when the next is being typed', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await logVisit(page, { language: 'arabia' })
  await undoOf(page, word('visits.saved')).press('Enter')
  await expect(rows(page, /arabia/)).toHaveCount(0)
  await expect(visitForm(page).language).toHaveValue('arabia')
  await expect(visitForm(page).chosen('asuminen')).toBeVisible()
  await saveVisit(page)
  await expect(rows(page, /arabia/)).toHaveCount(1)

  await focusForm(page)
  await chooseOption(page, 'somali')
  await undoOf(page, word('visits.saved')).press('Enter')
  await expect(rows(page, /arabia/)).toHaveCount(0)
  await expect(visitForm(page).language).toHaveValue('somali')
  const offers = page.getByRole('region', { name: word('draft.offers') })
  await offers.getByRole('button', { name: /^Jatka.*arabia/ }).press('Enter')
  await expect(visitForm(page).language).toHaveValue('arabia')
  await expect(offers.getByRole('button', { name: /^Jatka.*somali/ })).toBeVisible()
})

test('B9: a correction that was left is offered again, and writes only what it changed', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await logVisit(page, { language: 'arabia' })
  await rows(page, /arabia/)
    .getByRole('button', { name: /Muokkaa/ })
    .press('Enter')
  await visitForm(page).partySize.fill('4')
  await lockButton(page).press('Enter')
  await unlock(page)
  const offers = page.getByRole('region', { name: word('draft.offers') })
  await offers.getByRole('button', { name: /^Jatka/ }).press('Enter')
  await expect(visitForm(page).partySize).toHaveValue('4')
  await saveVisit(page)
  await expect(saved(page)).toBeVisible()
  await expect(offers).toHaveCount(0)
})

test('B7: "saved" is not said of a visit whose write is still under way', async ({ openMade }) => {
  const { page } = await openMade()
  await logVisit(page, { language: 'arabia' })
  await expect(saved(page)).toBeVisible()
  await chooseOption(page, 'somali')
  await chooseOption(page, 'asuminen')

  // looked at in the very moment in which the form is free again
  const shown = await page.evaluate(() => {
    document.activeElement?.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true }),
    )
    return {
      isFree: document.querySelector('[data-topics] ul') === null,
      isSaid: document.querySelector('.toasts')?.textContent?.includes('Käynti tallennettu') ?? false,
    }
  })

  expect(shown).toEqual({ isFree: true, isSaid: false })
  await expect(saved(page)).toBeVisible()
  await expect(rows(page, /somali/)).toHaveCount(1)
})
