import { type ReactNode, useState } from 'react'
import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { CodePicker } from './code-picker.tsx'
import { CodesPicker } from './codes-picker.tsx'
import { Button } from './fields.tsx'
import { Form } from './form.tsx'

const options = [
  { value: 'ar', label: 'arabia' },
  { value: 'so', label: 'somali' },
  { value: 'sv', label: 'ruotsi' },
  { value: 'ru', label: 'venäjä' },
]
const field = page.getByRole('combobox', { name: 'Kieli' })
const offered = page.getByRole('listbox').getByRole('option')
const saved = page.getByRole('status', { name: 'Tallennettu' })

/** A form with the picker in it: what it would save stands beside it. */
function InForm({ children, value }: { readonly children: ReactNode; readonly value: string }) {
  const [kept, setKept] = useState('')
  return (
    <Form onSave={async () => setKept(`<${value}>`)}>
      {children}
      <Button type="submit">Tallenna</Button>
      <output aria-label="Tallennettu">{kept}</output>
    </Form>
  )
}
function OneCode({ isOptional = false }) {
  const [value, setValue] = useState('ar')
  return (
    <InForm value={value}>
      <CodePicker label="Kieli" options={options} value={value} onChange={setValue} isOptional={isOptional} />
    </InForm>
  )
}
// an open list hides the rest of the page from screen readers
const save = () => userEvent.click(page.getByRole('button', { name: 'Tallenna', includeHidden: true }))

describe('CodePicker', () => {
  it('takes the first match by Enter, which does not save the form', async () => {
    show(<OneCode />)
    await userEvent.click(field)

    await userEvent.keyboard('som')
    await expect.element(offered).toHaveTextContent('somali')
    await userEvent.keyboard('{Enter}')

    await expect.element(field).toHaveValue('somali')
    await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()
    await expect.element(saved).toHaveTextContent('')
    await save()
    await expect.element(saved).toHaveTextContent('<so>')
  })

  it('is walked by the arrow keys, and a click chooses too', async () => {
    show(<OneCode />)
    await userEvent.click(field)

    await userEvent.keyboard('s')
    await expect.element(offered.nth(1)).toBeVisible()
    const second = offered.nth(1).element().textContent ?? ''
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}')
    await expect.element(field).toHaveValue(second)
    await userEvent.clear(field)
    await userEvent.type(field, 'ruo')
    await userEvent.click(offered)

    await expect.element(field).toHaveValue('ruotsi')
  })

  it('gives the choice back by Escape', async () => {
    show(<OneCode />)
    await userEvent.click(field)

    await userEvent.keyboard('klingon{Escape}')

    await expect.element(field).toHaveValue('arabia')
    await save()
    await expect.element(saved).toHaveTextContent('<ar>')
  })

  it('tells of a text that is no choice, keeps it, and keeps the form from being saved with the choice of before', async () => {
    show(<OneCode />)
    await userEvent.click(field)

    await userEvent.keyboard('klingon')
    await save()

    await expect.element(field).toHaveValue('klingon')
    await expect.element(field).toHaveFocus()
    await expect.element(field).toHaveAccessibleDescription(t('picker.none', { text: 'klingon' }))
    await expect.element(saved).toHaveTextContent('')
  })

  it.each([
    [false, 'arabia', '<ar>'],
    [true, '', '<>'],
  ])('may be emptied where it is optional (%s)', async (isOptional, shown, kept) => {
    show(<OneCode isOptional={isOptional} />)
    await userEvent.click(field)

    await userEvent.keyboard('{Backspace}{Tab}')

    if (isOptional) await expect.element(field).toBeValid()
    else await expect.element(field).toHaveAccessibleDescription(t('picker.choose'))
    await userEvent.click(field)
    await userEvent.keyboard('{Escape}')
    await expect.element(field).toHaveValue(shown)
    await save()
    await expect.element(saved).toHaveTextContent(kept)
  })
})

function Languages() {
  const [values, setValues] = useState<readonly string[]>(['ar'])
  return (
    <InForm value={values.join(' ')}>
      <CodesPicker
        label="Kieli"
        options={options}
        values={values}
        onChange={setValues}
        placeholder={t('visits.typeToAdd')}
        removeLabel={(name) => t('common.remove', { name })}
      />
    </InForm>
  )
}

describe('CodesPicker', () => {
  const chosen = page.getByRole('list', { name: 'Kieli' }).getByRole('listitem')

  it('adds by Enter what was typed, each once, and takes the last away by Backspace', async () => {
    show(<Languages />)
    await userEvent.click(field)

    for (const text of ['som', 'ven']) {
      await userEvent.keyboard(text)
      await expect.element(offered).toBeVisible()
      await userEvent.keyboard('{Enter}')
      await expect.element(field).toHaveValue('')
    }
    await userEvent.keyboard('arabia{Enter}')
    expect(chosen.elements().map((one) => one.textContent)).toEqual(['arabia ×', 'somali ×', 'venäjä ×'])
    await userEvent.keyboard('{Backspace}')
    await save()

    await expect.element(saved).toHaveTextContent('<ar so>')
  })

  it('takes one away by its button', async () => {
    show(<Languages />)

    await userEvent.click(page.getByRole('button', { name: t('common.remove', { name: 'arabia' }) }))

    await expect.element(chosen).not.toBeInTheDocument()
  })

  it('makes a choice of what was typed when the form is saved, and tells of what is none', async () => {
    show(<Languages />)
    await userEvent.click(field)

    await userEvent.keyboard('somali')
    await save()
    await expect.element(saved).toHaveTextContent('<ar so>')
    await userEvent.click(field)
    await userEvent.keyboard('klingon')
    await save()

    await expect.element(field).toHaveFocus()
    await expect.element(field).toHaveAccessibleDescription(t('picker.none', { text: 'klingon' }))
  })
})
