import { readdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Device, newFolder } from './device.ts'
import { expect, test } from './fixtures.ts'
import { backupSection, chooseBackupFolder, restoreScreen } from './screens/backups.ts'
import { createOrganisation, lockButton, lockScreen, passphrase, unlock } from './screens/entrance.ts'
import { focusForm, logVisit, visitList } from './screens/visits.ts'
import { alertOf, goTo } from './screens/window.ts'
import { word } from './words.ts'

const visits = 3

/** A register with visits, backed up into a folder; the recovery key as it was noted. */
async function backedUp(device: Device, target: string): Promise<string> {
  const { page } = device
  const key = await createOrganisation(page)
  await focusForm(page)
  for (let n = 0; n < visits; n++) await logVisit(page)
  await expect(visitList(page).rows).toHaveCount(visits + 1) // with the heads
  await chooseBackupFolder(device, target)
  await expect(backupSection(page).getByText(/^Viimeksi varmuuskopioitu/)).toBeVisible()
  await expect(
    backupSection(page).getByText(/^Viimeksi todistettu palautettavaksi|ei ole vielä kokeiltu/),
  ).toBeVisible()
  return key
}

async function chooseSet(device: Device, target: string): Promise<void> {
  const screen = restoreScreen(device.page)
  await screen.offer.press('Enter')
  await device.choosingTarget(target, () => screen.choose.press('Enter'))
}

test('a register whose folder is wrecked is restored on a clean start, by passphrase and by recovery key', async ({
  open,
}) => {
  const target = newFolder()
  const device = await open()
  const key = await backedUp(device, target)
  await backupSection(device.page)
    .getByRole('button', { name: word('backup.prove') })
    .press('Enter')
  await expect(backupSection(device.page).getByText(/^Viimeksi todistettu palautettavaksi/)).toBeVisible()
  await backupSection(device.page)
    .getByRole('button', { name: word('backup.list') })
    .press('Enter')
  await expect(backupSection(device.page).getByRole('table')).toBeVisible()
  await device.page.screenshot({ path: test.info().outputPath('settings.png'), fullPage: true })
  await device.close()
  rmSync(device.folder, { recursive: true, force: true })

  const other = await open()
  const screen = restoreScreen(other.page)
  await chooseSet(other, target)
  await screen.passphrase.fill('aivan väärä lause')
  await screen.open.press('Enter')
  await expect(alertOf(other.page, word('unlock.wrong'))).toBeVisible()
  await screen.passphrase.fill(passphrase)
  await screen.open.press('Enter')
  await expect(screen.which).toBeVisible()
  await other.page.screenshot({ path: test.info().outputPath('restore.png'), fullPage: true })
  await screen.run.press('Enter')
  await expect(lockScreen(other.page).title).toBeVisible()
  await unlock(other.page)
  await expect(visitList(other.page).rows).toHaveCount(visits + 1)
  await focusForm(other.page)
  await logVisit(other.page)
  await expect(visitList(other.page).rows).toHaveCount(visits + 2)

  const third = await open()
  const way = restoreScreen(third.page)
  await chooseSet(third, target)
  await way.byRecoveryKey.press('Enter')
  await way.recoveryKey.fill(key)
  await way.newPassphrase.fill('neljä uutta porsasta')
  await way.open.press('Enter')
  await way.run.press('Enter')
  await expect(lockScreen(third.page).title).toBeVisible()
  await unlock(third.page, 'neljä uutta porsasta')
  await expect(visitList(third.page).rows).toHaveCount(visits + 1)
  await lockButton(third.page).press('Enter')
  await unlock(third.page, 'neljä uutta porsasta')
  await expect(visitList(third.page).rows).toHaveCount(visits + 1)
})

test('a folder of another register is refused, one that went away is told, and the person finds where to go', async ({
  open,
  openMade,
}) => {
  const target = newFolder()
  await backedUp(await open(), target)
  const names = readdirSync(path.join(target, 'alpo-desk-backup')).toSorted()
  const device = await openMade()
  const { page } = device

  await chooseBackupFolder(device, target)
  await expect(alertOf(backupSection(page), word('backup.why.other-register'))).toBeVisible()
  expect(readdirSync(path.join(target, 'alpo-desk-backup')).toSorted()).toEqual(names)

  const own = newFolder()
  await chooseBackupFolder(device, own)
  await expect(backupSection(page).getByText(/^Viimeksi varmuuskopioitu/)).toBeVisible()
  rmSync(own, { recursive: true })
  await backupSection(page)
    .getByRole('button', { name: word('backup.make') })
    .press('Enter')
  await expect(alertOf(backupSection(page), word('backup.why.gone'))).toBeVisible()
  await goTo(page, 'visits')
  await lockButton(page).press('Enter')
  await unlock(page)
  await expect(page.getByText(word('backup.state.failed'))).toBeVisible()
  await page.screenshot({ path: test.info().outputPath('notice.png'), fullPage: true })
  await page.getByRole('button', { name: word('backup.toSettings') }).press('Enter')
  await expect(backupSection(page)).toBeVisible()
})
