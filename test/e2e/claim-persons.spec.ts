import { expect, test } from './fixtures.ts'
import { claimsPart, claimView, makeClaim } from './screens/claims.ts'
import { fillPerson, personForm, personList } from './screens/persons.ts'
import { goTo } from './screens/window.ts'
import { word } from './words.ts'

/** What a person's facts do to sums, as a clerk sees it in the window (claims.md §17). */
test('ground 90 marks a quota refugee, an own field takes the arrival, and the parents of a child are both there', async ({
  openClaims,
}) => {
  const { page } = await openClaims()
  await personList(page).new.click()
  const form = page.locator('form').filter({ has: page.getByRole('heading', { name: word('persons.new') }) })

  await personForm(form).permitGround.selectOption('90')
  const quota = form.getByLabel(word('persons.quota'))
  await expect(quota).toBeChecked()
  await quota.uncheck()
  await expect(form.getByText('Peruste 90 on kiintiöpakolaisen')).toBeVisible()
  await personForm(form).ref.fill('A2')
  await personForm(form).name.fill('Lina Testi')
  await personForm(form).birthDate.fill('1991-05-01')
  await personForm(form).municipality.fill('Pertunmaa')
  await page
    .getByRole('option', {
      name: word('persons.mergedUntil', { name: 'Pertunmaa', date: '31.12.2024', successor: 'Mäntyharju' }),
    })
    .click()
  await personForm(form).from.fill('2024-11-20')
  await form.getByLabel('Tulo Suomeen tai muutto kuntaan').fill('2024-10-01')
  await form.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(page.getByText('quota: luvan peruste on kiintiöpakolaisen (90 §)')).toBeVisible()
  await personList(page).edit('A2').click()
  await expect(page.getByLabel('Tulo Suomeen tai muutto kuntaan')).toHaveValue('2024-10-01')

  await personList(page).new.click()
  const child = page.locator('form').filter({ has: page.getByRole('heading', { name: word('persons.new') }) })
  await personForm(child).ref.fill('A3')
  await personForm(child).name.fill('Lapsi Testi')
  await personForm(child).birthDate.fill('2025-04-05')
  await personForm(child).permitGround.selectOption('')
  await personForm(child).from.fill('2025-04-05')
  await child.getByLabel(word('persons.parent')).fill('A1')
  await page.getByRole('option', { name: /^A1/ }).click()
  await child.getByLabel(word('persons.otherParent')).fill('A2')
  await page.getByRole('option', { name: /^A2/ }).click()
  await child.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(page.getByText('two-parents: kumpikin vanhempi kuuluu kohderyhmään')).toBeVisible()
  // the quota refugee's four years from 20.11.2024, of which the child has those from 1.5.2025
  await expect(page.getByRole('cell', { name: '1.11.2028' })).toBeVisible()
  await expect(page.getByRole('cell', { name: '1.12.2028' })).toHaveCount(0)
  await expect(personList(page).owed).toContainText('2025')
})

test('a person whose facts cannot be computed keeps nobody else out of a claim', async ({ openClaims }) => {
  const { page } = await openClaims()
  await goTo(page, 'claims')
  await personList(page).new.click()
  await fillPerson(page, { ref: 'A2', name: 'Lina Testi', birthDate: '1991-05-01' })
  await personForm(page).permitGround.selectOption('')
  await page.getByRole('button', { name: word('common.save'), exact: true }).click()
  await expect(page.getByText(/A2 \(Oleskeluluvan peruste\)/)).toBeVisible()

  await claimsPart(page, 'claims')
  await expect(page.getByText(/jää pois 1 henkilöä.*A2 \(Oleskeluluvan peruste\)/)).toBeVisible()
  await makeClaim(page, '2025-01-01', '2025-12-31')

  await expect(claimView(page).total).toContainText('7 344,75')
})
