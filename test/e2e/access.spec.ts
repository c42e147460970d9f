import { openDevice, startPreviewHostProcess } from './device.ts'
import { expect, test } from './fixtures.ts'
import { createOrganisation, passphrase, unlock } from './steps.ts'

test('a wrong passphrase costs ever more time, survives a restart, and loses nothing', async ({ open }) => {
  const device = await open()
  await createOrganisation(device.page)
  await device.page.getByRole('button', { name: 'Lukitse' }).click()

  for (let tries = 0; tries < 3; tries++) await wrong(device.page)
  await expect(device.page.getByText(/Odota \d+ s/)).toBeVisible()
  await expect(device.page.getByRole('button', { name: 'Avaa', exact: true })).toBeDisabled()
  await expect(device.page.getByRole('button', { name: 'Avaa', exact: true })).toBeEnabled()
  await wrong(device.page)
  await expect(device.page.getByText(/Odota 2 s/)).toBeVisible()
  await device.close()

  const { page } = await open(device.folder)
  await unlock(page)
  await expect(page.getByText(/Odota \d+ s/)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Avaa', exact: true })).toBeEnabled()
  await unlock(page, passphrase)
  await expect(page.getByRole('heading', { name: 'Käynnit', level: 1 })).toBeVisible()

  async function wrong(at: typeof device.page): Promise<void> {
    await unlock(at, 'väärä salalause')
    await expect(at.getByText('Salalause on väärä. Mitään ei ole kadonnut.')).toBeVisible()
  }
})

test('the printed recovery key opens a forgotten passphrase and sets a new one', async ({ open }) => {
  const { page } = await open()
  const key = await createOrganisation(page)
  await page.getByRole('button', { name: 'Lukitse' }).click()

  await page.getByRole('button', { name: 'Unohdin salalauseen' }).click()
  await page.getByLabel('Palautusavain').fill(key.toLowerCase().replaceAll('-', ' '))
  await page.getByLabel('Uusi salalause').fill('aivan uusi lause')
  await page.getByRole('button', { name: 'Aseta uusi salalause' }).click()
  await expect(page.getByRole('heading', { name: 'Käynnit', level: 1 })).toBeVisible()

  await page.getByRole('button', { name: 'Lukitse' }).click()
  await unlock(page, passphrase)
  await expect(page.getByText('Salalause on väärä')).toBeVisible()
  await unlock(page, 'aivan uusi lause')
  await expect(page.getByRole('heading', { name: 'Käynnit', level: 1 })).toBeVisible()
})

test('a second instance on the same data says so and stops', async ({ open, shell }) => {
  const device = await open()
  await expect(device.page.getByRole('heading', { name: 'Tervetuloa ALPO-deskiin' })).toBeVisible()

  await expect(startPreviewHostProcess(device.folder)).rejects.toThrow('already open')
  if (shell === 'electron') await expect(openDevice('electron', device.folder)).rejects.toThrow()

  await expect(device.page.getByRole('heading', { name: 'Tervetuloa ALPO-deskiin' })).toBeVisible()
})
