import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { revokeDevice } from '../../src-hub/access/administration.ts'
import { aPng } from '../builders/pdf-files.ts'
import { expect, test } from './fixtures.ts'
import { claimsPart, claimView, makeClaim, takeStep } from './screens/claims.ts'
import { createOrganisation, joinOrganisation, unlock } from './screens/entrance.ts'
import { allSent, claimAsTampere, connectToHub, settings, state, syncNow } from './screens/organisation.ts'
import { addPerson, personList } from './screens/persons.ts'
import { focusForm, logVisit, saveVisit, visitForm, visitList } from './screens/visits.ts'
import { alertOf, chooseOption, goTo, press } from './screens/window.ts'
import { word } from './words.ts'

test('two devices log offline, come online, and show the same register; nothing that loses a merge vanishes', async ({
  open,
  hub,
}) => {
  const [one, two] = [await open(), await open()]
  await createOrganisation(one.page)
  await connectToHub(one.page, { address: hub.url, code: await hub.code() })
  await allSent(one.page)
  await joinOrganisation(two.page, { address: hub.url, code: await hub.code() })
  await allSent(two.page)
  await expect(visitForm(two.page).site).toHaveText('Pääkirjasto')

  hub.gate.mode = 'shut'
  await goTo(one.page, 'visits')
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
    await allSent(page)
  }
  for (const { page } of [one, two]) {
    await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()
    await expect(page.getByRole('row', { name: /somali/ })).toBeVisible()
  }

  hub.gate.mode = 'shut'
  await edit(one.page, word('visits.outcome'), 'uusi aika')
  await edit(two.page, word('visits.outcome'), 'jatkuu')
  await edit(two.page, word('visits.channel'), 'puhelin', 'Asiointitapa', 'saapunut')
  hub.gate.mode = 'open'
  for (const { page } of [one, two, one, two]) {
    await syncNow(page)
    await allSent(page)
  }
  // whichever device reached the hub later stands: either may, since both try by themselves once the gate is open
  const ofArabic = (page: Page) => page.getByRole('row', { name: /arabia/ })
  await expect(async () => {
    expect(await ofArabic(one.page).textContent()).toBe(await ofArabic(two.page).textContent())
  }).toPass()
  const isTwo = (await ofArabic(one.page).textContent())?.includes('jatkuu')
  const [stands, lost] = isTwo ? ['jatkuu', 'uusi aika sovittu'] : ['uusi aika sovittu', 'jatkuu']
  for (const { page } of [one, two]) {
    await expect(ofArabic(page)).toContainText(stands)
    await expect(page.getByRole('button', { name: `${word('nav.conflicts')} 1` })).toBeVisible()
    await goTo(page, 'conflicts')
    const card = page.getByRole('region', { name: /Käynti .* arabia, Lopputulos/ })
    await expect(card.getByRole('button', { name: word('conflicts.keep', { value: stands }) })).toBeVisible()
    await expect(card.getByRole('button', { name: word('conflicts.take', { value: lost }) })).toBeVisible()
    await expect(card).toContainText(word('visits.thisDevice'))
  }

  // decided offline on one device, by keyboard; the other follows, and takes it back
  hub.gate.mode = 'shut'
  await press(one.page, word('conflicts.take', { value: lost }))
  await expect(one.page.getByText(word('conflicts.empty'))).toBeVisible()
  await expect(one.page.getByRole('region', { name: word('conflicts.decided') })).toContainText(lost)
  hub.gate.mode = 'open'
  for (const { page } of [one, two]) {
    await syncNow(page)
    await allSent(page)
  }
  await expect(two.page.getByText(word('conflicts.empty'))).toBeVisible()
  await press(two.page, word('conflicts.reopen', { field: word('visits.outcome') }))
  await expect(
    two.page.getByRole('button', { name: word('conflicts.keep', { value: stands }) }),
  ).toBeVisible()
  for (const { page } of [two, one]) {
    await syncNow(page)
    await allSent(page)
  }
  await expect(
    one.page.getByRole('button', { name: word('conflicts.keep', { value: stands }) }),
  ).toBeVisible()
  await goTo(one.page, 'visits')
  await expect(ofArabic(one.page)).toContainText(stands)

  async function edit(page: Page, ...pairs: string[]): Promise<void> {
    await page
      .getByRole('row', { name: /arabia/ })
      .getByRole('button', { name: /Muokkaa/ })
      .click()
    await expect(visitForm(page).editing).toBeVisible()
    await expect(visitForm(page).language).toBeFocused() // the form of the row takes the focus, once
    for (let i = 0; i < pairs.length; i += 2) {
      await page.getByLabel(pairs[i] ?? '', { exact: true }).focus()
      await chooseOption(page, pairs[i + 1] ?? '')
    }
    await saveVisit(page)
    await expect(visitForm(page).title).toBeVisible()
  }
})

test('a device that joins before its first site has come logs a visit as soon as it is there', async ({
  open,
  hub,
}) => {
  const [one, two] = [await open(), await open()]
  await createOrganisation(one.page)
  await connectToHub(one.page, { address: hub.url, code: await hub.code() })
  await allSent(one.page)
  hub.gate.mode = 'enrol'
  await joinOrganisation(two.page, { address: hub.url, code: await hub.code() })
  await expect(state(two.page)).toHaveAttribute('data-state', 'offline')
  await expect(visitForm(two.page).site).toHaveText('')

  hub.gate.mode = 'open'
  await syncNow(two.page)
  await expect(visitForm(two.page).site).toHaveText('Pääkirjasto')
  await focusForm(two.page)
  await logVisit(two.page, { language: 'arabia' })
  await expect(two.page.getByRole('row', { name: /arabia/ })).toContainText('Pääkirjasto')
})

test('an answer that is cut off in the middle costs nothing: it is asked again, and stored once', async ({
  open,
  hub,
}) => {
  const { page, savingTo } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await allSent(page)
  await goTo(page, 'visits')
  await focusForm(page)

  hub.gate.mode = 'cut'
  await logVisit(page, { language: 'arabia' })
  await syncNow(page)
  await expect(state(page)).toHaveAttribute('data-state', 'offline')
  hub.gate.mode = 'open'
  await syncNow(page)

  await allSent(page)
  await expect(visitList(page).count).toHaveText(word('visits.count_one', { count: 1 }))
  await goTo(page, 'settings')
  await page.getByRole('button', { name: word('settings.showReceipts') }).click()
  await expect(page.getByRole('table', { name: word('settings.receipts') }).getByRole('row')).toHaveCount(
    1 + 5,
  )
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-receipts-')), 'kuitit.csv')
  await savingTo(file, () => page.getByRole('button', { name: word('settings.saveReceipts') }).press('Enter'))
  await expect
    .poll(() => (existsSync(file) ? readFileSync(file, 'utf8').split('\r\n') : []))
    .toEqual(['n;seq;storedAt', ...[1, 2, 3, 4, 5].map((n) => expect.stringMatching(`^${n};${n};2`)), ''])
})

test('a wrong certificate, a stranger, an unencrypted address and a wrong code are each told plainly', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await goTo(page, 'settings')
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
    [`http://127.0.0.1:${portOf(stranger)}`, /jokin muu kuin palvelin/],
    ['http://hub.example.fi', /alettava https/],
    ['https://', /Osoitetta ei ymmärretä/],
    ['http://127.0.0.1:9', /ei saada yhteyttä/],
    [hub.url, /Kertakoodi ei kelpaa/],
  ]
  for (const [address, message] of cases) {
    await connectToHub(page, { address, code: 'AAAAA-BBBBB-CCCCC' })
    await expect(alertOf(page, message)).toBeVisible()
  }
  stranger.close()
  impostor.close()
})

test('a revoked device is told so, keeps its unsent work, and goes on working', async ({ open, hub }) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await allSent(page)
  const { rows } = await hub.db.query<{ id: string }>(
    'SELECT id FROM devices ORDER BY enrolled_at DESC LIMIT 1',
  )
  await revokeDevice(hub.db, rows[0]?.id ?? '')

  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await syncNow(page)

  await expect(state(page)).toHaveAttribute('data-state', 'needs-you')
  await expect(page.getByTestId('sync-reason')).toContainText('käyttöoikeus on poistettu')
  await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()

  // let in again with a new code, it sends what waited
  await goTo(page, 'settings')
  await page.getByText(word('settings.newCode')).click()
  await settings(page).hubCode.fill(await hub.code())
  await press(page, word('settings.connect'))
  await allSent(page)
  expect((await hub.db.query('SELECT revoked_at FROM devices WHERE id = $1', [rows[0]?.id])).rows).toEqual([
    { revoked_at: null },
  ])
})

test('a token that the hub does not know is told in the window, and nothing unsent is lost', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  await createOrganisation(page)
  await connectToHub(page, { address: hub.url, code: await hub.code() })
  await allSent(page)
  await hub.db.query(
    `UPDATE devices SET token_hash = sha256(token_hash)
     WHERE id = (SELECT id FROM devices ORDER BY enrolled_at DESC LIMIT 1)`,
  )

  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await syncNow(page)

  await expect(state(page)).toHaveAttribute('data-state', 'needs-you')
  await expect(page.getByTestId('sync-reason')).toContainText('Palvelin ei tunne tätä laitetta')
  await expect(page.getByRole('row', { name: /arabia/ })).toBeVisible()
})

const listening = <S extends Pick<Server, 'listen' | 'once'>>(server: S): Promise<S> =>
  new Promise((resolve) => {
    server.once('listening', () => resolve(server))
    server.listen(0, '127.0.0.1')
  })

test('claims go to another device once it is given the key, and not before', async ({ open, hub }) => {
  const [one, two] = [await open(), await open()]
  const recoveryKey = await createOrganisation(one.page)
  await claimAsTampere(one.page)
  await addPerson(one.page)
  await connectToHub(one.page, { address: hub.url, code: await hub.code() })
  await allSent(one.page)
  await joinOrganisation(two.page, { address: hub.url, code: await hub.code() })
  await allSent(two.page)

  const shared = one.page.getByRole('region', { name: word('settings.realm') })
  await expect(shared).toContainText('ovat vain tällä laitteella')
  await press(shared, word('settings.realmMake'))
  await expect(shared).toContainText('lähtevät palvelimelle salattuina')
  await shared.getByLabel(word('settings.realmPassphrase')).fill('lyhyt')
  await press(shared, word('settings.realmShow'))
  await expect(shared.getByText('vähintään 8 merkkiä', { exact: false }).first()).toBeVisible()
  await shared.getByLabel(word('settings.realmPassphrase')).fill('kerrottu puhelimessa')
  await press(shared, word('settings.realmShow'))
  const code = (await shared.getByTestId('realm-code').textContent()) ?? ''
  // what is written later comes later: with it, the other device has all that it is to see without the key
  await goTo(one.page, 'visits')
  await focusForm(one.page)
  await logVisit(one.page, { language: 'arabia' })
  await syncNow(one.page)
  await syncNow(two.page)
  await expect(visitList(two.page).row(/arabia/)).toBeVisible()

  await goTo(two.page, 'claims')
  const persons = personList(two.page).region
  await expect(persons).toBeVisible()
  await expect(two.page.getByText('A1', { exact: true })).toHaveCount(0)
  await goTo(two.page, 'settings')
  const taking = two.page.getByRole('form', { name: word('settings.realmTake') })
  await taking.getByLabel(word('settings.realmCode')).fill(code.slice(0, -3))
  await taking.getByLabel(word('settings.realmPassphrase')).fill('väärä salalause')
  await press(taking, word('settings.realmTake'))
  await expect(alertOf(taking, 'kirjoitusvirhe')).toBeVisible()
  await taking.getByLabel(word('settings.realmCode')).fill(code.toLowerCase())
  await press(taking, word('settings.realmTake'))
  await expect(alertOf(taking, 'ei avaa')).toBeVisible()
  await taking.getByLabel(word('settings.realmPassphrase')).fill('kerrottu puhelimessa')
  await press(taking, word('settings.realmTake'))
  await expect(two.page.getByRole('region', { name: word('settings.realm') })).toContainText(
    'lähtevät palvelimelle salattuina',
  )
  await goTo(two.page, 'claims')
  await expect(two.page.getByText('A1', { exact: true }).first()).toBeVisible()

  // evidence that was attached on one device is looked at on the other
  await goTo(one.page, 'claims')
  await makeClaim(one.page, '2025-01-01', '2025-12-31')
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-evidence-'))
  writeFileSync(path.join(folder, 'kuva.png'), aPng())
  await one.choosing([path.join(folder, 'kuva.png')], () => claimView(one.page).attach.press('Enter'))
  await expect(claimView(one.page).show('kuva.png')).toBeVisible()
  await syncNow(one.page)
  await expect
    .poll(async () => (await hub.db.query('SELECT 1 FROM blobs WHERE completed_at IS NOT NULL')).rows.length)
    .toBeGreaterThan(0)
  await syncNow(two.page)
  await claimsPart(two.page, 'claims')
  await two.page
    .getByRole('button', { name: /Avaa hakemus/ })
    .first()
    .press('Enter')
  await press(two.page, word('claims.show', { name: 'kuva.png' }))
  const picture = claimView(two.page).picture('kuva.png')
  await expect.poll(() => picture.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(64)

  // a new key goes to the devices that stay, and the printed recovery key opens it on one that nobody gave it to
  await goTo(one.page, 'settings')
  const changing = one.page.getByRole('form', { name: word('settings.realmChange') })
  await expect(changing.getByLabel(word('settings.realmStays', { name: 'Kannettava 2' }))).toBeChecked()
  await press(changing, word('settings.realmChange'))
  await expect(one.page.getByText(word('settings.realmChanged_other', { count: 2 })).first()).toBeVisible()
  await syncNow(one.page)
  await two.page.keyboard.press('Escape')
  await syncNow(two.page)
  const three = await open()
  await joinOrganisation(three.page, { address: hub.url, code: await hub.code() })
  await allSent(three.page)
  await goTo(three.page, 'settings')
  const recovering = three.page.getByRole('form', { name: word('settings.realmRecover') })
  await recovering.getByLabel(word('unlock.recoveryKey')).fill(recoveryKey.slice(0, -2))
  await press(recovering, word('settings.realmRecover'))
  await expect(recovering.getByText('ei avaa korvausasioita')).toBeVisible()
  await recovering.getByLabel(word('unlock.recoveryKey')).fill(recoveryKey)
  await press(recovering, word('settings.realmRecover'))
  await expect(recovering).toHaveCount(0)
  await goTo(three.page, 'claims')
  await expect(three.page.getByText('A1', { exact: true }).first()).toBeVisible()

  // what the law asks for no more is erased on one device, and its evidence leaves the disk of the other too
  const filesOf = (folder: string): readonly string[] => readdirSync(path.join(folder, 'attachments'))
  expect(filesOf(two.folder)).toHaveLength(1)
  await goTo(one.page, 'claims')
  await claimsPart(one.page, 'claims')
  await one.page
    .getByRole('button', { name: /Avaa hakemus/ })
    .first()
    .press('Enter')
  await takeStep(one.page, word('claims.event.withdraw'), { [word('claims.note')]: 'väärä vuosi' })
  await expect(claimView(one.page).state).toHaveText(word('claims.state.withdrawn'))
  await one.page.clock.setFixedTime('2040-02-01T10:00:00Z')
  await unlock(one.page) // the leap has locked it
  await goTo(one.page, 'visits')
  await goTo(one.page, 'claims')
  await claimsPart(one.page, 'overview')
  await one.page.getByRole('button', { name: /Poista pysyvästi/ }).press('Enter')
  await one.page
    .getByRole('dialog')
    .getByRole('button', { name: word('overview.eraseNow') })
    .press('Enter')
  await expect.poll(() => filesOf(one.folder)).toEqual([])
  await syncNow(one.page)
  await syncNow(two.page)
  await expect.poll(() => filesOf(two.folder)).toEqual([])
})

test('a device without a network hands its work in on a stick, which may be read twice', async ({
  open,
  hub,
}) => {
  const [one, two] = [await open(), await open()]
  await createOrganisation(one.page)
  await connectToHub(one.page, { address: hub.url, code: await hub.code() })
  await allSent(one.page)
  await joinOrganisation(two.page, { address: hub.url, code: await hub.code() })
  await allSent(two.page)

  hub.gate.mode = 'shut'
  await goTo(two.page, 'visits')
  await focusForm(two.page)
  await logVisit(two.page, { language: 'somali' })
  await syncNow(two.page)
  await expect(state(two.page)).toHaveAttribute('data-state', 'offline')
  await goTo(two.page, 'settings')
  const stick = mkdtempSync(path.join(os.tmpdir(), 'alpo-stick-'))
  const [request, answer] = [path.join(stick, 'lahtee.json'), path.join(stick, 'vastaus.json')]
  const part = (page: Page) => page.getByRole('region', { name: word('settings.file') })
  await two.savingTo(request, () =>
    part(two.page)
      .getByRole('button', { name: word('settings.fileMake') })
      .press('Enter'),
  )
  await expect(part(two.page).getByRole('status')).toContainText(word('admin.saved'))
  expect(readFileSync(request, 'utf8')).not.toContain('visit')

  // the other device is online; this one stays without a network
  hub.gate.mode = 'open'
  await goTo(one.page, 'settings')
  for (let reading = 0; reading < 2; reading++) {
    await one.savingTo(answer, () =>
      one.choosing([request], () =>
        part(one.page)
          .getByRole('button', { name: word('settings.fileOpen') })
          .press('Enter'),
      ),
    )
    await expect(part(one.page).getByRole('status')).toContainText('Vie vastaus takaisin')
    await expect.poll(() => existsSync(answer)).toBe(true)
    // the next reading says the same: what it says must not be taken for what this one said
    await goTo(one.page, 'visits')
    await goTo(one.page, 'settings')
  }
  hub.gate.mode = 'shut'
  await one.choosing([answer], () =>
    part(one.page)
      .getByRole('button', { name: word('settings.fileOpen') })
      .press('Enter'),
  )
  await expect(part(one.page).getByRole('status')).toContainText('toiselle laitteelle')
  for (const words of [/1 lähetetty|0 lähetetty/, '0 lähetetty, 0 saatu']) {
    await two.choosing([answer], () =>
      part(two.page)
        .getByRole('button', { name: word('settings.fileOpen') })
        .press('Enter'),
    )
    await expect(part(two.page).getByRole('status')).toContainText(words)
  }
  await goTo(two.page, 'visits')
  await expect(visitList(two.page).count).toHaveText(word('visits.count_one', { count: 1 }))

  hub.gate.mode = 'open'
  await syncNow(one.page)
  await goTo(one.page, 'visits')
  await expect(one.page.getByRole('row', { name: /somali/ })).toBeVisible()
  await expect(visitList(one.page).count).toHaveText(word('visits.count_one', { count: 1 }))
  writeFileSync(answer, readFileSync(answer, 'utf8').replace('answer', 'request'))
  await goTo(one.page, 'settings')
  await one.choosing([answer], () =>
    part(one.page)
      .getByRole('button', { name: word('settings.fileOpen') })
      .press('Enter'),
  )
  await expect(part(one.page).getByRole('status')).toContainText('ei tunne')
})

test('a clock that differs from the hub by days is told, and so is that it is right again', async ({
  open,
  hub,
}) => {
  const { page } = await open()
  let skewMs = 3 * 24 * 3600 * 1000
  // a hub whose time is another one: what a wrong clock on this machine looks like from here
  const proxy = createServer(async (incoming, outgoing) => {
    const parts: Buffer[] = []
    for await (const part of incoming) parts.push(part as Buffer)
    const { authorization, 'content-encoding': packed } = incoming.headers
    const text = await fetch(`${hub.url}${incoming.url}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(authorization ? { authorization } : {}),
        ...(packed ? { 'content-encoding': String(packed) } : {}),
      },
      body: Buffer.concat(parts),
    })
      .then((answer) => answer.text())
      .catch(() => null) // a held request ends with the hub
    if (text === null) return void outgoing.destroy()
    outgoing.setHeader('date', new Date(Date.now() + skewMs).toUTCString())
    outgoing.setHeader('content-type', 'application/json')
    outgoing.end(text)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  await createOrganisation(page)
  const address = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
  await connectToHub(page, { address, code: await hub.code() })
  await allSent(page)
  await expect(
    page.getByText('Koneen kello on 3 päivää jäljessä palvelimen ajasta', { exact: false }),
  ).toBeVisible()

  skewMs = 0
  await syncNow(page)
  await expect(page.getByText('Koneen kello on', { exact: false })).toHaveCount(0)
  proxy.closeAllConnections()
  proxy.close()
})

/** How many visits the list has; none while it has none. */
async function listed(page: Page): Promise<number> {
  const table = page.locator('table[aria-rowcount]')
  return (await table.count()) === 0 ? 0 : Number(await table.first().getAttribute('aria-rowcount')) - 1
}

/** A hundred are asked for with `ALPO_RUNS=100 npx playwright test test/e2e/sync.spec.ts -g killed`. */
const runs = Number(process.env.ALPO_RUNS ?? 2)

test(`a device that is killed while it works and sends keeps all that it had shown as saved (${runs} runs)`, async ({
  open,
  hub,
}) => {
  test.setTimeout(900_000 + runs * 60_000)
  const first = await open()
  await createOrganisation(first.page)
  await connectToHub(first.page, { address: hub.url, code: await hub.code() })
  await allSent(first.page)
  await goTo(first.page, 'visits')
  let device = first
  let saved = 0
  for (let run = 0; run < runs; run++) {
    const { page } = device
    await focusForm(page)
    let isAlive = true
    const working = (async () => {
      while (isAlive) {
        await logVisit(page, { language: 'arabia' })
        if (isAlive) saved++
      }
    })().catch(() => undefined) // it was killed under it
    await new Promise((resolve) => setTimeout(resolve, 800 + Math.random() * 2500))
    isAlive = false
    await device.kill()
    await working
    device = await open(first.folder)
    await unlock(device.page)
    await expect.poll(() => listed(device.page)).toBeGreaterThanOrEqual(saved)
  }
  const { page } = device
  // however little a slow machine had time for before it was killed
  await focusForm(page)
  await logVisit(page, { language: 'somali' })
  await syncNow(page)
  await allSent(page)
  const shown = await listed(page)
  // "all sent" may still be what stood there before the last visit
  const stored = async () => {
    const { rows } = await hub.db.query(
      `SELECT count(DISTINCT body::jsonb->>'id')::int AS count FROM operations
       WHERE body LIKE '%"entity":"visit"%' AND org_id = (SELECT id FROM organisations ORDER BY created_at DESC LIMIT 1)`,
    )
    return rows
  }
  await expect.poll(stored).toEqual([{ count: shown }])
})
