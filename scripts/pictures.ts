import { mkdirSync } from 'node:fs'
import { expect } from '@playwright/test'
import { build } from './build.ts'
import { ensureChromium } from './chromium.ts'
import { inRoot } from './root.ts'

/** Takes the pictures of the documents anew, from the running application with invented people: `node scripts/pictures.ts`. */
const folder = inRoot('docs', 'images')
const size = { width: 1440, height: 900 }

await build(true)
process.env.ALPO_CHROMIUM = (await ensureChromium()) ?? ''
const { openDevice } = await import('../test/e2e/device.ts')
const { createOrganisation } = await import('../test/e2e/screens/entrance.ts')
const { claimAsTampere } = await import('../test/e2e/screens/organisation.ts')
const { addPerson } = await import('../test/e2e/screens/persons.ts')
const { focusForm, logVisit } = await import('../test/e2e/screens/visits.ts')
mkdirSync(folder, { recursive: true })
const device = await openDevice('preview')
const { page } = device
/** Once the messages of what was just saved have gone. */
async function takePicture(name: string): Promise<void> {
  for (const said of ['Käynti tallennettu', 'Asetukset tallennettu', 'Henkilö tallennettu'])
    await expect(page.getByText(said)).toHaveCount(0, { timeout: 60_000 })
  await page.screenshot({ path: `${folder}/${name}.png` })
}
try {
  await page.setViewportSize(size)
  await createOrganisation(page)
  for (const visit of [
    { language: 'arabia', topics: ['asuminen', 'kela'], measures: ['neuvonta', 'lomakkeen'] },
    { language: 'ukraina', topics: ['työ ja'], measures: ['tiedon'] },
    { language: 'somali', topics: ['perhe'], measures: ['neuvonta'] },
    { language: 'dari', topics: ['asuminen'], measures: ['neuvonta'] },
  ]) {
    await focusForm(page)
    await logVisit(page, visit)
  }
  await focusForm(page)
  await takePicture('adviser')

  await claimAsTampere(page)
  await addPerson(page, { ref: 'H1', name: 'Ahmed Esimerkki' })
  await addPerson(page, { ref: 'H2', name: 'Lina Esimerkki' })
  const reminder = page.getByRole('button', { name: 'Sulje ikkuna' })
  if (await reminder.isVisible()) await reminder.click()
  await takePicture('clerk')
} finally {
  await device.close()
}
