import { readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { createOrganisation, logVisit, unlock } from './steps.ts'
import { filesLike, fillTables, flipBytes, windowStore } from './window-store.ts'

const visits = 3
const welcome = (page: Page) => page.getByRole('heading', { name: 'Tervetuloa ALPO-deskiin' })
const missing = (page: Page) => page.getByRole('heading', { name: 'Tietojasi puuttuu' })
const list = (page: Page) => page.getByRole('heading', { name: 'Käynnit', level: 1 })
const rowsShown = (page: Page) => page.getByRole('region', { name: 'Käyntiluettelo' }).getByRole('row')

async function logSome(page: Page): Promise<void> {
  await createOrganisation(page)
  for (let n = 0; n < visits; n++) await logVisit(page)
}

/** What the README of faults tells of, each done to the window's database of a device that was killed. */
const damages: readonly (readonly [string, (store: string) => void])[] = [
  ['bytes were flipped in the log', (store) => flipBytes(filesLike(store, /\.log$/)[0] ?? '')],
  [
    'bytes were flipped in a table file',
    (store) => {
      for (const table of filesLike(store, /\.ldb$/)) flipBytes(table, 0.0005)
    },
  ],
  [
    'the log was cut',
    (store) => {
      const [log = ''] = filesLike(store, /\.log$/)
      truncateSync(log, Math.floor(statSync(log).size * 0.7))
    },
  ],
  [
    'MANIFEST was cut',
    (store) => {
      const [manifest = ''] = filesLike(store, /^MANIFEST/)
      truncateSync(manifest, Math.floor(statSync(manifest).size / 2))
    },
  ],
  ['a table file is missing', (store) => rmSync(filesLike(store, /\.ldb$/)[0] ?? '')],
  ['CURRENT is missing', (store) => rmSync(path.join(store, 'CURRENT'))],
  ['the whole folder was deleted', (store) => rmSync(store, { recursive: true })],
]

for (const [name, damage] of damages)
  test(`D2: ${name}: the person is told what is missing, and nothing is set up anew`, async ({ open }) => {
    const device = await open()
    await logSome(device.page)
    if (name.includes('table')) await fillTables(device.page)
    await device.kill()
    damage(windowStore(device.folder))

    const { page } = await open(device.folder)
    await expect(page.getByLabel('Salalause', { exact: true })).toBeVisible()
    await expect(welcome(page)).toHaveCount(0)
    await unlock(page)

    await expect(missing(page).or(list(page))).toBeVisible()
    if (await list(page).isVisible()) {
      // nothing is gone: then all of it is shown
      await expect(rowsShown(page)).toHaveCount(visits + 1) // with the heads
      return
    }
    await expect(
      page
        .getByRole('row', { name: /^Käynnit/ })
        .getByRole('cell')
        .first(),
    ).toHaveText(String(visits))
    if (!name.includes('whole folder'))
      expect(readdirSync(path.join(device.folder, 'copies'))).toEqual([expect.stringMatching(/^kept-/)])
    await page.getByRole('button', { name: 'Säilytä tukea varten' }).click()
    await expect(page.getByText(/Mitään ei muutettu/)).toBeVisible()
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${name.replaceAll(' ', '-')}.png`, fullPage: true })
  })
