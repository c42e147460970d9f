import { readdirSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from '@playwright/test'
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { unzipSync } from 'fflate'
import { findChromium } from '../../src-main/shells/preview/browser.ts'
import { type Device, newFolder } from './device.ts'
import { expect, test } from './fixtures.ts'
import { unlock } from './screens/entrance.ts'
import { focusForm, logVisit, visitList } from './screens/visits.ts'
import { goTo } from './screens/window.ts'
import { word } from './words.ts'

const section = (page: Page) => page.getByRole('region', { name: word('exports.title') })

/** Exports all of the register into a folder, as an administrator does, and gives what was made there. */
async function exportInto(device: Device, target: string): Promise<string> {
  const { page } = device
  await goTo(page, 'settings')
  await section(page)
    .getByRole('button', { name: word('exports.all') })
    .press('Enter')
  const asked = page.getByRole('dialog', { name: word('exports.all') })
  await asked.getByLabel(word('exports.protection')).selectOption('plain')
  await expect(asked.getByText(word('exports.plainWarning'))).toBeVisible()
  await device.choosingTarget(target, () =>
    asked.getByRole('button', { name: word('exports.choosePlain') }).press('Enter'),
  )
  await expect(section(page).getByText(/^Viety kansioon/)).toBeVisible()
  const [name] = readdirSync(target)
  return path.join(target, String(name))
}

/** A browser that knows nothing of the program, with the page open from its folder; what it complains of and asks for. */
async function readIn(
  folder: string,
): Promise<{ browser: Browser; page: Page; complaints: string[]; asked: string[] }> {
  const browser = await chromium.launch({ executablePath: findChromium() ?? chromium.executablePath() })
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
  const [complaints, asked]: [string[], string[]] = [[], []]
  page.on('console', (message) => complaints.push(message.text()))
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => asked.push(request.url()))
  await page.goto(pathToFileURL(path.join(folder, 'index.html')).href)
  return { browser, page, complaints, asked }
}

test('an export is read in any browser without the program: tables, search, history, languages, and no network', async ({
  openMade,
}) => {
  const device = await openMade()
  await focusForm(device.page)
  await logVisit(device.page, { language: 'arabia' })
  await logVisit(device.page, { topics: ['kela'] })
  const folder = await exportInto(device, newFolder())

  const { browser, page, complaints, asked } = await readIn(folder)
  try {
    const table = page.getByRole('table')
    await expect(page.getByRole('heading', { level: 2, name: 'Käynnit' })).toBeVisible()
    await expect(table.locator('tbody tr')).toHaveCount(2)
    await expect(table).toContainText('arabia')
    await expect(table.getByRole('columnheader', { name: 'Asiointikieli' })).toBeVisible()
    await page.getByLabel('Hae taulukosta').fill('kela')
    await expect(table.locator('tbody tr')).toHaveCount(1)
    await table.locator('tbody tr').first().click()
    await expect(page.getByRole('dialog')).toContainText('tallennettu')
    await expect(page.getByRole('dialog')).toContainText('Åsa M.')
    await page.getByRole('button', { name: 'Sulje' }).click()
    await page.getByRole('button', { name: 'Svenska' }).click()
    await expect(page.getByRole('heading', { level: 2, name: 'Besök' })).toBeVisible()
    await page.getByRole('button', { name: /^Händelselogg/ }).click()
    await expect(table).toContainText('exported')

    expect(complaints).toEqual([])
    expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([])
    const tried = await page.evaluate(() =>
      fetch('https://example.org/').then(
        () => 'reached',
        () => 'refused',
      ),
    )
    expect(tried).toBe('refused')
  } finally {
    await browser.close()
  }
  expect(readFileSync(path.join(folder, 'data', 'visit-2026.csv'), 'utf8').slice(1, 30)).toContain(
    'recordId;recordState',
  )
})

test('an export is encrypted to keys that are checked as they are given, and does not go into the folder of the register', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const target = newFolder()
  await goTo(page, 'settings')
  const ask = () =>
    section(page)
      .getByRole('button', { name: word('exports.all') })
      .press('Enter')
  const asked = page.getByRole('dialog', { name: word('exports.all') })
  const choose = () => asked.getByRole('button', { name: word('exports.choose') }).press('Enter')
  const keys = asked.getByLabel(word('exports.keys'))
  await ask()
  await choose()
  await expect(asked.getByRole('alert')).toHaveText(word('exports.key.none'))
  await keys.fill(identity)
  await expect(asked.getByRole('alert')).toContainText('yksityinen avain')
  await keys.fill(`# arkisto\n${recipient}`)

  await device.choosingTarget(target, choose)
  await expect(section(page).getByText(/^Viety kansioon/)).toBeVisible()
  const [folder = ''] = readdirSync(target)
  const index = readFileSync(path.join(target, folder, 'index.age'))
  const decrypter = new Decrypter()
  decrypter.addIdentity(identity)
  expect(Object.keys(unzipSync(await decrypter.decrypt(new Uint8Array(index))))).toContain('index.html')

  await ask()
  await keys.fill(recipient)
  await device.choosingTarget(device.folder, choose)
  await expect(section(page).getByRole('alert')).toContainText(word('exports.inside'))
})

test('a folder is kept up to date, by a press and on lock, and says when it is away', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  const identity = await generateX25519Identity()
  const recipient = await identityToRecipient(identity)
  const target = newFolder()
  const kept = page.getByRole('region', { name: word('exports.kept') })
  const button = (key: 'exports.keptBegin' | 'exports.keptNow') =>
    kept.getByRole('button', { name: word(key) })
  await goTo(page, 'settings')
  await button('exports.keptBegin').press('Enter')
  const asked = page.getByRole('dialog', { name: word('exports.kept') })
  await asked.getByLabel(word('exports.keys')).fill(recipient)
  await device.choosingTarget(target, () =>
    asked.getByRole('button', { name: word('exports.choose') }).press('Enter'),
  )
  await expect(kept.getByText(/^Ajan tasalla \d/)).toBeVisible()
  const folder = path.join(target, 'alpo-desk')
  const rowsOfVisits = async (): Promise<number> => {
    const decrypter = new Decrypter()
    decrypter.addIdentity(identity)
    const files = unzipSync(
      await decrypter.decrypt(new Uint8Array(readFileSync(path.join(folder, 'index.age')))),
    )
    const { tables } = JSON.parse(new TextDecoder().decode(files['manifest.json']))
    return tables
      .filter(({ table }: { table: string }) => table === 'visit')
      .reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)
  }
  expect(await rowsOfVisits()).toBe(0)

  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await page.getByRole('button', { name: word('nav.lock') }).press('Enter')
  await unlock(page)
  await expect(visitList(page).title).toBeVisible()
  await expect.poll(rowsOfVisits).toBe(1)

  renameSync(folder, `${folder}-away`)
  await goTo(page, 'settings')
  await button('exports.keptNow').press('Enter')
  await expect(kept.getByText(word('exports.keptFailed.folder-gone'))).toBeVisible()
  renameSync(`${folder}-away`, folder)
  await button('exports.keptNow').press('Enter')
  await expect(kept.getByText(word('exports.keptFailed.folder-gone'))).toHaveCount(0)
})
