import { useState } from 'react'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { show } from '../../test/window/show.tsx'
import { Button, CheckInput, SelectInput, TextInput } from './fields.tsx'

function NameField({ error }: { readonly error?: string | undefined }) {
  const [value, setValue] = useState('')
  return <TextInput label="Nimi" hint="Etunimi riittää" value={value} onChange={setValue} error={error} />
}

describe('TextInput', () => {
  const field = page.getByRole('textbox', { name: 'Nimi' })

  it('holds what is typed, and no more than a record takes', async () => {
    show(<NameField />)

    await userEvent.type(field, 'Åsa')

    await expect.element(field).toHaveValue('Åsa')
    await expect.element(field).toHaveAttribute('maxlength', '300')
    await expect.element(field).toBeValid()
  })

  it('tells its hint and its error with its name', async () => {
    show(<NameField error="Anna nimi" />)

    await expect.element(field).toBeInvalid()
    await expect.element(field).toHaveAccessibleDescription('Etunimi riittää Anna nimi')
  })
})

const sites = [
  { value: 'a', label: 'Kirjasto' },
  { value: 'b', label: 'Kaupungintalo' },
]
function SiteField({ error }: { readonly error?: string | undefined }) {
  const [value, setValue] = useState('a')
  return <SelectInput label="Toimipiste" value={value} options={sites} onChange={setValue} error={error} />
}

describe('SelectInput', () => {
  const list = page.getByRole('combobox', { name: 'Toimipiste' })

  it('offers its options by name, and holds the one that is chosen', async () => {
    show(<SiteField />)

    await userEvent.selectOptions(list, 'Kaupungintalo')

    await expect.element(list).toHaveValue('b')
    expect(list.getByRole('option').elements()).toHaveLength(2)
  })

  it('tells its error with its name', async () => {
    show(<SiteField error="Valitse toimipiste" />)

    await expect.element(list).toBeInvalid()
    await expect.element(list).toHaveAccessibleDescription('Valitse toimipiste')
  })
})

function QuotaField() {
  const [checked, setChecked] = useState(false)
  return <CheckInput label="Kiintiöpakolainen" checked={checked} onChange={setChecked} />
}

it('CheckInput is switched by its label and by the space bar', async () => {
  const box = page.getByRole('checkbox', { name: 'Kiintiöpakolainen' })
  show(<QuotaField />)

  await userEvent.click(page.getByText('Kiintiöpakolainen'))
  await expect.element(box).toBeChecked()
  await userEvent.keyboard(' ')
  await expect.element(box).not.toBeChecked()
})

it('Button asks nobody again while what it started runs', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  let presses = 0
  const press = () => {
    presses++
    return presses === 1 ? promise : undefined
  }
  show(<Button onPress={press}>Tallenna</Button>)
  const button = page.getByRole('button', { name: 'Tallenna' })

  await userEvent.click(button)
  await userEvent.click(button)
  expect(presses).toBe(1)
  resolve()
  await promise
  await userEvent.click(button)
  expect(presses).toBe(2)
})
