import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, type Page } from '@playwright/test'
import { enrolCodeFor, setupHub } from '../test/builders/hub.ts'
import { aPdf } from '../test/builders/pdf-files.ts'
import { openDevice } from '../test/e2e/device.ts'
import { openGate } from '../test/e2e/gate.ts'
import { makeClaim } from '../test/e2e/screens/claims.ts'
import { createOrganisation, joinOrganisation } from '../test/e2e/screens/entrance.ts'
import { claimAsTampere, connectToHub } from '../test/e2e/screens/organisation.ts'
import { addPerson } from '../test/e2e/screens/persons.ts'
import { focusForm, logVisit } from '../test/e2e/screens/visits.ts'
import { goTo } from '../test/e2e/screens/window.ts'
import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { inRoot } from './root.ts'

/**
 * The main job without a person: two devices and a real hub; visits logged by keyboard in the real window with the network
 * away; the network back; one register on both; a person, what is owed, and the claim's PDF. Leaves out/demo/.
 */
const out = inRoot('out', 'demo')
rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })
await build(true)
const chromium = await ensureChromium()
if (!chromium) throw new Error('the demo needs a Chromium')
process.env.ALPO_CHROMIUM = chromium

let shots = 0
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const shot = async (page: Page, name: string): Promise<void> => {
  shots++
  await page.screenshot({
    path: path.join(out, `${String(shots).padStart(2, '0')}-${name}.png`),
    fullPage: true,
  })
}
const state = (page: Page) => page.getByTestId('sync-state')
const syncNow = (page: Page): Promise<void> => page.getByRole('button', { name: 'Synkronoi nyt' }).click()

const hub = await setupHub()
const gate = await openGate(hub.url)
const code = (): Promise<string> => enrolCodeFor(hub.db, 'Tampereen kaupunki')
const [one, two] = [await openDevice('preview'), await openDevice('preview')]
try {
  say('Device 1: first start, a new organisation, connected to the hub')
  await shot(one.page, 'first-start')
  await createOrganisation(one.page)
  await connectToHub(one.page, { address: gate.url, code: await code() })
  await expect(state(one.page)).toHaveAttribute('data-state', 'all-sent')
  say('Device 2: joins with a one-time code')
  await joinOrganisation(two.page, { address: gate.url, code: await code() })
  await expect(two.page.getByLabel('Toimipiste')).toHaveText('Pääkirjasto')

  say('The network goes away; both devices log visits by keyboard')
  gate.mode = 'shut'
  await goTo(one.page, 'visits')
  await focusForm(one.page)
  await logVisit(one.page, {
    language: 'arabia',
    topics: ['asuminen', 'kela'],
    measures: ['neuvonta', 'lomakkeen'],
  })
  await logVisit(one.page, { language: 'ukraina', topics: ['työ ja'], measures: ['tiedon'] })
  await focusForm(two.page)
  await logVisit(two.page, { language: 'somali', topics: ['perhe'], measures: ['neuvonta'] })
  await syncNow(one.page)
  await expect(state(one.page)).toHaveAttribute('data-state', 'offline')
  await shot(one.page, 'offline-device-1')
  await shot(two.page, 'offline-device-2')

  say('The network comes back: one register on both devices')
  gate.mode = 'open'
  for (const { page } of [one, two, one]) {
    await syncNow(page)
    await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  }
  for (const { page } of [one, two]) await expect(page.getByTestId('visit-count')).toHaveText('3 käyntiä')
  await shot(one.page, 'synced-device-1')
  await shot(two.page, 'synced-device-2')

  say('A person, what is owed month by month, a claim with an attachment')
  const files = mkdtempSync(path.join(os.tmpdir(), 'alpo-demo-'))
  writeFileSync(path.join(files, 'päätös.pdf'), await aPdf(1, 'Oleskelulupapaatos'))
  await claimAsTampere(one.page)
  await addPerson(one.page)
  await shot(one.page, 'what-is-owed')
  await makeClaim(one.page, '2025-01-01', '2025-12-31')
  await one.choosing([path.join(files, 'päätös.pdf')], () =>
    one.page.getByRole('button', { name: 'Liitä tiedosto' }).click(),
  )
  await expect(one.page.getByText(/päätös\.pdf \(/)).toBeVisible()
  const target = path.join(out, 'claim-file.pdf')
  await one.savingTo(target, () =>
    one.page.getByRole('button', { name: 'Tallenna hakemustiedosto (PDF)' }).click(),
  )
  await expect(one.page.getByText(/^Tallennettu: /)).toBeVisible()
  await shot(one.page, 'claim-saved')
  try {
    execFileSync('pdftoppm', ['-r', '70', '-png', target, path.join(out, 'claim-file')], { stdio: 'ignore' })
  } catch {
    say('(the pages of the PDF are not drawn: pdftoppm is not installed)')
  }
  say(`Done: see ${path.relative(inRoot(), out)}/`)
} finally {
  await one.close()
  await two.close()
  await gate.close()
  await hub.stop()
}
