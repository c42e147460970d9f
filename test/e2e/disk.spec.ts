import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { mountSmallDisk, noSmallDisk, type SmallDisk } from '../builders/small-disk.ts'
import { test as base, expect } from './fixtures.ts'
import { createOrganisation, unlock } from './screens/entrance.ts'
import { logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { chooseIn, chooseOption } from './screens/window.ts'
import { word } from './words.ts'

const visits = 2
const rows = (page: Page) => visitList(page).rows
const list = (page: Page) => visitList(page).title
const shot = (page: Page, name: string) =>
  process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : undefined

const test = base.extend<{ disk: SmallDisk }>({
  // automatic ones come first and go last: the disk goes when no device writes on it any more
  disk: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the pattern
    async ({}, use) => {
      const disk = mountSmallDisk({ size: '100m' })
      await use({ ...disk, folder: path.join(disk.folder, 'data') })
      disk.unmount()
    },
    { auto: true },
  ],
})
test.skip(noSmallDisk !== null, noSmallDisk ?? '')

/** Fills the form and saves, without waiting for what comes of it. */
async function trySaving(page: Page): Promise<void> {
  await chooseIn(visitForm(page).language, 'arabia')
  await chooseOption(page, 'asuminen')
  await saveVisit(page)
}

test('D1: a disk without room refuses the save by name, goes on reading, and loses nothing once it is freed', async ({
  open,
  disk,
}) => {
  const device = await open(disk.folder)
  const { page } = device
  await createOrganisation(page)
  for (let n = 0; n < visits; n++) await logVisit(page)
  await expect(rows(page)).toHaveCount(visits + 1) // with the heads

  disk.fill()
  await trySaving(page)
  await expect(page.getByText(/Levyllä .*alpo-small-\S+ on vapaana 0 Mt/).first()).toBeVisible()
  await expect(visitForm(page).saved).toHaveCount(0)
  await expect(rows(page)).toHaveCount(visits + 1) // with the heads: what was saved is still shown
  await shot(page, 'disk-full')

  disk.free()
  await expect(page.getByText(/Mitään ei tallenneta, ennen kuin tilaa/)).toHaveCount(0)
  await saveVisit(page)
  await expect(rows(page)).toHaveCount(visits + 2)
  await device.close()

  const again = await open(disk.folder)
  await unlock(again.page)
  await expect(list(again.page)).toBeVisible()
  await expect(rows(again.page)).toHaveCount(visits + 2)
})

test('D1: of a write that the disk refuses in its middle nothing is there, and all else is after the next start', async ({
  open,
  disk,
}) => {
  // without a floor the disk itself refuses the write: that of the journal, or of the database where a few bytes were left
  mkdirSync(disk.folder, { recursive: true })
  writeFileSync(path.join(disk.folder, 'disk-settings.json'), '{"floorMegabytes":0}')
  const device = await open(disk.folder)
  const { page } = device
  await createOrganisation(page)
  for (let n = 0; n < visits; n++) await logVisit(page)
  await expect(rows(page)).toHaveCount(visits + 1) // with the heads

  disk.fill()
  await trySaving(page)
  const inDatabase = page.getByText(/uutta ei tallenneta, ennen kuin ALPO-desk on avattu uudelleen/)
  const inJournal = page.getByText(/Levyllä .*alpo-small-\S+ on vapaana 0 Mt/)
  await expect(inDatabase.or(inJournal).first()).toBeVisible()
  await expect(page.getByText(word('visits.saved'))).toHaveCount(0)
  await expect(rows(page)).toHaveCount(visits + 1)
  await shot(page, 'disk-refuses')
  disk.free()
  await device.close()

  const second = await open(disk.folder)
  await unlock(second.page)
  await expect(list(second.page)).toBeVisible()
  await expect(rows(second.page)).toHaveCount(visits + 1)
  await logVisit(second.page)
  await expect(rows(second.page)).toHaveCount(visits + 2)
  await second.close()

  const third = await open(disk.folder)
  await unlock(third.page)
  await expect(list(third.page)).toBeVisible()
  await expect(rows(third.page)).toHaveCount(visits + 2)
})

test('D1: with a disk that stays full the program closes in order and opens again to be read', async ({
  open,
  disk,
}) => {
  const device = await open(disk.folder)
  await createOrganisation(device.page)
  for (let n = 0; n < visits; n++) await logVisit(device.page)
  await expect(rows(device.page)).toHaveCount(visits + 1) // with the heads
  disk.fill()
  await device.close()

  const again = await open(disk.folder)
  const { page } = again
  await unlock(page)
  await expect(rows(page)).toHaveCount(visits + 1)
  await expect(page.getByText(/Mitään ei tallenneta, ennen kuin tilaa/).first()).toBeVisible()
  await trySaving(page)
  await expect(visitForm(page).saved).toHaveCount(0)
  await expect(rows(page)).toHaveCount(visits + 1)

  disk.free()
  await expect(page.getByText(/Mitään ei tallenneta, ennen kuin tilaa/)).toHaveCount(0)
  await chooseIn(visitForm(page).measures, 'neuvonta') // of a session that begins nothing is remembered
  await saveVisit(page)
  await expect(rows(page)).toHaveCount(visits + 2)
})
