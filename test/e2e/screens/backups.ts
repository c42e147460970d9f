import type { Locator, Page } from '@playwright/test'
import type { Device } from '../device.ts'
import { word } from '../words.ts'
import { goTo } from './window.ts'

/** The section of the settings. */
export const backupSection = (page: Page): Locator => page.getByRole('region', { name: word('backup.title') })

/** Chooses a folder in the settings, into which the first backup is made at once. */
export async function chooseBackupFolder(device: Device, target: string): Promise<void> {
  const { page } = device
  await goTo(page, 'settings')
  const button = backupSection(page).getByRole('button', { name: /Valitse (toinen )?kansio/ })
  await device.choosingTarget(target, () => button.press('Enter'))
}

/** The screen before there is a register. */
export const restoreScreen = (page: Page) => ({
  offer: page.getByRole('button', { name: word('setup.restore') }),
  choose: page.getByRole('button', { name: word('restore.choose') }),
  passphrase: page.getByLabel(word('setup.passphrase'), { exact: true }),
  newPassphrase: page.getByLabel(word('unlock.newPassphrase')),
  recoveryKey: page.getByLabel(word('unlock.recoveryKey')),
  byRecoveryKey: page.getByRole('button', { name: word('unlock.forgot') }),
  open: page.getByRole('button', { name: word('restore.open') }),
  which: page.getByLabel(word('restore.which')),
  run: page.getByRole('button', { name: word('restore.run'), exact: true }),
})
