import { expect, type Locator, type Page } from '@playwright/test'
import type { OptionalField } from '../../../src-shared/domain/organisation/register-settings.ts'
import { word } from '../words.ts'
import { goTo, saveButton } from './window.ts'

export const settings = (page: Page) => ({
  hubAddress: page.getByLabel(word('settings.hubAddress')),
  hubCode: page.getByLabel(word('settings.hubCode'), { exact: true }),
  deviceName: page.getByLabel(word('settings.deviceName')),
  connect: page.getByRole('button', { name: word('settings.connect') }),
  claimantType: page.getByLabel(word('settings.claimantType')),
  claimantArea: page.getByRole('combobox', { name: word('settings.claimantCode') }),
  businessId: page.getByLabel(word('settings.businessId')),
  saved: page.getByText(word('settings.saved')).first(),
})

/** The organisation claims as the mainland municipality of Tampere. */
export async function claimAsTampere(page: Page): Promise<void> {
  await goTo(page, 'settings')
  const form = settings(page)
  await form.claimantType.selectOption('municipality')
  await form.claimantArea.fill('Tampere')
  await page.getByRole('option', { name: 'Tampere', exact: true }).click()
  await form.businessId.fill('0211675-2')
  await saveButton(page).click()
  await expect(form.saved).toBeVisible()
}

/** A connected device, from the settings. */
export async function connectToHub(page: Page, hub: { address: string; code: string }): Promise<void> {
  await goTo(page, 'settings')
  const form = settings(page)
  await form.hubAddress.fill(hub.address)
  await form.hubCode.fill(hub.code)
  await form.deviceName.fill('Toimiston kone')
  await form.connect.click()
}

export const syncNow = (page: Page): Promise<void> =>
  page.getByRole('button', { name: word('sync.now') }).click()
/** How far this device and the hub are, as `data-state`. */
export const state = (page: Page): Locator => page.getByTestId('sync-state')
export const allSent = (page: Page): Promise<void> =>
  expect(state(page)).toHaveAttribute('data-state', 'all-sent')

type AdminPart = 'sites' | 'users' | 'codes' | 'background' | 'import' | 'profile' | 'retention'
/** A part of the administration. */
export async function adminPart(page: Page, part: AdminPart): Promise<void> {
  await goTo(page, 'admin')
  await page.getByRole('button', { name: word(`admin.${part}`) }).press('Enter')
}
export const adminSaved = (page: Page): Locator => page.getByText(word('admin.saved'), { exact: true })

/** Switches a background field of the visit form on, with its reason. */
export async function switchOn(
  page: Page,
  field: OptionalField,
  reason = 'rahoittaja pyytää',
): Promise<void> {
  const name = word(`visits.${field}`)
  await adminPart(page, 'background')
  await page.getByRole('checkbox', { name }).press('Space')
  await page.getByLabel(word('admin.reasonFor', { field: name }), { exact: true }).focus()
  await page.keyboard.type(reason)
  await saveButton(page).press('Enter')
  await expect(adminSaved(page)).toBeVisible()
  await goTo(page, 'visits')
}
