import { expect, type Locator, type Page } from '@playwright/test'
import type { OptionalField } from '../../src-shared/domain/organisation/register-settings.ts'
import { word } from './words.ts'

export const passphrase = 'kolme pientä porsasta'

/** First start: a new organisation. The recovery key comes back, as the person would note it. */
export async function createOrganisation(
  page: Page,
  { organisation = 'Tampereen kaupunki', site = 'Pääkirjasto', userName = 'Åsa M.' } = {},
): Promise<string> {
  await page.getByLabel(word('setup.organisation')).fill(organisation)
  await page.getByLabel(word('setup.site')).fill(site)
  await page.getByLabel(word('setup.userName')).fill(userName)
  return finishSetup(page)
}

/** First start: join with a code of the hub. */
export async function joinOrganisation(
  page: Page,
  hub: { address: string; code: string },
  userName = 'Jaana K.',
): Promise<string> {
  await page.getByLabel(word('setup.join')).check()
  await page.getByLabel(word('settings.hubAddress')).fill(hub.address)
  await page.getByLabel(word('settings.hubCode'), { exact: true }).fill(hub.code)
  await page.getByLabel(word('settings.deviceName')).fill('Kannettava 2')
  await page.getByLabel(word('setup.userName')).fill(userName)
  return finishSetup(page)
}

async function finishSetup(page: Page): Promise<string> {
  await page.getByLabel(word('setup.passphrase'), { exact: true }).fill(passphrase)
  await page.getByLabel(word('setup.repeat')).fill(passphrase)
  await page.getByRole('button', { name: word('setup.start') }).click()
  const key = await page.getByTestId('recovery-key').textContent()
  await page.getByLabel(word('recovery.done')).check()
  await page.getByRole('button', { name: word('recovery.continue') }).click()
  await expect(page.getByRole('heading', { name: word('visits.title'), level: 1 })).toBeVisible()
  return key ?? ''
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await page.getByLabel(word('setup.passphrase'), { exact: true }).fill(words)
  await page.getByRole('button', { name: word('unlock.open'), exact: true }).click()
}

/** A connected device, from the settings. */
export async function connectToHub(page: Page, hub: { address: string; code: string }): Promise<void> {
  await goTo(page, 'settings')
  await page.getByLabel(word('settings.hubAddress')).fill(hub.address)
  await page.getByLabel(word('settings.hubCode'), { exact: true }).fill(hub.code)
  await page.getByLabel(word('settings.deviceName')).fill('Toimiston kone')
  await page.getByRole('button', { name: word('settings.connect') }).click()
}

type Screen = 'visits' | 'periods' | 'handover' | 'conflicts' | 'claims' | 'admin' | 'settings'
export const goTo = (page: Page, screen: Screen): Promise<void> =>
  page
    .getByRole('navigation')
    .getByRole('button', { name: word(`nav.${screen}`) })
    .click()

/**
 * Logs a visit with the keyboard alone. The focus stands in the first field, the service language; topics follow by
 * themselves, measures by Tab, and Ctrl+Enter saves.
 */
export async function logVisit(
  page: Page,
  { language = '', topics = ['asuminen'], measures = ['neuvonta'] } = {},
): Promise<void> {
  const { keyboard } = page
  const choose = (text: string): Promise<void> => chooseOption(page, text)
  if (language) await choose(language)
  else await keyboard.press('Tab')
  await expect(page.getByRole('combobox', { name: word('visits.topics') })).toBeFocused() // the language, once chosen, leads on to the topics
  // those of a draft, and measures of the last visit, stand there already
  const chooseNew = async (text: string): Promise<void> => {
    if ((await page.getByRole('button', { name: `Poista ${text}` }).count()) === 0) await choose(text)
  }
  for (const topic of topics) await chooseNew(topic)
  await keyboard.press('Tab')
  for (const measure of measures) await chooseNew(measure)
  await keyboard.press('Control+Enter')
  await expect(page.getByText(word('visits.saved'))).toBeVisible()
  // the message of the visit before may still stand there: the next one can begin when the form is empty again
  await expect(page.getByRole('list', { name: word('visits.topics') })).toHaveCount(0)
  await expect(page.getByLabel(word('visits.serviceLanguage'))).toBeFocused()
}

export const focusForm = (page: Page): Promise<void> =>
  page.getByLabel(word('visits.serviceLanguage')).focus()

/** Switches a background field of the visit form on, with its reason. */
export async function switchOn(
  page: Page,
  field: OptionalField,
  reason = 'rahoittaja pyytää',
): Promise<void> {
  const name = word(`visits.${field}`)
  await goTo(page, 'admin')
  await page.getByRole('button', { name: word('admin.background') }).press('Enter')
  await page.getByRole('checkbox', { name }).press('Space')
  await page.getByLabel(word('admin.reasonFor', { field: name }), { exact: true }).focus()
  await page.keyboard.type(reason)
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(page.getByText(word('admin.saved'), { exact: true })).toBeVisible()
  await goTo(page, 'visits')
}

/** The organisation claims as the mainland municipality of Tampere. */
export async function claimAsTampere(page: Page): Promise<void> {
  await goTo(page, 'settings')
  await page.getByLabel(word('settings.claimantType')).selectOption('municipality')
  await page.getByLabel(word('settings.claimantCode')).fill('Tampere')
  await page.getByRole('option', { name: 'Tampere', exact: true }).click()
  await page.getByLabel(word('settings.businessId')).fill('0211675-2')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(page.getByText(word('settings.saved'))).toBeVisible()
}

/** The person of example E1: asylum, first residence entry in Tampere on 17.3.2025. */
export async function addPerson(page: Page, { ref = 'A1', name = 'Ämnä Öhman' } = {}): Promise<void> {
  await goTo(page, 'claims')
  await page.getByRole('button', { name: word('persons.new') }).click()
  await page.getByLabel(word('persons.ref')).fill(ref)
  await page.getByLabel(word('persons.name'), { exact: true }).fill(name)
  await page.getByLabel(word('persons.birthDate')).fill('1990-05-01')
  await page.getByLabel(word('persons.from'), { exact: true }).first().fill('2025-03-17')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(page.getByRole('button', { name: `Muokkaa ${ref}` })).toBeVisible()
  await expect(page.getByTestId('owed-total')).toBeVisible()
}

type ClaimsPart =
  | 'persons'
  | 'claims'
  | 'decisions'
  | 'reconcile'
  | 'deadlines'
  | 'overview'
  | 'claimant'
  | 'rules'
/** One of the parts of the claims screen. */
export const claimsPart = (page: Page, part: ClaimsPart): Promise<void> =>
  page
    .getByRole('navigation', { name: word('claims.parts') })
    .getByRole('button', { name: word(`claims.part.${part}`) })
    .press('Enter')

export async function makeClaim(
  page: Page,
  from: string,
  to: string,
  language: 'fi' | 'sv' = 'fi',
): Promise<void> {
  await claimsPart(page, 'claims')
  const section = page.getByRole('region', { name: word('claims.title') })
  await section.getByLabel(word('claims.from'), { exact: true }).fill(from)
  await section.getByLabel(word('claims.to')).fill(to)
  await section.getByLabel(word('claims.language')).selectOption(language)
  await section.getByRole('button', { name: word('claims.create') }).click()
  await expect(page.getByTestId('claim-total')).toBeVisible()
}

/** Types into the focused picker and takes the first match by Enter, once the list is there; ends when it is gone. */
export async function chooseOption(page: Page, text: string): Promise<void> {
  const list = page.getByRole('listbox')
  await page.keyboard.type(text)
  await expect(list.getByRole('option').first()).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(list).toHaveCount(0)
}

/** Presses a button by the keyboard, on the page or in a part of it. */
export const press = (within: Page | Locator, name: string): Promise<void> =>
  within.getByRole('button', { name }).press('Enter')

export const syncNow = (page: Page): Promise<void> =>
  page.getByRole('button', { name: word('sync.now') }).click()
/** How far this device and the hub are, as `data-state`. */
export const state = (page: Page): Locator => page.getByTestId('sync-state')
