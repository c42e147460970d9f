import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import packJson from '../../../resources/rules/fi-681-2025.1.1.json'
import { readRulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { pickedSheets } from '../../../test/window/picked-sheets.ts'
import { answer, hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { ImportPersons } from './import-persons.tsx'

const pack = readRulePack(packJson)
const section = page.getByRole('region', { name: t('persons.import') })
const pick = () => userEvent.click(page.getByRole('button', { name: t('persons.import') }))
const column = (name: string) => section.getByRole('combobox', { name })
const take = (count: number) => section.getByRole('button', { name: t('persons.importRun', { count }) })

let store: Store
beforeEach(async () => {
  store = await setupStore()
  show(<ImportPersons pack={pack} />, store)
})
const stored = async () => (await listRows(store, 'person')).map(({ fields }) => fields)

const picks = (sheets: Parameters<typeof pickedSheets>[0]): void => answer(pickedSheets(sheets))
const head = (['ref', 'name', 'birthDate', 'municipality', 'from'] as const).map((name) =>
  t(`persons.${name}`),
)
const lina = ['A1', 'Lina Öhman', '1.5.1990', 'Tampere', '17.3.2025']
const wrong = ['A2', 'Omar', '31.2.1990', 'Tampere', '17.3.2025']

describe('persons from a sheet', () => {
  it('come in once their columns are known, and what cannot be read is told with its line', async () => {
    picks({ '': [head, lina, wrong] })

    await pick()

    await expect.element(column(t('persons.name'))).toHaveValue('1')
    await expect
      .element(
        section
          .getByText(t('import.picked', { name: 'henkilöt.csv', rows: 2, encoding: 'utf-8' }), {
            exact: false,
          })
          .first(),
      )
      .toBeVisible()
    await expect
      .element(
        section
          .getByText(
            t('reconcile.problemAt', { row: '3', target: t('persons.birthDate'), text: '31.2.1990' }),
            { exact: false },
          )
          .first(),
      )
      .toBeVisible()
    await userEvent.click(take(1))
    await hear(t('persons.imported', { count: 1 }))
    expect(await stored()).toMatchObject([{ ref: 'A1', name: 'Lina Öhman', birthDate: '1990-05-01' }])
    await expect.element(section).not.toBeInTheDocument()
  })

  it('a column that no heading tells is said by hand', async () => {
    picks({ '': [head.with(1, 'Kuka'), lina] })
    await pick()
    await expect.element(take(0)).toBeDisabled()

    await userEvent.selectOptions(column(t('persons.name')), '2. Kuka')
    await userEvent.click(take(1))

    await hear(t('persons.imported', { count: 1 }))
    expect(await stored()).toMatchObject([{ name: 'Lina Öhman' }])
  })

  it('of two sheets with one row of headings both are taken, and one may be left out', async () => {
    picks({ Tammi: [head, lina], Helmi: [head, ['A3', 'Samir', '2.6.1991', 'Tampere', '17.3.2025']] })
    await pick()
    await expect.element(take(2)).toBeEnabled()

    const helmi = section.getByRole('checkbox', { name: /Helmi/ })
    await userEvent.click(helmi)

    await expect.element(helmi).not.toBeChecked()
    await expect.element(take(1)).toBeEnabled()
  })

  it('a file that is refused is told of, and nothing is in hand', async () => {
    answer({ pickSheet: async () => ({ kind: 'refused', reason: 'not-a-sheet' }) })

    await pick()

    await hear(t('import.refused.not-a-sheet'))
    await expect.element(section).not.toBeInTheDocument()
  })

  it('are left alone by whoever cancels', async () => {
    picks({ '': [head, lina] })
    await pick()

    await userEvent.click(section.getByRole('button', { name: t('common.cancel') }))

    await expect.element(section).not.toBeInTheDocument()
    expect(await stored()).toEqual([])
  })
})
