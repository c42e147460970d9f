import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { lockButton, passphrase, unlock } from './screens/entrance.ts'
import { switchOn } from './screens/organisation.ts'
import { focusForm, logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { chooseIn, chooseOption, goTo, undoOf } from './screens/window.ts'
import { untilKept } from './until-kept.ts'
import { word } from './words.ts'

/** The twelve scenarios of visits.md §5, each by keyboard in the real window. */

const pressFirst = (page: Page, name: string | RegExp): Promise<void> =>
  page.getByRole('button', { name }).first().press('Enter')
const row = (page: Page, name: RegExp) => page.getByRole('row', { name })
const saved = (page: Page): Promise<void> => expect(visitForm(page).saved).toBeVisible()

async function typeInto(page: Page, label: string, text: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus()
  await page.keyboard.press('Control+a')
  await page.keyboard.type(text)
}

test('1 drop-in morning: a plain repeat visit costs at most 8 key presses', async ({ openMade }) => {
  const { page } = await openMade()
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await expect(visitForm(page).language).toBeFocused()
  const keys = ['Tab', 'a', 's', 'u', 'Enter', 'Control+Enter']

  for (const key of keys) await page.keyboard.press(key, { delay: 80 })
  await expect(row(page, /arabia/)).toHaveCount(2)

  expect(keys.length).toBeLessThanOrEqual(8)
})

test('1 drop-in morning: a tally in the queue, completed after noon all together, and undone', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  await page.keyboard.press('F2')
  for (const language of ['arabia', 'somali']) {
    await focusForm(page)
    await chooseOption(page, language)
    await chooseOption(page, 'asuminen')
    await saveVisit(page)
    await expect(row(page, new RegExp(language))).toContainText(word('visits.quick'))
  }

  const filter = async (): Promise<void> => {
    await pressFirst(page, word('visits.filters'))
    await page.getByLabel(word('visits.completeness')).selectOption('quick')
  }
  await filter()
  const panel = page.getByRole('region', { name: word('visits.completeTitle') })
  await chooseIn(visitForm(panel).measures, 'neuvonta')
  await lockButton(page).press('Enter')
  await unlock(page)
  await filter()
  await expect(panel.getByText(word('draft.restored'))).toBeVisible()
  await panel.getByRole('button', { name: word('visits.completeAll_other', { count: 2 }) }).press('Enter')
  await expect(page.getByText(word('visits.completed_other', { count: 2 }))).toBeVisible()
  await expect(visitList(page).empty).toBeVisible()

  await undoOf(page, word('visits.completed_other', { count: 2 })).press('Enter')
  await expect(row(page, /pikakirjaus/)).toHaveCount(2)
})

test('1 drop-in morning: whoever types without looking up loses no letter from the language to the topic', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  // every key in one task of the window, the way a machine that stutters delivers them
  const session = await page.context().newCDPSession(page)
  const key = (text: string, code?: { key: string; windowsVirtualKeyCode: number }) =>
    session.send('Input.dispatchKeyEvent', { type: 'keyDown', text, ...(code ?? { key: text }) })
  const enter = { key: 'Enter', windowsVirtualKeyCode: 13 }
  await Promise.all([
    ...[...'somali'].map((letter) => key(letter)),
    key('\r', enter),
    ...[...'asuminen'].map((letter) => key(letter)),
    key('\r', enter),
  ])
  await expect(visitForm(page).language).toHaveValue('somali')
  await expect(visitForm(page).chosenTopics).toContainText('asuminen')
})

test('2 phone hour: the channel stays for the shift, and what was not asked is no error', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await chooseIn(visitForm(page).channel, 'puhelin')
  await chooseIn(visitForm(page).setting, 'saapunut')
  await focusForm(page)
  await logVisit(page, { language: 'venäjä', topics: ['kela', 'verotus', 'pankki'] })

  await expect(visitForm(page).channel).toHaveValue('puhelin')
  await expect(visitForm(page).gender).toHaveValue('ei kysytty / ei tiedossa')
  await logVisit(page, { topics: ['T25'] })
  await expect(row(page, /venäjä/)).toHaveCount(2)
})

test('3 a family of five is one contact and five persons', async ({ openMade }) => {
  const { page } = await openMade()
  await typeInto(page, word('visits.partySize'), '5')
  await focusForm(page)
  await logVisit(page, { language: 'somali' })

  await goTo(page, 'periods')
  const month = page.getByRole('row').nth(1)
  await expect(month.getByRole('cell').nth(1)).toHaveText('1')
  await expect(month.getByRole('cell').nth(2)).toHaveText('5')
})

test('4 a group session is one record with its participants, and asks for nobody’s background', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await visitForm(page).kind.selectOption('group')
  await expect(visitForm(page).gender).toHaveCount(0)
  await chooseIn(visitForm(page).interpreting, 'tulkki paikalla')
  await typeInto(page, word('visits.participants'), '24')
  await typeInto(page, word('visits.participantsFemale'), '20')
  await typeInto(page, word('visits.participantsMale'), '5')
  await focusForm(page)
  await chooseOption(page, 'dari')
  await chooseOption(page, 'T21')
  await chooseIn(visitForm(page).measures, 'ryhmäinfo')
  await saveVisit(page)
  await expect(page.getByText(/yhteensä enemmän kuin osallistujia/).first()).toBeVisible()
  await typeInto(page, word('visits.participantsMale'), '4')
  await saveVisit(page)
  await saved(page)

  await goTo(page, 'periods')
  const cells = page.getByRole('row').nth(1).getByRole('cell')
  await expect(cells.nth(1)).toHaveText('0')
  await expect(cells.nth(3)).toHaveText('1')
  await expect(cells.nth(4)).toHaveText('24')
})

test('5 no common language: the need that was not met is a row of its own', async ({ openMade }) => {
  const { page } = await openMade()
  await focusForm(page)
  await chooseOption(page, 'tigrinja')
  await chooseOption(page, 'T11')
  await chooseIn(visitForm(page).measures, 'ajanvaraus')
  await chooseIn(visitForm(page).interpreting, 'tarve, mutta')
  await expect(visitForm(page).interpreterLanguage).toHaveValue('tigrinja')
  await chooseIn(visitForm(page).outcome, 'uusi aika')
  await saveVisit(page)
  await saved(page)
  await expect(row(page, /tigrinja/)).toContainText('uusi aika sovittu')
})

test('6 a pop-up without a network: a new site is added there, and is there after a restart', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await goTo(page, 'admin')
  await pressFirst(page, word('admin.newSite'))
  await typeInto(page, word('admin.name'), 'Kirjaston pop-up')
  await pressFirst(page, word('common.save'))
  await expect(page.getByRole('cell', { name: 'Kirjaston pop-up', exact: true })).toBeVisible()
  await goTo(page, 'visits')
  await visitForm(page).site.selectOption('Kirjaston pop-up')
  await focusForm(page)
  await logVisit(page, { language: 'kurdi' })
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  await expect(row(again.page, /kurdi/)).toContainText('Kirjaston pop-up')
})

test('7 accompanying: a long visit is asked about once', async ({ openMade }) => {
  const { page } = await openMade()
  await switchOn(page, 'durationMin')
  await typeInto(page, word('visits.durationMin'), '240')
  await chooseIn(visitForm(page).setting, 'mukana asioimassa')
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'T12')
  await chooseIn(visitForm(page).measures, 'mukaan lähteminen')
  await saveVisit(page)
  await expect(page.getByText('Kesto on yli 3 tuntia.')).toBeVisible()
  await expect(row(page, /arabia/)).toHaveCount(0)
  await saveVisit(page)
  await expect(row(page, /arabia/)).toHaveCount(1)
})

test('8 the same matter for the third time is asked as a fact', async ({ openMade }) => {
  const { page } = await openMade()
  await switchOn(page, 'repeat')
  await chooseIn(visitForm(page).repeat, 'kyllä')
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await pressFirst(page, /^Muokkaa/)
  await expect(visitForm(page).repeat).toHaveValue('kyllä')
})

test('9 a crisis: the note takes nothing that identifies, and says so while it is typed', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await switchOn(page, 'note')
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'T20')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  await typeInto(page, word('visits.note'), 'soita 040 123 4567')
  await expect(page.getByText('Puhelinnumero. Tekstiä ei voi tallentaa näin.')).toBeVisible()
  await saveVisit(page)
  await expect(page.getByText(/tieto, josta henkilön voi tunnistaa/).first()).toBeVisible()
  await expect(visitList(page).empty).toBeVisible()
  await typeInto(page, word('visits.note'), 'Matti Meikäläinen')
  await saveVisit(page)
  await expect(page.getByText(word('warning.V18'))).toBeVisible()
  await typeInto(page, word('visits.note'), 'lomake Y77')
  await saveVisit(page)
  await saved(page)
})

test('10 month end: the month is checked, closed, refuses rows, and is reopened with a reason', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await goTo(page, 'periods')
  await pressFirst(page, /^Tarkista/)
  await expect(page.getByText(word('periods.check.gender-unasked', { percent: 100 }))).toBeVisible()
  await pressFirst(page, /^Sulje \d/)
  await expect(page.getByRole('row').nth(1)).toContainText(word('periods.state.closed'))

  await goTo(page, 'visits')
  await focusForm(page)
  await chooseOption(page, 'somali')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  await saveVisit(page)
  await expect(page.getByText(/Kuukausi on suljettu/).first()).toBeVisible()

  await goTo(page, 'periods')
  await pressFirst(page, /^Tarkista/)
  await pressFirst(page, word('periods.reopen'))
  await expect(page.getByText(word('periods.needsReason'))).toBeVisible()
  await typeInto(page, word('periods.reason'), 'yksi käynti jäi kirjaamatta')
  await pressFirst(page, word('periods.reopen'))
  await expect(page.getByRole('row').nth(1)).toContainText(word('periods.state.reopened'))
  await goTo(page, 'visits')
  await expect(visitForm(page).restored).toBeVisible()
  await saveVisit(page)
  await expect(row(page, /somali/)).toContainText(word('visits.late'))
  await goTo(page, 'periods')
  await expect(page.getByRole('row').nth(1)).toContainText(word('periods.afterClosing', { change: '+1' }))
})

test('11 a shared computer: each adviser signs in with their own words and changes their own rows only', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await goTo(page, 'admin')
  await pressFirst(page, word('admin.users'))
  await pressFirst(page, word('admin.newUser'))
  await typeInto(page, word('setup.userName'), 'Leyla')
  await typeInto(page, word('admin.devicePassphrase'), 'leylan oma lause')
  await typeInto(page, word('admin.currentPassphrase'), passphrase)
  await pressFirst(page, word('common.save'))
  await expect(page.getByRole('cell', { name: 'Leyla', exact: true })).toBeVisible()

  await lockButton(page).press('Enter')
  await unlock(page, 'leylan oma lause')
  await expect(row(page, /arabia/)).toBeVisible()
  await expect(page.getByRole('button', { name: /^Muokkaa/ })).toHaveCount(0)
  await focusForm(page)
  await logVisit(page, { language: 'somali' })
  await expect(page.getByRole('button', { name: /^Muokkaa/ })).toHaveCount(1)
})

test('12 "what do you write about me?": the row in the client’s language, and nothing kept when it is cleared', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await untilKept(page, 'visit/new', () => chooseOption(page, 'T01'))
  await pressFirst(page, word('visits.inform'))
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel(word('nav.language')).selectOption('sv')
  await expect(dialog).toContainText('uppehållstillstånd och vistelse')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)

  await pressFirst(page, word('visits.clear'))
  await expect(page.getByRole('button', { name: /^Poista oleskelulupa/ })).toHaveCount(0)
  await undoOf(page, word('visits.cleared')).press('Enter')
  await expect(page.getByRole('button', { name: /^Poista oleskelulupa/ })).toBeVisible()
  await pressFirst(page, word('visits.clear'))
  await expect(page.getByText(word('visits.cleared'))).toBeVisible()
  await expect(page.getByRole('button', { name: /^Poista oleskelulupa/ })).toHaveCount(0)
  await device.kill()
  const again = await open(device.folder)
  await unlock(again.page)
  await expect(visitList(again.page).empty).toBeVisible()
  await expect(visitForm(again.page).restored).toHaveCount(0)
})

test('help: the question mark shows the keys and the guide, in the language of the screen, without a network', async ({
  openMade,
}) => {
  const { page } = await openMade()
  await focusForm(page)
  await page.keyboard.press('?')
  const dialog = page.getByRole('dialog', { name: word('help.title') })
  await expect(dialog).toContainText(word('help.key.save'))
  await expect(dialog).toContainText('Kuukauden sulkeminen')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(visitForm(page).language).toBeFocused()
})

test('where to turn: contact cards are kept offline and shown in the client’s language, urgent ones first', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await pressFirst(page, word('contacts.open'))
  await expect(page.getByText('Ei vielä yhteystietoja.')).toBeVisible()
  for (const [name, swedish, phone, isUrgent] of [
    ['Kela', 'FPA', '', false],
    ['Yleinen hätänumero', 'Allmänna nödnumret', '112', true],
  ] as const) {
    await pressFirst(page, word('contacts.new'))
    await typeInto(page, word('contacts.nameFi'), name)
    await typeInto(page, word('contacts.nameSv'), swedish)
    if (phone) await typeInto(page, word('contacts.phone'), phone)
    if (isUrgent) await page.getByRole('checkbox', { name: /Kiireellinen/ }).press('Space')
    await pressFirst(page, word('common.save'))
    await expect(page.getByText(name, { exact: true })).toBeVisible()
  }
  const dialog = page.getByRole('dialog', { name: word('contacts.title') })
  await dialog.getByLabel(word('nav.language')).selectOption('sv')
  await expect(dialog.getByRole('listitem').first()).toContainText('Allmänna nödnumret')
  await expect(dialog.getByRole('listitem').first()).toContainText('112')
  await device.kill()

  const again = await open(device.folder)
  await unlock(again.page)
  await pressFirst(again.page, word('contacts.open'))
  await expect(again.page.getByRole('dialog').getByRole('listitem')).toHaveCount(2)
})
