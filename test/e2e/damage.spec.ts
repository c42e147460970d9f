import { cpSync, readdirSync, rmSync, statSync, truncateSync } from 'node:fs'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { keyringPlaces } from '../../src-main/keys/keyring-file.ts'
import { newFolder, openDevice } from './device.ts'
import { expect, test } from './fixtures.ts'
import { createOrganisation, firstStart, lockButton, lockScreen, unlock } from './screens/entrance.ts'
import { allSent, connectToHub } from './screens/organisation.ts'
import { focusForm, logVisit, visitList } from './screens/visits.ts'
import { goTo } from './screens/window.ts'
import { filesLike, fillTables, flipBytes, journalOf, windowStore } from './window-store.ts'
import { word } from './words.ts'

const visits = 3
const welcome = (page: Page) => firstStart(page).title
const missing = (page: Page) => page.getByRole('heading', { name: word('damage.title') })
const list = (page: Page) => visitList(page).title
const rowsShown = (page: Page) => visitList(page).rows

async function logSome(page: Page): Promise<void> {
  await createOrganisation(page)
  for (let n = 0; n < visits; n++) await logVisit(page)
  // the form is free before the visit is on the disk: the row is there after that
  await expect(rowsShown(page)).toHaveCount(visits + 1) // with the heads
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
  test(`D2: ${name}: all that was saved is there again from the journal`, async ({ open }) => {
    const device = await open()
    await logSome(device.page)
    await focusForm(device.page)
    await device.page.keyboard.type('somali')
    if (name.includes('table')) await fillTables(device.page)
    await device.kill()
    damage(windowStore(device.folder))

    const { page } = await open(device.folder)
    await unlock(page)

    await expect(list(page)).toBeVisible()
    await expect(rowsShown(page)).toHaveCount(visits + 1) // with the heads
    if (name === 'the whole folder was deleted') {
      await expect(page.getByText(word('journal.restored'))).toBeVisible()
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/restored.png` })
      await page.getByRole('button', { name: word('journal.seen') }).click()
      await expect(page.getByText(word('journal.restored'))).toHaveCount(0)
    }
    await focusForm(page)
    await logVisit(page)
    await expect(rowsShown(page)).toHaveCount(visits + 2)
  })

/** Those of which nothing is told to the window but by the mark outside. */
const withoutJournal = ['the log was cut', 'CURRENT is missing', 'the whole folder was deleted']
for (const [name, damage] of damages.filter(([one]) => withoutJournal.includes(one)))
  test(`D2: ${name}, and the journal with it: the person is told what is missing, and nothing is set up anew`, async ({
    open,
  }) => {
    const device = await open()
    await logSome(device.page)
    await device.kill()
    damage(windowStore(device.folder))
    rmSync(journalOf(device.folder), { recursive: true })

    const { page } = await open(device.folder)
    await expect(lockScreen(page).passphrase).toBeVisible()
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
    await page.getByRole('button', { name: word('damage.support') }).click()
    await expect(page.getByText(/Mitään ei muutettu/)).toBeVisible()
    if (process.env.SHOTS)
      await page.screenshot({ path: `${process.env.SHOTS}/${name.replaceAll(' ', '-')}.png`, fullPage: true })
  })

test('a register that was saved in another window is there in this one, and in that one again', async ({
  open,
  shell,
}) => {
  test.skip(
    shell !== 'electron',
    'two windows are needed: this walk begins in the browser and goes on in Electron',
  )
  const inBrowser = await openDevice('preview')
  await logSome(inBrowser.page)
  await inBrowser.close()

  const { page, close } = await open(inBrowser.folder)
  await unlock(page)
  await expect(list(page)).toBeVisible()
  await expect(rowsShown(page)).toHaveCount(visits + 1)
  await focusForm(page)
  await logVisit(page)
  await expect(rowsShown(page)).toHaveCount(visits + 2)
  await close()

  const again = await openDevice('preview', inBrowser.folder)
  await unlock(again.page)
  await expect(list(again.page)).toBeVisible()
  await expect(rowsShown(again.page)).toHaveCount(visits + 2)
  await again.close()
})

test('one whose journal is gone is looked for in the window it was saved in', async ({ open, shell }) => {
  test.skip(
    shell !== 'electron',
    'two windows are needed: this walk begins in the browser and goes on in Electron',
  )
  const inBrowser = await openDevice('preview')
  await logSome(inBrowser.page)
  await inBrowser.close()
  rmSync(journalOf(inBrowser.folder), { recursive: true })

  const { page } = await open(inBrowser.folder)
  await unlock(page)
  await expect(missing(page)).toBeVisible()
  await expect(page.getByText(/^Viimeksi tallennettiin ikkunassa .*Chrom/)).toBeVisible()
  if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/elsewhere.png`, fullPage: true })
})

const synced = (page: Page) => allSent(page)

test('D2: what the hub has is taken again, and what was not sent is named as missing', async ({
  open,
  hub,
}) => {
  const device = await open()
  await logSome(device.page)
  await connectToHub(device.page, { address: hub.url, code: await hub.code() })
  await synced(device.page)
  hub.gate.mode = 'shut'
  await goTo(device.page, 'visits')
  await logVisit(device.page)
  await expect(rowsShown(device.page)).toHaveCount(visits + 2) // with the heads
  await device.kill()
  rmSync(windowStore(device.folder), { recursive: true })
  rmSync(journalOf(device.folder), { recursive: true })

  const { page } = await open(device.folder)
  await unlock(page)
  await expect(missing(page)).toBeVisible()
  await expect(page.getByText('1 muutosta ei ollut vielä lähetetty palvelimelle')).toBeVisible()
  await page.getByRole('button', { name: 'Hae kaikki uudelleen' }).click()
  await expect(page.getByText('Palvelimelta ei saatu tietoja')).toBeVisible()
  hub.gate.mode = 'open'
  await page.getByRole('button', { name: 'Hae kaikki uudelleen' }).click()

  await expect(list(page)).toBeVisible()
  await expect(rowsShown(page)).toHaveCount(visits + 1)
  await focusForm(page)
  await logVisit(page, { language: 'somali' })
  await synced(page)
  await lockButton(page).click()
  await unlock(page)
  await expect(rowsShown(page)).toHaveCount(visits + 2) // and nobody is told of it a second time
})

test('D2: a copy that is chosen stands in the register’s place after the next start, and says what it lacks', async ({
  open,
}) => {
  const device = await open()
  await logSome(device.page)
  await device.close()
  const copy = newFolder()
  cpSync(device.folder, copy, { recursive: true, filter: (file) => !/Singleton|socket/.test(file) })
  const later = await open(device.folder)
  await unlock(later.page)
  await expect(list(later.page)).toBeVisible()
  await focusForm(later.page)
  await logVisit(later.page)
  await expect(rowsShown(later.page)).toHaveCount(visits + 2)
  await later.kill()
  rmSync(windowStore(device.folder), { recursive: true })
  rmSync(journalOf(device.folder), { recursive: true })

  const told = await open(device.folder)
  await unlock(told.page)
  await expect(missing(told.page)).toBeVisible()
  await told.choosing([copy], () => told.page.getByRole('button', { name: 'Valitse kansio' }).click())
  await expect(told.page.getByText('Kopio on valittu')).toBeVisible()
  await told.close()

  const { page } = await open(device.folder)
  await unlock(page)
  await expect(page.getByText('Valitsemasi kopio on palautettu')).toBeVisible()
  const cells = page.getByRole('row', { name: /^Käynnit/ }).getByRole('cell')
  await expect(cells).toHaveText([String(visits + 1), String(visits)])
  await page.getByLabel(word('damage.goOnSure')).check()
  await page.getByRole('button', { name: 'Jatka sillä' }).click()
  await expect(list(page)).toBeVisible()
  await expect(rowsShown(page)).toHaveCount(visits + 1)
})

test('D3: a key file that is damaged, and a copy that is gone, are mended without a question, and that is told', async ({
  open,
}) => {
  const device = await open()
  await logSome(device.page)
  await device.close()
  const [file, copy] = keyringPlaces(device.folder)
  truncateSync(file, 100)
  rmSync(copy)

  const told = await open(device.folder)
  await unlock(told.page)
  const notice = told.page.getByText(word('keys.mended'))
  await expect(notice).toBeVisible()
  await notice.getByRole('button', { name: word('journal.seen') }).click()
  await expect(notice).toHaveCount(0)
  await expect(rowsShown(told.page)).toHaveCount(visits + 1)
  await told.close()

  const { page } = await open(device.folder)
  await unlock(page)
  await expect(rowsShown(page)).toHaveCount(visits + 1)
  await expect(page.getByText(word('keys.mended'))).toHaveCount(0)
})

test('D3: keys that are gone are no first start; a copy of them opens the register again', async ({
  open,
}) => {
  const device = await open()
  await logSome(device.page)
  await device.close()
  const kept = newFolder()
  cpSync(path.join(device.folder, 'keyring.json'), path.join(kept, 'keyring.json'))
  for (const file of keyringPlaces(device.folder)) rmSync(file)

  const told = await open(device.folder)
  await expect(told.page.getByRole('heading', { name: word('damage.keysTitle') })).toBeVisible()
  await expect(welcome(told.page)).toHaveCount(0)
  if (process.env.SHOTS) await told.page.screenshot({ path: `${process.env.SHOTS}/keys.png`, fullPage: true })
  await told.choosing([kept], () => told.page.getByRole('button', { name: 'Valitse kansio' }).click())
  await expect(told.page.getByText('Kopio on valittu')).toBeVisible()
  await told.close()

  const { page } = await open(device.folder)
  await unlock(page)
  await expect(list(page)).toBeVisible()
  await expect(rowsShown(page)).toHaveCount(visits + 1)
})
