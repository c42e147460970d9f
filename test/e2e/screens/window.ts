import { expect, type Locator, type Page } from '@playwright/test'
import type { View } from '../../../src-renderer/app/frame/places.ts'
import { word } from '../words.ts'

/** What every screen has. */
export const saveButton = (within: Page | Locator): Locator =>
  within.getByRole('button', { name: word('common.save'), exact: true })
/** The button that takes the act back which this message tells of; an earlier message may have had one too. */
export const undoOf = (page: Page, said: string | RegExp): Locator =>
  page
    .getByRole('status')
    .locator('.toast')
    .filter({ hasText: said })
    .getByRole('button', { name: word('common.undo') })
/** Something that was refused or needs a person, told by some of its words. */
export const alertOf = (within: Page | Locator, text: string | RegExp): Locator =>
  within.getByRole('alert').filter({ hasText: text })

type Screen = 'visits' | 'periods' | 'handover' | 'conflicts' | 'claims' | 'admin' | 'settings'
/** What the rail leads to a place by. */
export const placeButton = (page: Page, place: View): Locator =>
  page
    .getByRole('navigation', { name: word('nav.label') })
    .getByRole('button', { name: word(`nav.${place}`) })
/** Claims begin with their persons. */
export const goTo = (page: Page, screen: Screen): Promise<void> =>
  placeButton(page, screen === 'claims' ? 'persons' : screen).click()

/** Presses a button by the keyboard, on the page or in a part of it. */
export const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name }).press('Enter')

/** Types into the focused picker and takes the first match by Enter, once the list is there; ends when it is gone. */
export async function chooseOption(page: Page, text: string): Promise<void> {
  const list = page.getByRole('listbox')
  await page.keyboard.type(text)
  await expect(list.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
}

/** The same in a picker that is not focused yet. */
export async function chooseIn(picker: Locator, text: string): Promise<void> {
  await picker.focus()
  await chooseOption(picker.page(), text)
}
