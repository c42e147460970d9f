import { expect, type Page } from '@playwright/test'

export const passphrase = 'kolme pientä porsasta'

/** First start: a new organisation. The recovery key comes back, as the person would note it. */
export async function createOrganisation(
  page: Page,
  { organisation = 'Tampereen kaupunki', site = 'Pääkirjasto', userName = 'Åsa M.' } = {},
): Promise<string> {
  await page.getByLabel('Organisaation nimi').fill(organisation)
  await page.getByLabel('Ensimmäinen toimipiste').fill(site)
  await page.getByLabel('Nimesi tai nimikirjaimesi').fill(userName)
  return finishSetup(page)
}

/** First start: join with a code of the hub. */
export async function joinOrganisation(
  page: Page,
  hub: { address: string; code: string },
  userName = 'Jaana K.',
): Promise<string> {
  await page.getByLabel('Liity organisaatioon kertakoodilla').check()
  await page.getByLabel('Keskuksen osoite').fill(hub.address)
  await page.getByLabel('Kertakoodi', { exact: true }).fill(hub.code)
  await page.getByLabel('Tämän laitteen nimi').fill('Kannettava 2')
  await page.getByLabel('Nimesi tai nimikirjaimesi').fill(userName)
  return finishSetup(page)
}

async function finishSetup(page: Page): Promise<string> {
  await page.getByLabel('Salalause', { exact: true }).fill(passphrase)
  await page.getByLabel('Salalause uudelleen').fill(passphrase)
  await page.getByRole('button', { name: 'Aloita' }).click()
  const key = await page.getByTestId('recovery-key').textContent()
  await page.getByLabel('Olen ottanut avaimen talteen').check()
  await page.getByRole('button', { name: 'Jatka' }).click()
  await expect(page.getByRole('heading', { name: 'Käynnit', level: 1 })).toBeVisible()
  return key ?? ''
}

export async function unlock(page: Page, words = passphrase): Promise<void> {
  await page.getByLabel('Salalause', { exact: true }).fill(words)
  await page.getByRole('button', { name: 'Avaa', exact: true }).click()
}

/** A connected device, from the settings. */
export async function connectToHub(page: Page, hub: { address: string; code: string }): Promise<void> {
  await goTo(page, 'Asetukset')
  await page.getByLabel('Keskuksen osoite').fill(hub.address)
  await page.getByLabel('Kertakoodi', { exact: true }).fill(hub.code)
  await page.getByLabel('Tämän laitteen nimi').fill('Toimiston kone')
  await page.getByRole('button', { name: 'Yhdistä' }).click()
}

export const goTo = (
  page: Page,
  name: 'Käynnit' | 'Jaksot' | 'ALPO-siirto' | 'Ratkaistavat' | 'Korvaukset' | 'Hallinta' | 'Asetukset',
): Promise<void> => page.getByRole('navigation').getByRole('button', { name }).click()

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
  await expect(page.getByRole('combobox', { name: 'Aiheet' })).toBeFocused() // the language, once chosen, leads on to the topics
  // those of a draft, and measures of the last visit, stand there already
  const chooseNew = async (text: string): Promise<void> => {
    if ((await page.getByRole('button', { name: `Poista ${text}` }).count()) === 0) await choose(text)
  }
  for (const topic of topics) await chooseNew(topic)
  await keyboard.press('Tab')
  for (const measure of measures) await chooseNew(measure)
  await keyboard.press('Control+Enter')
  await expect(page.getByText('Käynti tallennettu')).toBeVisible()
  // the message of the visit before may still stand there: the next one can begin when the form is empty again
  await expect(page.getByRole('list', { name: 'Aiheet' })).toHaveCount(0)
  await expect(page.getByLabel('Asiointikieli')).toBeFocused()
}

export const focusForm = (page: Page): Promise<void> => page.getByLabel('Asiointikieli').focus()

/** Switches a background field of the visit form on, with its reason. */
export async function switchOn(page: Page, field: string, reason = 'rahoittaja pyytää'): Promise<void> {
  await goTo(page, 'Hallinta')
  await page.getByRole('button', { name: 'Taustatiedot' }).press('Enter')
  await page.getByRole('checkbox', { name: field }).press('Space')
  await page.getByLabel(`Syy: ${field}`, { exact: true }).focus()
  await page.keyboard.type(reason)
  await page.getByRole('button', { name: 'Tallenna', exact: true }).press('Enter')
  await expect(page.getByText('Tallennettu', { exact: true })).toBeVisible()
  await goTo(page, 'Käynnit')
}

/** The organisation claims as the mainland municipality of Tampere. */
export async function claimAsTampere(page: Page): Promise<void> {
  await goTo(page, 'Asetukset')
  await page.getByLabel('Korvausten hakija').selectOption('municipality')
  await page.getByLabel('Kunta tai alue').fill('Tampere')
  await page.getByRole('option', { name: 'Tampere', exact: true }).click()
  await page.getByLabel('Y-tunnus').fill('0211675-2')
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click()
  await expect(page.getByText('Asetukset tallennettu')).toBeVisible()
}

/** The person of example E1: asylum, first residence entry in Tampere on 17.3.2025. */
export async function addPerson(page: Page, { ref = 'A1', name = 'Ämnä Öhman' } = {}): Promise<void> {
  await goTo(page, 'Korvaukset')
  await page.getByRole('button', { name: 'Uusi henkilö' }).click()
  await page.getByLabel('Viite').fill(ref)
  await page.getByLabel('Nimi', { exact: true }).fill(name)
  await page.getByLabel('Syntymäaika').fill('1990-05-01')
  await page.getByLabel('Alkaen', { exact: true }).first().fill('2025-03-17')
  await page.getByRole('button', { name: 'Tallenna', exact: true }).click()
  await expect(page.getByRole('button', { name: `Muokkaa ${ref}` })).toBeVisible()
  await expect(page.getByTestId('owed-total')).toBeVisible()
}

/** One of the parts of the claims screen. */
export const claimsPart = (
  page: Page,
  name:
    | 'Henkilöt'
    | 'Hakemukset'
    | 'Päätökset'
    | 'Täsmäytys'
    | 'Määräajat'
    | 'Yhteenveto'
    | 'Hakijan tiedot'
    | 'Säännöt',
): Promise<void> =>
  page.getByRole('navigation', { name: 'Korvausten osat' }).getByRole('button', { name }).press('Enter')

export async function makeClaim(
  page: Page,
  from: string,
  to: string,
  language: 'fi' | 'sv' = 'fi',
): Promise<void> {
  await claimsPart(page, 'Hakemukset')
  const section = page.getByRole('region', { name: 'Maksatushakemukset' })
  await section.getByLabel('Alkaen', { exact: true }).fill(from)
  await section.getByLabel('Päättyen').fill(to)
  await section.getByLabel('Asiakirjan kieli').selectOption(language)
  await section.getByRole('button', { name: 'Tee hakemus' }).click()
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
