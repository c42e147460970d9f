import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { pickedSheets } from '../../test/window/picked-sheets.ts'
import { answer, show, t } from '../../test/window/show.tsx'
import { SheetImport, type SheetInHand } from './sheet-import.tsx'

type Target = 'name' | 'month'
const names: Readonly<Record<Target, string>> = { name: 'Nimi', month: 'Kuukausi' }
const section = page.getByRole('region', { name: 'Valitse' })
const column = (name: string) => section.getByRole('combobox', { name })
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }))

/** Ends the taking of the rows. */
let end: PromiseWithResolvers<void>
let taken: number
function Import() {
  const [inHand, setInHand] = useState<SheetInHand<Target> | null>(null)
  return (
    <SheetImport<Target>
      label="Valitse"
      targets={['name', 'month']}
      nameOf={(target) => names[target]}
      startMapping={async ({ headings }) =>
        headings.includes('Kuka') ? { name: headings.indexOf('Kuka') } : {}
      }
      inHand={inHand}
      onInHand={setInHand}
      problems={[]}
      takeLabel="Ota"
      mayTake={inHand?.mapping.month !== undefined}
      onTake={async () => {
        taken++
        await end.promise
        setInHand(null)
      }}
    />
  )
}
beforeEach(async () => {
  end = Promise.withResolvers()
  taken = 0
  const head = ['Kuka', 'Kk', '']
  answer(pickedSheets({ Tammi: [head, ['Aino', '1', 'x']], Helmi: [head, ['Bengt', '2', 'x']] }))
  show(<Import />)
  await press('Valitse')
  await expect.element(section).toBeVisible()
})

describe('rows of a sheet', () => {
  it('are taken once it is said which column is which, and what no column is used for is told', async () => {
    await expect.element(column('Nimi')).toHaveValue('0')
    await expect.element(section.getByText(t('import.unusedColumns', { names: 'Kk' }))).toBeVisible()
    await expect.element(section.getByRole('button', { name: 'Ota' })).toBeDisabled()
    expect(
      column('Kuukausi')
        .getByRole('option')
        .elements()
        .map((option) => option.textContent),
    ).toEqual([t('import.noColumn'), '1. Kuka', '2. Kk', `3. ${t('import.noHeading')}`])

    await userEvent.selectOptions(column('Kuukausi'), '2. Kk')

    await expect.element(section.getByRole('button', { name: 'Ota' })).toBeEnabled()
    expect(section.getByText(t('import.unusedColumns', { names: 'Kk' })).elements()).toEqual([])
  })

  it('keep the columns as they were said when another sheet with the same headings is left out', async () => {
    await userEvent.selectOptions(column('Kuukausi'), '2. Kk')
    await userEvent.selectOptions(column('Nimi'), t('import.noColumn'))

    await userEvent.click(section.getByRole('checkbox', { name: /Helmi/ }))

    await expect
      .element(section.getByText(t('import.picked', { name: 'henkilöt.csv', rows: 1, encoding: 'utf-8' })))
      .toBeVisible()
    await expect.element(column('Kuukausi')).toHaveValue('1')
    await expect.element(column('Nimi')).toHaveValue('')
  })

  it('are taken once, and nothing of the choice changes under it', async () => {
    await userEvent.selectOptions(column('Kuukausi'), '2. Kk')
    await press('Ota')

    await expect.element(section.getByRole('button', { name: 'Ota' })).toBeDisabled()
    expect(section.getByRole('checkbox', { name: /Helmi/ }).element().closest('[inert]')).not.toBeNull()

    end.resolve()
    await expect.element(section).not.toBeInTheDocument()
    expect(taken).toBe(1)
  })
})
