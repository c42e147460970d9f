import { expect, type Locator, type Page } from '@playwright/test'
import { word } from '../words.ts'

/** First start, and the screen of a locked register. */
export const passphrase = 'kolme pientä porsasta'

export const firstStart = (page: Page) => ({
  title: page.getByRole('heading', { name: word('setup.title') }),
  join: page.getByLabel(word('setup.join')),
  organisation: page.getByLabel(word('setup.organisation')),
  site: page.getByLabel(word('setup.site')),
  userName: page.getByLabel(word('setup.userName')),
  passphrase: page.getByLabel(word('setup.passphrase'), { exact: true }),
  repeat: page.getByLabel(word('setup.repeat')),
  start: page.getByRole('button', { name: word('setup.start') }),
  recoveryKey: page.getByTestId('recovery-key'),
})

export const lockScreen = (page: Page) => ({
  title: page.getByRole('heading', { name: word('unlock.title') }),
  passphrase: page.getByLabel(word('setup.passphrase'), { exact: true }),
  open: page.getByRole('button', { name: word('unlock.open'), exact: true }),
  wrong: page.getByText(word('unlock.wrong')),
})
export const lockButton = (page: Page): Locator => page.getByRole('button', { name: word('nav.lock') })

/** First start: a new organisation. The recovery key comes back, as the person would note it. */
export async function createOrganisation(
  page: Page,
  { organisation = 'Tampereen kaupunki', site = 'Pääkirjasto', userName = 'Åsa M.' } = {},
): Promise<string> {
  const form = firstStart(page)
  await form.organisation.fill(organisation)
  await form.site.fill(site)
  await form.userName.fill(userName)
  return finishSetup(page)
}

/** First start: join with a code of the hub. */
export async function joinOrganisation(
  page: Page,
  hub: { address: string; code: string },
  userName = 'Jaana K.',
): Promise<string> {
  await firstStart(page).join.check()
  await page.getByLabel(word('settings.hubAddress')).fill(hub.address)
  await page.getByLabel(word('settings.hubCode'), { exact: true }).fill(hub.code)
  await page.getByLabel(word('settings.deviceName')).fill('Kannettava 2')
  await firstStart(page).userName.fill(userName)
  return finishSetup(page)
}

async function finishSetup(page: Page): Promise<string> {
  const form = firstStart(page)
  await form.passphrase.fill(passphrase)
  await form.repeat.fill(passphrase)
  await form.start.click()
  const key = await form.recoveryKey.textContent()
  await page.getByLabel(word('recovery.done')).check()
  await page.getByRole('button', { name: word('recovery.continue') }).click()
  await expect(page.getByRole('heading', { name: word('visits.title'), level: 1 })).toBeVisible()
  return key ?? ''
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await lockScreen(page).passphrase.fill(words)
  await lockScreen(page).open.click()
}
