import { test as base } from '@playwright/test'
import { enrolCodeFor, setupHub, type TestHub } from '../builders/hub.ts'
import { type Device, openDevice, type ShellName } from './device.ts'
import { type Gate, openGate } from './gate.ts'

export type ShellOption = { shell: ShellName }
export type E2eHub = TestHub & { readonly gate: Gate; code(): Promise<string> }
type Fixtures = ShellOption & {
  /** Opens a device, in a folder of its own unless one is given; all are closed when the test ends. */
  open: (folder?: string) => Promise<Device>
}
type WorkerFixtures = { hubServer: TestHub }

export const test = base.extend<Fixtures & { hub: E2eHub }, WorkerFixtures>({
  shell: ['preview', { option: true }],
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
})
export { expect } from '@playwright/test'
