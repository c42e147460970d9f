import { expect, type Locator, type Page } from '@playwright/test'
import { word } from '../words.ts'
import { chooseOption } from './window.ts'

const picker = (within: Page | Locator, name: string): Locator =>
  within.getByRole('combobox', { name, exact: true })

/** The fields of a visit, in the form or in another place that has them. */
export const visitForm = (within: Page | Locator) => ({
  title: within.getByRole('heading', { name: word('visits.new') }),
  editing: within.getByRole('heading', { name: word('visits.editing') }),
  language: picker(within, word('visits.serviceLanguage')),
  topics: picker(within, word('visits.topics')),
  chosenTopics: within.getByRole('list', { name: word('visits.topics') }),
  measures: picker(within, word('visits.measures')),
  partySize: within.getByLabel(word('visits.partySize')),
  site: within.getByLabel(word('visits.site')),
  date: within.getByLabel(word('visits.date'), { exact: true }).first(),
  kind: within.getByLabel(word('visits.kind'), { exact: true }),
  channel: picker(within, word('visits.channel')),
  setting: picker(within, word('visits.setting')),
  interpreting: picker(within, word('visits.interpreterMode')),
  interpreterLanguage: picker(within, word('visits.interpreterLanguage')),
  outcome: picker(within, word('visits.outcome')),
  gender: picker(within, word('visits.gender')),
  repeat: picker(within, word('visits.repeat')),
  note: within.getByLabel(word('visits.note'), { exact: true }),
  clear: within.getByRole('button', { name: word('visits.clear') }),
  saveAnyway: within.getByRole('button', { name: word('visits.saveAnyway') }),
  /** A choice that stands in the form, with which it goes. */
  chosen: (name: string): Locator => within.getByRole('button', { name: word('common.remove', { name }) }),
  saved: within.getByText(word('visits.saved')).first(),
  restored: within.getByText(word('visits.draft')),
})

export const visitList = (page: Page) => ({
  title: page.getByRole('heading', { name: word('visits.title'), level: 1 }),
  count: page.getByTestId('visit-count'),
  empty: page.getByText(word('visits.empty')),
  row: (name: RegExp): Locator => page.getByRole('row', { name }),
  /** With the heads. */
  rows: page.getByRole('region', { name: word('visits.list') }).getByRole('row'),
  /** The button that opens the form of this row. */
  edit: (name: RegExp): Locator => page.getByRole('row', { name }).getByRole('button', { name: /Muokkaa/ }),
})

export const focusForm = (page: Page): Promise<void> => visitForm(page).language.focus()
/** Saves the form of a visit by its keys. */
export const saveVisit = (page: Page): Promise<void> => page.keyboard.press('Control+Enter')

/**
 * Logs a visit with the keyboard alone. The focus stands in the first field, the service language; topics follow by
 * themselves, measures by Tab, and Ctrl+Enter saves.
 */
export async function logVisit(
  page: Page,
  { language = '', topics = ['asuminen'], measures = ['neuvonta'] } = {},
): Promise<void> {
  const { keyboard } = page
  const form = visitForm(page)
  if (language) await chooseOption(page, language)
  else await keyboard.press('Tab')
  await expect(form.topics).toBeFocused() // the language, once chosen, leads on to the topics
  // those of a draft, and measures of the last visit, stand there already
  const chooseNew = async (text: string): Promise<void> => {
    if ((await form.chosen(text).count()) === 0) await chooseOption(page, text)
  }
  for (const topic of topics) await chooseNew(topic)
  await keyboard.press('Tab')
  for (const measure of measures) await chooseNew(measure)
  await saveVisit(page)
  await expect(form.saved).toBeVisible()
  // the message of the visit before may still stand there: the next one can begin when the form is empty again
  await expect(form.chosenTopics).toHaveCount(0)
  await expect(form.language).toBeFocused()
}
