import { expect, type Locator, type Page } from '@playwright/test'
import { word } from '../words.ts'
import { goTo, saveButton } from './window.ts'

export const personList = (page: Page) => ({
  region: page.getByRole('region', { name: word('persons.title'), exact: true }),
  table: page.getByRole('table', { name: word('persons.title') }),
  new: page.getByRole('button', { name: word('persons.new') }),
  /** The button that opens the form of this person. */
  edit: (ref: string): Locator => page.getByRole('button', { name: `${word('common.edit')} ${ref}` }),
  edits: page.getByRole('button', { name: new RegExp(`^${word('common.edit')} [AB]\\d`) }),
  /** What the person that was saved or opened last is owed in all. */
  owed: page.getByTestId('owed-total'),
  saved: page.getByText(word('persons.saved')).first(),
  importList: page.getByRole('button', { name: word('persons.import') }),
  doubles: page.getByRole('region', { name: word('persons.doubles') }),
})

export const personForm = (within: Page | Locator) => ({
  ref: within.getByLabel(word('persons.ref')),
  name: within.getByLabel(word('persons.name'), { exact: true }),
  birthDate: within.getByLabel(word('persons.birthDate')),
  identityCode: within.getByLabel(word('persons.identityCode')),
  permitGround: within.getByLabel(word('persons.permitGround')),
  /** Of the first stay, as all below. */
  municipality: within.getByRole('combobox', { name: word('persons.municipality') }).first(),
  from: within.getByLabel(word('persons.from'), { exact: true }).first(),
  to: within.getByLabel(word('persons.to')).first(),
})

type Facts = Partial<Record<'ref' | 'name' | 'birthDate' | 'from', string>>
/** The person of example E1, asylum and first residence entry in Tampere on 17.3.2025, unless the facts say otherwise. */
export async function fillPerson(within: Page | Locator, facts: Facts = {}): Promise<void> {
  const form = personForm(within)
  await form.ref.fill(facts.ref ?? 'A1')
  await form.name.fill(facts.name ?? 'Ämnä Öhman')
  await form.birthDate.fill(facts.birthDate ?? '1990-05-01')
  await form.from.fill(facts.from ?? '2025-03-17')
}

export async function addPerson(page: Page, facts: Facts = {}): Promise<void> {
  await goTo(page, 'claims')
  await personList(page).new.click()
  await fillPerson(page, facts)
  await saveButton(page).click()
  await expect(personList(page).edit(facts.ref ?? 'A1')).toBeVisible()
  await expect(personList(page).owed).toBeVisible()
}
