import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { revokeDevice } from '../../src-hub/administration.ts'
import { expect, test } from './fixtures.ts'
import {
  chooseOption,
  connectToHub,
  createOrganisation,
  focusForm,
  goTo,
  joinOrganisation,
  logVisit,
} from './steps.ts'

const syncNow = (page: Page): Promise<void> => page.getByRole('button', { name: 'Synkronoi nyt' }).click()
const state = (page: Page) => page.getByTestId('sync-state')

test('two devices log offline, come online, and show the same register; nothing that loses a merge vanishes', async ({
  open,
  hub,
}) => {
  const [one, two] = [await open(), await open()]
  await createOrganisation(one.page)
  await connectToHub(one.page, { address: hub.url, code: await hub.code() })
  await expect(state(one.page)).toHaveAttribute('data-state', 'all-sent')
  await joinOrganisation(two.page, { address: hub.url, code: await hub.code() })
  await expect(state(two.page)).toHaveAttribute('data-state', 'all-sent')
  await expect(two.page.getByLabel('Toimipiste')).toHaveText('Pääkirjasto')

  hub.gate.mode = 'shut'
  await goTo(one.page, 'Käynnit')
  await focusForm(one.page)
  await logVisit(one.page, { language: 'arabia' })
  await focusForm(two.page)
  await logVisit(two.page, { language: 'somali' })
  await syncNow(one.page)
  await expect(state(one.page)).toHaveAttribute('data-state', 'offline')
  await expect(state(one.page)).toContainText('1 odottaa')

  hub.gate.mode = 'open'
  for (const { page } of [one, two, one]) {
    await syncNow(page)
    await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  }
  for (const { page } of [one, two]) {
    await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /somali/ })).toBeVisible()
  }

  hub.gate.mode = 'shut'
  await edit(one.page, 'Tulos', 'uusi aika')
  await edit(two.page, 'Tulos', 'jatkuu')
  await edit(two.page, 'Kanava', 'puhelin', 'Asiointitapa', 'saapunut')
  hub.gate.mode = 'open'
  for (const { page } of [one, two, one]) {
    await syncNow(page)
    await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  }
  for (const { page } of [one, two]) {
    await expect(page.getByRole('row', { name: /arabia/ })).toContainText('jatkuu')
    await goTo(page, 'Asetukset')
    await expect(page.getByRole('table', { name: 'Arvot, jotka toinen muutos korvasi' })).toContainText(
      '"new-time"',
    )
  }

  async function edit(page: Page, ...pairs: string[]): Promise<void> {
    await page
      .getByRole('row', { name: /arabia/ })
      .getByRole('button', { name: /Muokkaa/ })
      .click()
    for (let i = 0; i < pairs.length; i += 2) {
      await page.getByLabel(pairs[i] ?? '', { exact: true }).focus()
      await chooseOption(page, pairs[i + 1] ?? '')
    }
    await page.keyboard.press('Control+Enter')
    await expect(page.getByRole('heading', { name: 'Uusi käynti' })).toBeVisible()
  }
})

test('an answer that is cut off in the middle costs nothing: it is asked again, and stored once', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  await goTo(page, 'Käynnit')
  await focusForm(page)

  hub.gate.mode = 'cut'
  await logVisit(page, { language: 'arabia' })
  await syncNow(page)
  await expect(state(page)).toHaveAttribute('data-state', 'offline')
  hub.gate.mode = 'open'
  await syncNow(page)

  await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  await expect(page.getByTestId('visit-count')).toHaveText('1 käynti')
  await goTo(page, 'Asetukset')
  await page.getByRole('button', { name: 'Näytä kuitit' }).click()
  await expect(page.getByRole('table', { name: 'Keskukseen tallennettu' }).getByRole('row')).toHaveCount(
    1 + 4,
  )
})

test('a wrong certificate, a stranger, an unencrypted address and a wrong code are each told plainly', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await goTo(page, 'Asetukset')
  const stranger = await listening(
    createServer((_, response) => response.end('<html>Welcome to the hotel</html>')),
  )
  const tls = {
    cert: readFileSync('test/fixtures/tls/self-signed.crt'),
    key: readFileSync('test/fixtures/tls/self-signed.key'),
  }
  const impostor = await listening(createTlsServer(tls, (_, response) => response.end('{}')))
  const portOf = (server: { address(): unknown }): number => (server.address() as AddressInfo).port

  const cases: readonly (readonly [string, RegExp])[] = [
    [`https://127.0.0.1:${portOf(impostor)}`, /varmenne ei kelpaa/],
    [`http://127.0.0.1:${portOf(stranger)}`, /jokin muu kuin keskus/],
    ['http://hub.example.fi', /alettava https/],
    ['https://', /Osoitetta ei ymmärretä/],
    ['http://127.0.0.1:9', /ei saada yhteyttä/],
    [hub.url, /Kertakoodi ei kelpaa/],
  ]
  for (const [address, message] of cases) {
    await connectToHub(page, { address, code: 'AAAAA-BBBBB-CCCCC' })
    await expect(page.getByRole('alert').filter({ hasText: message })).toBeVisible()
  }
  stranger.close()
  impostor.close()
})

test('a revoked device is told so, keeps its unsent work, and goes on working', async ({ open, hub }) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await expect(state(page)).toHaveAttribute('data-state', 'all-sent')
  const { rows } = await hub.db.query<{ id: string }>(
    'SELECT id FROM devices ORDER BY enrolled_at DESC LIMIT 1',
  )
  await revokeDevice(hub.db, rows[0]?.id ?? '')

  await goTo(page, 'Käynnit')
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await syncNow(page)

  await expect(state(page)).toHaveAttribute('data-state', 'needs-you')
  await expect(page.getByTestId('sync-reason')).toContainText('käyttöoikeus on poistettu')
  await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()
})

const listening = <S extends Pick<Server, 'listen' | 'once'>>(server: S): Promise<S> =>
  new Promise((resolve) => {
    server.once('listening', () => resolve(server))
    server.listen(0, '127.0.0.1')
  })
