import { AxeBuilder } from '@axe-core/playwright'
import { chromium } from '@playwright/test'
import { createHub } from '../../src-hub/http/server.ts'
import { setPassphrase } from '../../src-hub/web/passphrase.ts'
import { expect, test } from './fixtures.ts'

test('the administration of the hub is used by keyboard, and is accessible', async ({ hub, shell }) => {
  test.skip(shell === 'electron', 'it is a page for any browser: looked at once, in Chromium')
  const name = `Ylläpidon kunta ${Date.now()}`
  await setPassphrase(hub.db, 'pitkä ylläpidon salalause')
  const server = await createHub({
    db: hub.db,
    logLevel: 'silent',
    web: { openId: null, isSecure: false },
  })
  const address = await server.listen({ host: '127.0.0.1', port: 0 })
  const executablePath = process.env.ALPO_CHROMIUM
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--no-sandbox'],
  })
  try {
    const page = await (await browser.newContext({ locale: 'fi-FI' })).newPage()
    const audit = async (): Promise<void> =>
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([])
    await page.goto(`${address}/admin`)
    await audit()
    // the field has the focus
    await page.keyboard.type('pitkä ylläpidon salalause')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('heading', { name: 'Organisaatiot', level: 1 })).toBeVisible()
    await page.getByLabel('Nimi').fill(name)
    await page.getByLabel('Nimi').press('Enter')
    await expect(page.locator('.code')).toHaveText(/^[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}$/)
    await audit()
    await page.getByRole('link', { name: 'Kaikki organisaatiot' }).press('Enter')
    await audit()
    await page.getByRole('link', { name }).press('Enter')
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
    await audit()
    await page.screenshot({ path: 'out/e2e/hub-web.png', fullPage: true })
    await page.getByLabel('Liitteille varattu tila (Mt)').fill('900')
    await page.getByLabel('Liitteille varattu tila (Mt)').press('Enter')
    await expect(page.getByRole('status')).toHaveText('Tallennettu')
    const downloading = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Lataa kaikki tiedot' }).press('Enter')
    expect((await downloading).suggestedFilename()).toBe('organisation.jsonl.gz')
    await page.getByLabel('Nimi', { exact: true }).fill(name)
    await page.getByRole('button', { name: 'Poista organisaatio' }).press('Enter')
    await expect(page.getByRole('status')).toHaveText('Organisaatio on poistettu')
    await page.getByRole('button', { name: 'Kirjaudu ulos' }).press('Enter')
    await expect(page.getByLabel('Ylläpidon salalause')).toBeFocused()
  } finally {
    await browser.close()
    await server.close()
  }
})
