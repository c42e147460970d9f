import { openDevice, startPreviewHostProcess } from './device.ts'
import { expect, test } from './fixtures.ts'
import {
  createOrganisation,
  firstStart,
  lockButton,
  lockScreen,
  passphrase,
  unlock,
} from './screens/entrance.ts'
import { adminPart } from './screens/organisation.ts'
import { visitList } from './screens/visits.ts'
import { word } from './words.ts'

test('a wrong passphrase costs ever more time, survives a restart, and loses nothing', async ({ open }) => {
  const device = await open()
  await createOrganisation(device.page)
  await lockButton(device.page).click()

  const openButton = lockScreen(device.page).open
  for (let tries = 0; tries < 5; tries++) {
    await expect(openButton).toBeEnabled()
    await wrong(device.page)
  }
  await expect(device.page.getByText(/Odota [34] s/)).toBeVisible()
  await expect(openButton).toBeDisabled()
  await device.close()

  const { page } = await open(device.folder)
  await unlock(page, 'väärä salalause')
  await expect(page.getByText(/Odota \d+ s/)).toBeVisible() // a first wrong one would cost nothing
  await expect(lockScreen(page).open).toBeEnabled()
  await unlock(page, passphrase)
  await expect(visitList(page).title).toBeVisible()

  async function wrong(at: typeof device.page): Promise<void> {
    await unlock(at, 'väärä salalause')
    await expect(lockScreen(at).wrong).toBeVisible()
  }
})

test('the printed recovery key opens a forgotten passphrase and sets a new one', async ({ open }) => {
  const { page } = await open()
  const key = await createOrganisation(page)
  await lockButton(page).click()

  // Enter before anything was typed, as after a lock under somebody's hands, tries nothing and jams nothing
  await lockScreen(page).passphrase.press('Enter')
  await expect(lockScreen(page).open).toBeEnabled()
  await expect(lockScreen(page).wrong).toHaveCount(0)
  await page.getByRole('button', { name: word('unlock.forgot') }).click()
  await page.getByLabel(word('unlock.recoveryKey')).fill(key.toLowerCase().replaceAll('-', ' '))
  await page.getByLabel(word('unlock.newPassphrase')).fill('aivan uusi lause')
  await page.getByRole('button', { name: word('unlock.recover') }).click()
  await expect(visitList(page).title).toBeVisible()

  await lockButton(page).click()
  await unlock(page, passphrase)
  await expect(lockScreen(page).wrong).toBeVisible()
  await unlock(page, 'aivan uusi lause')
  await expect(visitList(page).title).toBeVisible()
})

test('a register that will not open says what to do, leaves no key behind, and opens once it can', async ({
  open,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await lockButton(page).click()
  await page.evaluate(() => {
    const real = IDBFactory.prototype.open
    Reflect.set(window, 'restore', () => Object.assign(IDBFactory.prototype, { open: real }))
    IDBFactory.prototype.open = () => {
      throw new DOMException('Internal error opening backing store', 'UnknownError') // as on a full disk
    }
  })

  await unlock(page)
  await expect(page.getByText('rekisteri ei aukea')).toBeVisible()
  expect(
    await page.evaluate(() =>
      (Reflect.get(window, 'alpo') as { keysStatus(text: string): unknown }).keysStatus('{}'),
    ),
  ).toBe('"locked"')
  await page.evaluate(() => (Reflect.get(window, 'restore') as () => void)())
  await unlock(page)
  await expect(visitList(page).title).toBeVisible()
})

test('a second instance on the same data says so and stops', async ({ open, shell }) => {
  const device = await open()
  await expect(firstStart(device.page).title).toBeVisible()

  await expect(startPreviewHostProcess(device.folder)).rejects.toThrow('already open')
  if (shell === 'electron') await expect(openDevice('electron', device.folder)).rejects.toThrow()

  await expect(firstStart(device.page).title).toBeVisible()
})

test('D18: an easily guessed passphrase is refused at its field, in words', async ({ open }) => {
  const { page } = await open()
  await firstStart(page).organisation.fill('Salon kaupunki')
  await firstStart(page).site.fill('Kirjasto')
  await firstStart(page).userName.fill('AK')
  for (const weak of ['12345678', 'salasana', 'Salonkaupunki1']) {
    await firstStart(page).passphrase.fill(weak)
    await firstStart(page).repeat.fill(weak)
    await firstStart(page).start.click()
    await expect(page.getByText(/^Salalause on helppo arvata/)).toBeVisible()
  }

  await firstStart(page).passphrase.fill(passphrase)
  await expect(page.getByText(/^Salalause on helppo arvata/)).toHaveCount(0)
  await firstStart(page).repeat.fill(passphrase)
  await firstStart(page).start.click()
  await expect(firstStart(page).recoveryKey).toBeVisible()
})

test('D10, D13: adding a user asks for the own passphrase, and who is deactivated comes in no more', async ({
  open,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await adminPart(page, 'users')
  await page.getByRole('button', { name: word('admin.newUser') }).click()
  await page.getByLabel(word('setup.userName')).fill('Leyla')
  await page.getByLabel(word('admin.devicePassphrase')).fill('leylan oma lause')
  await page.getByRole('button', { name: word('common.save') }).click()
  await expect(page.getByText(word('setup.required'))).toBeVisible()
  await page.getByLabel(word('admin.currentPassphrase')).fill('arvaus')
  await page.getByRole('button', { name: word('common.save') }).click()
  await expect(lockScreen(page).wrong).toBeVisible()
  await page.getByLabel(word('admin.currentPassphrase')).fill(passphrase)
  await page.getByRole('button', { name: word('common.save') }).click()
  await expect(page.getByRole('cell', { name: 'Leyla', exact: true })).toBeVisible()
  await lockButton(page).click()
  await unlock(page, 'leylan oma lause')
  await expect(lockButton(page)).toBeVisible()
  await lockButton(page).click()
  await unlock(page, passphrase)

  await adminPart(page, 'users')
  await page.getByRole('button', { name: 'Muokkaa Leyla' }).click()
  await page.getByLabel(word('admin.active')).uncheck()
  await page.getByRole('button', { name: word('common.save') }).click()
  await expect(page.getByRole('button', { name: word('common.save') })).toHaveCount(0)
  await lockButton(page).click()
  await unlock(page, 'leylan oma lause')

  await expect(lockScreen(page).wrong).toBeVisible()
  await unlock(page, passphrase)
  await expect(lockButton(page)).toBeVisible()
})
