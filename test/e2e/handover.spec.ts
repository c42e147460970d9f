import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { newFolder } from './device.ts'
import { expect, test } from './fixtures.ts'
import { unlock } from './screens/entrance.ts'
import { adminPart, adminSaved } from './screens/organisation.ts'
import { focusForm, logVisit, saveVisit, visitForm } from './screens/visits.ts'
import { chooseIn, goTo } from './screens/window.ts'
import { word } from './words.ts'

test('hand-over to ALPO: visits that say the same are keyed together, ticked once, and a later correction is seen', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await logVisit(page)
  await logVisit(page, { topics: ['kela'] })

  await goTo(page, 'handover')
  const keying = page.getByRole('region', { name: word('handover.keying') })
  await expect(keying.getByText(word('handover.progress', { done: 0, all: 2 }))).toBeVisible()
  const group = keying.getByRole('row', { name: /asuminen/ })
  await expect(group.getByRole('cell').nth(1)).toHaveText('2')
  await group.getByRole('checkbox').press('Space')
  await expect(keying.getByText(word('handover.progress', { done: 1, all: 2 }))).toBeVisible()
  await expect(group).toContainText('Åsa M.')

  // ticks are on the disk; a visit that is corrected afterwards no longer says what ALPO holds
  await device.kill()
  const again = await open(device.folder)
  await unlock(again.page)
  await again.page
    .getByRole('row', { name: /asuminen/ })
    .first()
    .getByRole('button', { name: /Muokkaa/ })
    .press('Enter')
  await chooseIn(visitForm(again.page).channel, 'puhelin')
  await chooseIn(visitForm(again.page).setting, 'saapunut')
  await saveVisit(again.page)
  await expect(visitForm(again.page).saved).toBeVisible()
  await goTo(again.page, 'handover')
  await expect(again.page.getByRole('row', { name: /puhelin/ })).toContainText(word('handover.changed'))
})

test('hand-over to ALPO: the profile is data, unmapped codes stop the export with a list, and the monthly return adds up', async ({
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)
  await logVisit(page, { language: 'arabia' })
  await adminPart(page, 'profile')
  const json = page.getByLabel(word('handover.profileJson'))
  await json.fill('[{ "targetField": "kanava", ')
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(page.getByText(/Profiilia ei ymmärretä/)).toBeVisible()
  const field = (targetField: string, sourceField: string, codeMap: object) => ({
    targetField,
    sourceField,
    codeMap,
    default: null,
    dropIfEmpty: false,
  })
  await json.fill(JSON.stringify([field('aihe', 'topics', { T11: 'Kela' })]))
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(adminSaved(page)).toBeVisible()

  await goTo(page, 'handover')
  const month = page.getByRole('region', { name: word('handover.month') })
  await month.getByRole('button', { name: word('handover.exportCsv') }).press('Enter')
  await expect(month.getByText('aihe: T05 asuminen (1 käynti)')).toBeVisible()

  await adminPart(page, 'profile')
  await json.fill(JSON.stringify([field('aihe', 'topics', { T05: '=Asuminen' })]))
  await page.getByRole('button', { name: word('common.save'), exact: true }).press('Enter')
  await expect(adminSaved(page)).toBeVisible()
  await goTo(page, 'handover')
  const visits = path.join(newFolder(), 'alpo.csv')
  await device.savingTo(visits, () =>
    month.getByRole('button', { name: word('handover.exportCsv') }).press('Enter'),
  )
  await expect.poll(() => existsSync(visits)).toBe(true)
  expect(readFileSync(visits, 'utf8')).toBe('\uFEFFaihe\r\n"\'=Asuminen"\r\n')

  const report = path.join(newFolder(), 'return.csv')
  await device.savingTo(report, () =>
    month.getByRole('button', { name: word('handover.csv') }).press('Enter'),
  )
  await expect.poll(() => existsSync(report)).toBe(true)
  const [heading, figures] = readFileSync(report, 'utf8').slice(1).split('\r\n')
  expect(heading).toBe(
    'month;contacts;persons;groups;participants;women;men;other;notAsked;language:ar;topic:T05',
  )
  expect(figures?.slice(8)).toBe('1;1;0;0;0;0;0;1;1;1')
})
