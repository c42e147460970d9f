import { expect, type Locator, type Page } from '@playwright/test'
import type { ClaimPlace } from '../../../src-renderer/app/frame/places.ts'
import { word } from '../words.ts'
import { placeButton } from './window.ts'

/** One of the places of the claims. */
export const claimsPart = (page: Page, part: ClaimPlace): Promise<void> =>
  placeButton(page, part).press('Enter')

/** The list of claims, and the form that makes one. */
export function claimList(page: Page) {
  const region = page.getByRole('region', { name: word('claims.title') })
  return {
    region,
    from: region.getByLabel(word('claims.from'), { exact: true }),
    to: region.getByLabel(word('claims.to')),
    kind: region.getByLabel(word('claims.kind')),
    language: region.getByLabel(word('claims.language')),
    persons: region.getByRole('combobox', { name: word('claims.choosePersons') }),
    create: region.getByRole('button', { name: word('claims.create') }),
    /** One for each claim, which opens it. */
    open: region.getByRole('button', { name: /^Avaa/ }),
  }
}

/** The claim that is open. */
export const claimView = (page: Page) => ({
  total: page.getByTestId('claim-total'),
  state: page.getByTestId('claim-state'),
  findings: page.getByRole('region', { name: word('finding.title') }),
  recalculate: page.getByRole('button', { name: word('claims.recalculate') }),
  attach: page.getByRole('button', { name: word('claims.attach') }),
  /** The button that shows an attachment. */
  show: (name: string): Locator => page.getByRole('button', { name: word('claims.show', { name }) }),
  /** The picture in the window that shows it. */
  picture: (name: string): Locator =>
    page.getByRole('dialog', { name }).getByRole('img', { name: word('claims.previewAlt', { name }) }),
  preview: page.getByRole('button', { name: word('claimFile.preview') }),
  saveFile: page.getByRole('button', { name: word('claims.save') }),
  fileSaved: page.getByText(/^Tallennettu: /),
  guidance: page.getByText(word('claims.guidance')),
})

/** The lines of the claim that is open, and the form of one. */
export const lineForm = (page: Page) => ({
  new: page.getByRole('button', { name: word('lines.new') }),
  persons: page.getByLabel(word('lines.persons'), { exact: true }),
  costType: page.getByRole('combobox', { name: word('lines.costType') }),
  from: page.getByLabel(word('lines.from')),
  to: page.getByLabel(word('lines.to')),
  gross: page.getByLabel(word('lines.grossCents')),
  clientFee: page.getByLabel(word('lines.clientFeeCents')),
  voucher: page.getByLabel(word('lines.voucherNumber')),
})

export async function makeClaim(
  page: Page,
  from: string,
  to: string,
  language: 'fi' | 'sv' = 'fi',
): Promise<void> {
  await claimsPart(page, 'claims')
  const form = claimList(page)
  await form.from.fill(from)
  await form.to.fill(to)
  await form.language.selectOption(language)
  await form.create.click()
  await expect(claimView(page).total).toBeVisible()
}

/** Takes a step of the open claim or decision, by the name that the person chooses it by. */
export async function takeStep(
  page: Page,
  name: string,
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  await page.getByLabel(word('claims.next')).selectOption({ label: name })
  for (const [label, value] of Object.entries(values))
    await page.getByLabel(label, { exact: true }).fill(value)
  await page.getByRole('button', { name: word('claims.record'), exact: true }).press('Enter')
}
