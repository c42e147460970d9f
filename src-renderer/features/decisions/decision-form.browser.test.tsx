import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import packJson from '../../../resources/rules/fi-681-2025.1.1.json'
import { readRulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { DecisionForm } from './decision-form.tsx'

const box = (name: string) => page.getByRole('textbox', { name })
const save = () => userEvent.click(page.getByRole('button', { name: t('common.save'), exact: true }))
/** What stands on top of the form after a save that was refused. */
const top = page.getByRole('alert')

let store: Store
beforeEach(async () => {
  store = await setupStore()
  show(
    <DecisionForm
      editing={null}
      persons={[]}
      claimantType="municipality"
      pack={readRulePack(packJson)}
      onDone={() => undefined}
    />,
    store,
  )
  await userEvent.fill(box(t('decisions.centre')), 'Etelä-Savon ELY-keskus')
})
const caps = async () => (await listRows(store, 'decision')).map(({ fields }) => fields.capCents)

describe('the form of a decision', () => {
  it('tells of a cap that is no sum, and saves none', async () => {
    await userEvent.fill(box(t('decisions.cap')), 'tuhat')
    await save()

    await expect.element(box(t('decisions.cap'))).toHaveFocus()
    await expect.element(page.getByText(t('lines.notMoney'))).toBeVisible()
    expect(await caps()).toEqual([])
  })

  it('keeps a cap to the cent', async () => {
    await userEvent.fill(box(t('decisions.cap')), '1 200,50')
    await save()
    await hear(t('decisions.saved'))

    expect(await caps()).toEqual([120_050])
  })

  it('tells what is wrong at its field, with a link to it on top and no second telling while others are mended', async () => {
    await userEvent.fill(page.getByLabelText(t('decisions.from')), '2026-12-01')
    await userEvent.fill(page.getByLabelText(t('decisions.to')), '2026-01-01')
    await save()

    await expect.element(page.getByLabelText(t('decisions.from'))).toHaveFocus()
    await userEvent.fill(box(t('decisions.diaryNumber')), 'ESAELY/1/2026')
    expect(
      top
        .getByRole('listitem')
        .elements()
        .map((item) => item.textContent),
    ).toEqual([t('decisions.from')])
  })
})
