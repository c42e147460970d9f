import { expect, test } from './fixtures.ts'
import { unlock } from './screens/entrance.ts'
import { adminPart, adminSaved } from './screens/organisation.ts'
import { focusForm, saveVisit, visitForm } from './screens/visits.ts'
import { chooseIn, chooseOption, goTo } from './screens/window.ts'
import { word } from './words.ts'

test('retention: the dry run shows what is due, the run takes it from a closed month too, and the log stays', async ({
  open,
  openMade,
}) => {
  const device = await openMade()
  const { page } = device
  await focusForm(page)
  await chooseOption(page, 'arabia')
  await chooseOption(page, 'asuminen')
  await chooseIn(visitForm(page).measures, 'neuvonta')
  await visitForm(page).date.fill('2019-03-05')
  await saveVisit(page)
  await visitForm(page).saveAnyway.press('Enter')
  await expect(visitForm(page).saved).toBeVisible()

  await adminPart(page, 'retention')
  const section = page.getByRole('region', { name: word('admin.retention') })
  const row = section.getByRole('row', { name: /Rivit korvataan/ })
  await expect(row.getByRole('cell').first()).toHaveText('1')
  // a longer limit needs a reason
  await section.getByLabel(/Huomautus pois/).fill('90')
  await section.getByRole('button', { name: word('retention.saveLimits') }).press('Enter')
  await expect(section.getByText(/tarvitsee perustelun/).first()).toBeVisible()
  await section.getByLabel(/Perustelu/).fill('tarkastus kesken')
  await section.getByRole('button', { name: word('retention.saveLimits') }).press('Enter')
  await expect(adminSaved(page)).toBeVisible()

  await section.getByRole('button', { name: word('retention.run') }).press('Enter')
  await section.getByRole('button', { name: word('retention.yes') }).press('Enter')
  await expect(page.getByText(word('retention.done'))).toBeVisible()
  await expect(section.getByText(/1 riviä, viimeinen päivä 5.3.2019/)).toBeVisible()
  await expect(section.getByRole('button', { name: word('retention.run') })).toBeDisabled()

  // the figures of the month stand although its row is gone, also after a restart
  await device.close()
  const again = await open(device.folder)
  await unlock(again.page)
  await goTo(again.page, 'periods')
  await expect(again.page.getByRole('row', { name: /3\.2019/ })).toContainText('1')
})
