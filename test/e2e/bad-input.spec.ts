import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { unlock } from './screens/entrance.ts'
import { adminPart, switchOn } from './screens/organisation.ts'
import { focusForm, logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { chooseIn, chooseOption, goTo, undoOf } from './screens/window.ts'
import { word } from './words.ts'

/** Issue 3, bad input: clear message, nothing changed, nothing lost. Sheets have import.spec.ts and read-sheet.test.ts. */

const paste = (page: Page, text: string): Promise<void> =>
  page.evaluate((pasted) => {
    const field = document.activeElement as HTMLInputElement
    const data = new DataTransfer()
    data.setData('text/plain', pasted)
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
    document.execCommand('insertText', false, pasted)
  }, text)

/** Saves from another field: that leads to what is wrong, each time anew, whatever an earlier save has left on the screen. */
async function refused(page: Page, wrong: Locator): Promise<void> {
  await focusForm(page)
  await saveVisit(page)
  await expect(wrong).toBeFocused()
}

test('a long, broken or foreign text is told plainly, stays in the form, and can be put right', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await switchOn(page, 'note')
  const note = visitForm(page).note
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  for (const [text, answer] of [
    ['ä'.repeat(10_000), /Enintään 200 merkkiä, nyt 10000/],
    ['soita ٠٤٠١٢٣٤٥٦٧', /numero/i],
    ['soita \u202e7654321040\u202c', /numero/i],
    ['04\u200b0 12\u200b34 567', /numero/i],
  ] as const) {
    await note.focus()
    await page.keyboard.press('Control+a')
    await paste(page, text)
    await refused(page, note)
    await expect(page.getByText(answer).first()).toBeVisible()
    await expect(page.getByRole('row', { name: /asuminen/ })).toHaveCount(0)
    await expect(visitForm(page).chosenTopics).toContainText('asuminen')
  }
  await note.focus()
  await page.keyboard.press('Control+a')
  await paste(page, 'puolikas \ud83d merkki')
  await saveVisit(page)
  await expect(page.getByText(/merkki, jota ei voi tallentaa/).first()).toBeVisible()
  await expect(page.getByRole('row', { name: /asuminen/ })).toHaveCount(0)
  await expect(visitForm(page).chosenTopics).toContainText('asuminen')
  await note.fill('vie lomake postiin')
  await saveVisit(page)
  await expect(page.getByRole('row', { name: /asuminen/ })).toHaveCount(1)
})

test('dates of 1900 and 2100 and counts that cannot be are refused with what to do', async ({ openMade }) => {
  const { page } = await openMade()
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  const date = visitForm(page).date
  const day = await date.inputValue()
  for (const wrong of ['1900-01-01', '2100-01-01']) {
    await date.fill(wrong)
    await refused(page, date)
    await expect(page.getByText(/Päivä ei voi olla tulevaisuudessa/).first()).toBeVisible()
  }
  await date.fill(day)
  for (const wrong of ['0', '-3', '1e9', '21']) {
    await visitForm(page).partySize.fill(wrong)
    await refused(page, visitForm(page).partySize)
    await expect(page.getByText(/Tarkista tämä kenttä|Ilmoita henkilömäärä/).first()).toBeVisible()
  }
  await expect(page.getByRole('row', { name: /asuminen/ })).toHaveCount(0)
  await visitForm(page).partySize.fill('2')
  await saveVisit(page)
  await expect(page.getByRole('row', { name: /asuminen/ })).toHaveCount(1)
})

test('an own code named like a part of the language is a code like any other', async ({ openMade }) => {
  const { page } = await openMade()
  await adminPart(page, 'codes')
  await page.getByRole('button', { name: word('admin.newCode') }).press('Enter')
  const form = page.getByRole('form', { name: word('admin.code') })
  const [fi, sv, en] = [
    form.getByLabel(/suomeksi/),
    form.getByLabel(/ruotsiksi/),
    form.getByLabel(/englanniksi/),
  ]
  await fi.fill('uimahalli')
  await sv.fill('simhall')
  await en.fill('swimming hall')
  await form.getByLabel(word('admin.national')).focus()
  await chooseOption(page, 'vapaa-aika')
  const code = form.getByRole('textbox', { name: word('admin.code') })
  const submit = form.getByRole('button', { name: word('common.save'), exact: true })
  await code.fill('__proto__')
  await submit.press('Enter')
  await expect(form.getByText(word('problem.shape')).first()).toBeVisible()
  await code.fill('constructor')
  await submit.press('Enter')
  await expect(form).toHaveCount(0)
  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page, { language: 'arabia', topics: ['uimahalli'] })
  await expect(page.getByRole('row', { name: /uimahalli/ })).toHaveCount(1)
})

test('a clock a year behind is told of, keeps nobody from working, and can be said to be right', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  await focusForm(device.page)
  await logVisit(device.page, { language: 'arabia' })
  await device.close()

  const { page } = await open(device.folder)
  await page.clock.setFixedTime(Date.now() - 365 * 24 * 3600 * 1000)
  await unlock(page)
  await expect(page.getByText(/Tarkista koneen kello/)).toBeVisible()
  await page.getByRole('button', { name: word('visits.clockRight') }).press('Enter')
  await expect(page.getByText(/Tarkista koneen kello/)).toHaveCount(0)
})

test('a reminder takes nothing that identifies, stays on the device, and goes when it is done', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await page.getByRole('button', { name: /^Muistuta/ }).press('Enter')
  const dialog = page.getByRole('dialog', { name: word('visits.reminder') })
  await dialog.getByLabel(word('visits.reminderWhat')).fill('soita 040 123 4567')
  await dialog.getByRole('button', { name: word('common.save') }).press('Enter')
  await expect(dialog.getByText(/numero/i).first()).toBeVisible()
  await dialog.getByLabel(word('visits.reminderWhat')).fill('soita Kelan jonoon')
  await dialog.getByRole('button', { name: word('common.save') }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  const list = again.page.getByRole('region', { name: word('visits.reminders') })
  await expect(list).toContainText('soita Kelan jonoon')
  await list.getByRole('button', { name: /^Tehty/ }).press('Enter')
  await expect(list).toHaveCount(0)
  await undoOf(again.page, word('visits.reminderDone')).press('Enter')
  await expect(list).toContainText('soita Kelan jonoon')
  await again.page.clock.setFixedTime(Date.now() + 31 * 24 * 3600 * 1000)
  await unlock(again.page) // the leap has locked it
  await expect(visitList(again.page).title).toBeVisible()
  await expect(list).toHaveCount(0)
})
