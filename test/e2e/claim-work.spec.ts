import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Page } from '@playwright/test'
import { PDFDocument } from 'pdf-lib'
import { expect, test } from './fixtures.ts'
import { claimList, claimsPart, claimView, lineForm, makeClaim, takeStep } from './screens/claims.ts'
import { createOrganisation, lockButton, unlock } from './screens/entrance.ts'
import { claimAsTampere, settings } from './screens/organisation.ts'
import { addPerson, personForm, personList } from './screens/persons.ts'
import { focusForm, logVisit } from './screens/visits.ts'
import { alertOf, chooseIn, goTo, saveButton } from './screens/window.ts'
import { word } from './words.ts'

const field = (page: Page, name: string) => page.getByLabel(name, { exact: true })
const inFolder = (name: string, content = ''): string => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-work-')), name)
  writeFileSync(file, content)
  return file
}
/** Programme and agreement of the municipality, and whether a second person has to approve. */
async function claimantSettings(page: Page, fourEyes: boolean): Promise<void> {
  await claimsPart(page, 'claimant')
  await field(page, 'Kotoutumisohjelma hyväksytty (59 §)').fill('2024-12-01')
  await field(page, 'Sopimuksen numero (42 §)').fill('1/2025')
  await field(page, 'Sopimus voimassa alkaen').fill('2024-12-01')
  await page.getByLabel(word('claimant.fourEyes')).setChecked(fourEyes)
  await saveButton(page).press('Enter')
  await expect(settings(page).saved).toBeVisible()
}
test('costs with a decision: from its application to a partly paid claim, with what blocks told on the way', async ({
  openClaims,
}) => {
  const { page, savingTo } = await openClaims()
  await claimantSettings(page, false)

  await claimsPart(page, 'decisions')
  await page.getByRole('button', { name: word('decisions.new') }).press('Enter')
  await page.getByLabel(word('claims.kind')).selectOption('SPECIAL_EDU')
  await field(page, word('decisions.diaryNumber')).fill('ESAELY/1/2025')
  await chooseIn(page.getByRole('combobox', { name: word('decisions.persons') }), 'A1')
  await field(page, word('decisions.from')).fill('2025-01-01')
  await field(page, word('decisions.to')).fill('2026-12-31')
  await saveButton(page).press('Enter')
  await takeStep(page, word('decisions.event.apply'))
  await expect(page.getByTestId('decision-state')).toHaveText(word('decisions.state.applied'))

  await claimsPart(page, 'claims')
  const section = claimList(page)
  await section.from.fill('2025-01-01')
  await section.to.fill('2025-12-31')
  await section.kind.selectOption('SPECIAL_EDU')
  await chooseIn(section.persons, 'A1')
  await section.create.press('Enter')
  const findings = claimView(page).findings
  await expect(findings).toContainText('V04')
  await expect(findings).toContainText('V17')

  await lineForm(page).new.press('Enter')
  await chooseIn(lineForm(page).costType, 'oppimisen')
  await lineForm(page).from.fill('2025-05-01')
  await lineForm(page).to.fill('2025-05-31')
  await lineForm(page).gross.fill('3 100,50')
  await lineForm(page).clientFee.fill('0,50')
  await lineForm(page).voucher.fill('4711')
  await saveButton(page).press('Enter')
  await expect(page.getByRole('row', { name: /A1 oppimisen tuki/ })).toContainText(/31\/31.*3\s100,00\s€/)
  // a draft comes to what its lines come to, without being asked
  await expect(claimView(page).total).toContainText(/3\s100,00\s€/)
  await page.getByLabel(word('claims.decision')).selectOption({ index: 1 })
  await page.getByLabel('Vakuutan, ettei muu laki').check()
  await field(page, word('claims.unverifiedReason')).fill('verrattu asetukseen 872/2024')
  await field(page, word('claims.unverifiedReason')).press('Tab')
  await takeStep(page, word('claims.event.wait_for_decision'))
  await expect(claimView(page).state).toHaveText(word('claims.state.decision_applied'))
  await takeStep(page, word('claims.event.decision_arrives'))
  await expect(alertOf(page, 'kirjaa sen tulos')).toBeVisible()

  await claimsPart(page, 'decisions')
  await page.getByRole('button', { name: word('decisions.open', { name: 'ESAELY/1/2025' }) }).press('Enter')
  await takeStep(page, word('decisions.event.grant'))
  await expect(page.getByTestId('decision-state')).toHaveText(word('decisions.state.granted'))
  await claimsPart(page, 'claims')
  await takeStep(page, word('claims.event.decision_arrives'))
  await expect(claimView(page).state).toHaveText(word('claims.state.decision_received'))
  await expect(findings).not.toContainText(word('finding.severity.B'))
  await takeStep(page, word('claims.event.submit'), { [word('claims.note')]: 'KEHA/77/2026' })
  await expect(claimView(page).state).toHaveText(word('claims.state.payment_claimed'))
  await expect(page.getByText('rivejä ei voi enää muuttaa')).toBeVisible()
  await takeStep(page, word('claims.event.pay'), { [word('claims.amount')]: '4000' })
  await expect(alertOf(page, 'eikä yli haetun')).toBeVisible()
  await takeStep(page, word('claims.event.pay'), { [word('claims.amount')]: '1000' })
  await expect(claimView(page).state).toHaveText(word('claims.state.partly_paid'))
  await expect(page.getByRole('region', { name: word('claims.history') })).toContainText('KEHA/77/2026')

  const pdf = inFolder('claim.pdf')
  await savingTo(pdf, () => claimView(page).saveFile.click())
  await expect(claimView(page).fileSaved).toBeVisible()
  await expect.poll(() => readFileSync(pdf).length).toBeGreaterThan(1000)
  const attached = new Map(
    (await PDFDocument.load(readFileSync(pdf))).getAttachments().map((one) => [one.name, one.data]),
  )
  const json = JSON.parse(Buffer.from(attached.get('claim.json') ?? []).toString('utf8'))
  expect(json.claim.totalCents).toBe(310_000)
  expect(json.lines).toHaveLength(1)

  const folder = inFolder('folder.zip')
  await savingTo(folder, () => page.getByRole('button', { name: word('claims.saveAudit') }).click())
  await expect(page.getByText(/^Tallennettu: (tarkastuskansio|folder)/)).toBeVisible()
  await expect.poll(() => readFileSync(folder).length).toBeGreaterThan(1000)
  const said = execFileSync(process.execPath, ['src-cli/alpo.ts', 'verify', folder], { encoding: 'utf8' })
  expect(said).toContain('the sum of 310000 cents follows from the facts')

  await claimsPart(page, 'overview')
  await expect(page.getByRole('row', { name: /2025.*oppimisen tuki/ })).toContainText(
    /3\s100,00\s€.*1\s000,00\s€/,
  )
})

test('four eyes: whoever prepared a claim cannot approve it, and it is not submitted without approval', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await claimantSettings(page, true)
  await makeClaim(page, '2025-01-01', '2025-12-31')
  await field(page, word('claims.unverifiedReason')).fill('verrattu asetukseen')
  await field(page, word('claims.unverifiedReason')).press('Tab')
  await takeStep(page, word('claims.event.check'))
  await expect(claimView(page).state).toHaveText(word('claims.state.ready'))

  await expect(page.getByText('Laatija ei voi hyväksyä omaa hakemustaan')).toBeVisible()
  await takeStep(page, word('claims.event.submit'))
  await expect(alertOf(page, 'Toisen henkilön on hyväksyttävä')).toBeVisible()
  await takeStep(page, word('claims.event.withdraw'))
  await expect(alertOf(page, 'Kirjoita perustelu')).toBeVisible()
  await takeStep(page, word('claims.event.withdraw'), { [word('claims.note')]: 'tehtiin kahdesti' })
  await expect(claimView(page).state).toHaveText(word('claims.state.withdrawn'))
})

test('reconciliation: the authority’s list shows who was missed, and two clicks make the claim', async ({
  openClaims,
}) => {
  const { page, choosing } = await openClaims()
  await claimsPart(page, 'reconcile')
  const shifted = inFolder('siirtynyt.csv', 'Kuukausi;Summa;Nimi\nÄmnä;4/2025;816,08\nÄmnä;5/2025;816,08')
  const list = inFolder(
    'maksut.csv',
    'Kuukausi;Syntymäaika;Nimi;Summa\n4/2025;1.5.1990;ÖHMAN Ämnä;816,08\n5/2025;2.2.1980;Tuntematon;816,08\n6/2025;2.2.1980;Tuntematon;816,08',
  )
  await choosing([shifted], () => page.getByRole('button', { name: word('reconcile.pick') }).press('Enter'))
  await expect(alertOf(page, 'sarakkeet ovat todennäköisesti väärin')).toBeVisible()

  await choosing([list], () => page.getByRole('button', { name: word('reconcile.pick') }).press('Enter'))
  await expect(page.getByText('Henkilöitä, joita ei löydy täältä: 2')).toBeVisible()
  await page.getByRole('button', { name: word('reconcile.import', { count: 3 }) }).press('Enter')
  const differences = page.getByRole('table', { name: word('reconcile.differences') })
  await expect(differences.getByRole('row', { name: /A1.*1\.5\.2025/ })).toContainText(
    'päättynyt liian aikaisin',
  )
  await expect(differences.getByRole('row', { name: /tuntematon/ })).toHaveCount(2)
  await expect(page.getByRole('table', { name: word('reconcile.totals') })).toContainText(
    /2025.*1\s632,16\s€/,
  )

  // two presses without a gap ask for the money once
  await page
    .getByRole('button', { name: /Tee hakemus puuttuvista \(1 henkilöä, 1\s632,16\s€\)/ })
    .evaluate((button: HTMLButtonElement) => {
      button.click()
      button.click()
    })
  await expect(claimView(page).total).toContainText(/1\s632,1[67]\s€/)
  await goTo(page, 'visits')
  await focusForm(page)
  await logVisit(page) // written after whatever the presses have written
  await goTo(page, 'claims')
  await claimsPart(page, 'claims')
  await expect(claimList(page).open).toHaveCount(1)
})

test('deadlines: the board shows the last days and the last working days, and goes into a calendar', async ({
  open,
}) => {
  const { page, savingTo } = await open()
  // before anything is written: a clock that is set back later does not give a day back
  await page.clock.setSystemTime(new Date('2026-11-25T10:00:00Z'))
  await createOrganisation(page)
  await claimAsTampere(page)
  await addPerson(page)
  await makeClaim(page, '2025-01-01', '2026-12-31')
  await goTo(page, 'visits')
  await lockButton(page).press('Enter')
  await unlock(page)
  const notice = page.getByText(
    word('deadlines.soon', { day: '31.12.2026', what: 'Aiemman lain (1386/2010) korvaukset (36 pv)' }),
  )
  await expect(page.getByRole('navigation').getByRole('button', { name: 'Määräajat 1' })).toBeVisible()
  await goTo(page, 'claims')
  await expect(notice).toBeVisible()
  await page.getByRole('button', { name: word('deadlines.hide') }).press('Enter')
  await expect(notice).toHaveCount(0)
  await claimsPart(page, 'deadlines')

  const board = page.getByRole('table', { name: word('deadlines.title') })
  await expect(board.getByRole('row', { name: /31\.12\.2028/ })).toContainText('29.12.2028')
  const file = inFolder('maaraajat.ics')
  await savingTo(file, () => page.getByRole('button', { name: word('deadlines.ics') }).click())
  await expect.poll(() => readFileSync(file, 'utf8')).toContain('DTSTART;VALUE=DATE:20281229')
  expect(readFileSync(file, 'utf8')).not.toContain('Öhman')
})

test('rules: a row is marked as verified, and a newer pack shows what changes before anything does', async ({
  openClaims,
}) => {
  const { page, choosing } = await openClaims()
  await makeClaim(page, '2026-01-01', '2026-12-31')
  await claimsPart(page, 'rules')
  await page
    .getByRole('button', {
      name: word('rules.verifyRow', { name: 'rate CALC_MUNI municipality all 2026-01-01' }),
    })
    .press('Enter')
  await expect(page.getByRole('row', { name: /^rate CALC_MUNI municipality/ })).toContainText(
    'tarkistanut Åsa M.',
  )

  const pack = JSON.parse(readFileSync('resources/rules/fi-681-2026.1.1.json', 'utf8'))
  const broken = inFolder(
    'rikki.json',
    JSON.stringify({ ...pack, rates: [{ ...pack.rates[0], under7Cents: -1 }] }),
  )
  await choosing([broken], () => page.getByRole('button', { name: word('rules.import') }).press('Enter'))
  await expect(alertOf(page, 'rates.0.under7Cents')).toBeVisible()
  const [rate, ...rates] = pack.rates
  const newer = {
    ...pack,
    id: 'fi-681-2026.2',
    published: '2027-01-15',
    rates: [{ ...rate, from7Cents: 240_000 }, ...rates],
  }
  const file = inFolder('uusi.json', JSON.stringify(newer))
  await choosing([file], () => page.getByRole('button', { name: word('rules.import') }).press('Enter'))
  const differences = page.getByRole('region', { name: word('reconcile.differences') })
  await expect(differences).toContainText('from7Cents 205200 → 240000')
  await expect(differences).toContainText(/3\s987,25\s€ → 4\s335,25\s€ \(348,00\s€\)/)

  await page.getByRole('button', { name: word('rules.take') }).press('Enter')
  await claimsPart(page, 'claims')
  await expect(claimView(page).total).toContainText(/3\s987,25\s€/) // never by itself
  await claimView(page).recalculate.press('Enter')
  await expect(claimView(page).total).toContainText(/4\s335,25\s€/)
})

test('persons come from a sheet; who may be one person is proposed, and merging loses nothing', async ({
  openClaims,
}) => {
  const { page, choosing } = await openClaims()
  const sheet = inFolder(
    'henkilot.csv',
    'Viite;Nimi;Syntymäaika;Kotikunta;Alkaen\nB2;OHMAN Amna;1.5.1990;Helsinki;1.2.2024\nB3;Toinen Henkilö;3.3.1985;Tampere;1.1.2025\nB4;Väärä Päivä;31.2.1990;Tampere;1.1.2025',
  )
  await choosing([sheet], () => personList(page).importList.press('Enter'))
  await expect(
    page.getByText(
      word('reconcile.problemAt', { row: 4, target: word('persons.birthDate'), text: '31.2.1990' }),
    ),
  ).toBeVisible()
  await page.getByRole('button', { name: word('persons.importRun', { count: 2 }) }).press('Enter')
  const doubles = personList(page).doubles
  await expect(doubles).toContainText('OHMAN Amna')

  await doubles
    .getByRole('button', { name: word('persons.mergeInto', { other: 'B2', keep: 'A1' }) })
    .press('Enter')
  await page
    .getByRole('dialog')
    .getByRole('button', { name: word('persons.merge') })
    .press('Enter')
  await expect(doubles).toHaveCount(0)
  const persons = personList(page).table
  await expect(persons.getByRole('row')).toHaveCount(1 + 2)
  await personList(page).edit('A1').press('Enter')
  await expect(personForm(page).municipality).toHaveValue('Helsinki')
})
