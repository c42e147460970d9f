import { cpSync } from 'node:fs'
import { test as base, expect, type Page } from '@playwright/test'
import { enrolCodeFor, setupHub, type TestHub } from '../builders/hub.ts'
import { type Device, newFolder, openDevice, type ShellName } from './device.ts'
import { type Gate, openGate } from './gate.ts'
import { createOrganisation, unlock } from './screens/entrance.ts'
import { claimAsTampere } from './screens/organisation.ts'
import { addPerson, personList } from './screens/persons.ts'
import { visitList } from './screens/visits.ts'
import { goTo } from './screens/window.ts'

export type E2eHub = TestHub & { readonly gate: Gate; code(): Promise<string> }
type Fixtures = {
  /** Opens a device, in a folder of its own unless one is given; all are closed when the test ends. */
  open: (folder?: string) => Promise<Device>
  /**
   * Opens a device whose organisation was created beforehand, unlocked: for walks about what comes after. All of these are
   * copies of one register, with one device id; a walk with a hub makes its own.
   */
  openMade: () => Promise<Device>
  /** Like `openMade`, of a register that claims as Tampere and has the person of example E1; at the list of persons. */
  openClaims: () => Promise<Device>
}
export type ShellOption = { shell: ShellName }
type WorkerFixtures = ShellOption & {
  hubServer: TestHub
  /** A data folder in which an organisation was created and closed. */
  madeFolder: string
  /** A copy of it with a claimant and a person. */
  claimsFolder: string
}

function copyOf(folder: string): string {
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return copy
}

async function unlockToVisits(page: Page): Promise<void> {
  await unlock(page)
  await expect(visitList(page).title).toBeVisible()
}

export const test = base.extend<Fixtures & { hub: E2eHub }, WorkerFixtures>({
  shell: ['preview', { option: true, scope: 'worker' }],
  madeFolder: [
    async ({ shell }, use) => {
      const device = await openDevice(shell)
      await createOrganisation(device.page)
      await device.close()
      await use(device.folder)
    },
    { scope: 'worker' },
  ],
  claimsFolder: [
    async ({ shell, madeFolder }, use) => {
      const device = await openDevice(shell, copyOf(madeFolder))
      await unlockToVisits(device.page)
      await claimAsTampere(device.page)
      await addPerson(device.page)
      await device.close()
      await use(device.folder)
    },
    { scope: 'worker' },
  ],
  hubServer: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const hub = await setupHub()
      await use(hub)
      await hub.stop()
    },
    { scope: 'worker' },
  ],
  hub: async ({ hubServer }, use, info) => {
    const gate = await openGate(hubServer.url)
    await use({
      ...hubServer,
      url: gate.url,
      gate,
      code: () => enrolCodeFor(hubServer.db, `${info.project.name} ${info.title}`),
    })
    await gate.close()
  },
  open: async ({ shell }, use) => {
    const devices: Device[] = []
    await use(async (folder) => {
      const device = await openDevice(shell, folder)
      devices.push(device)
      return device
    })
    for (const device of devices) await device.close().catch(() => undefined) // closed or killed by the test
  },
  openMade: async ({ open, madeFolder }, use) => {
    await use(async () => {
      const device = await open(copyOf(madeFolder))
      await unlockToVisits(device.page)
      return device
    })
  },
  openClaims: async ({ open, claimsFolder }, use) => {
    await use(async () => {
      const device = await open(copyOf(claimsFolder))
      await unlockToVisits(device.page)
      await goTo(device.page, 'claims')
      await expect(personList(device.page).edit('A1')).toBeVisible()
      return device
    })
  },
})
export { expect } from '@playwright/test'
