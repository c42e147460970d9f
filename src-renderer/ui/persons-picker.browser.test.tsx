import { useState } from 'react'
import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { PersonsPicker } from './persons-picker.tsx'

const persons = [
  { value: 'a', label: 'A1 Aino', household: 'T1' },
  { value: 'b', label: 'A2 Bengt', household: 'T1' },
  { value: 'c', label: 'A3 Cai', household: 'T2' },
  { value: 'd', label: 'A4 Dina', household: '' },
]
function Picker() {
  const [values, setValues] = useState<readonly string[]>([])
  return <PersonsPicker label="Henkilöt" persons={persons} values={values} onChange={setValues} />
}
const field = page.getByRole('combobox', { name: 'Henkilöt' })
const chosen = () =>
  page
    .getByRole('list', { name: 'Henkilöt' })
    .getByRole('listitem')
    .elements()
    .map((one) => one.textContent)
const household = t('persons.wholeHousehold', { name: 'T1', count: 2 })
beforeEach(() => {
  show(<Picker />)
})
async function take(text: string): Promise<void> {
  await userEvent.click(field)
  await userEvent.keyboard(text)
  await expect.element(page.getByRole('option').first()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(field).toHaveValue('')
}

describe('PersonsPicker', () => {
  it('takes a whole household at once, and each person once', async () => {
    await take('Bengt')
    await take(household)

    expect(chosen()).toEqual(['A2 Bengt ×', 'A1 Aino ×'])
  })

  it('offers no household of one, and none that is chosen already', async () => {
    await userEvent.click(field)
    await userEvent.keyboard('T2')
    await expect.element(field).toHaveAccessibleDescription(t('picker.none', { text: 'T2' }))
    await userEvent.keyboard('{Escape}')
    await take(household)

    await userEvent.click(field)
    await userEvent.keyboard('T1')

    await expect.element(field).toHaveAccessibleDescription(t('picker.none', { text: 'T1' }))
  })

  it('takes one of a household away by its button', async () => {
    await take(household)

    await userEvent.click(page.getByRole('button', { name: t('common.remove', { name: 'A1 Aino' }) }))

    expect(chosen()).toEqual(['A2 Bengt ×'])
  })
})
