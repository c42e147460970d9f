import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../test/builders/store.ts'
import { hear, show, t } from '../../test/window/show.tsx'
import type { Store } from '../data/register/store.ts'
import { DraftNotice, DraftOffers } from './draft-offers.tsx'
import { EditTable } from './edit-table.tsx'
import { Form } from './form.tsx'
import { FormButtons } from './form-buttons.tsx'
import { useListForm } from './use-list-form.ts'

const names: Readonly<Record<string, string>> = { a: 'Aino', b: 'Bengt' }
const press = (name: string) => userEvent.click(page.getByRole('button', { name, exact: true }))
const form = (name: string) => page.getByRole('form', { name })
const offers = page.getByRole('region', { name: t('draft.offers') })

/** A list of people, each with a form. */
function People() {
  const { form: open, ...list } = useListForm('one', Object.keys(names))
  return (
    <>
      <EditTable
        label="Henkilöt"
        heads={['Nimi']}
        rows={Object.entries(names)}
        keyOf={([id]) => id}
        cells={([, name]) => [name]}
        nameOf={([, name]) => name}
        onEdit={([id]) => list.open(id)}
      />
      <DraftOffers
        names={list.offered}
        textOf={(name) => names[list.idOf(name)] ?? ''}
        onOpen={(name) => list.open(list.idOf(name))}
      />
      {open ? (
        <Form label={names[open.id] ?? ''} onSave={async () => list.close(open)}>
          <DraftNotice isShown onDrop={() => list.close(open)} />
          <FormButtons onCancel={() => list.close(open)} />
        </Form>
      ) : null}
    </>
  )
}
let store: Store
beforeEach(async () => {
  store = await setupStore()
})
const leave = (...ids: readonly string[]): void => {
  for (const id of ids) store.forms.put(`one/${id}`, { text: id })
}

describe('the forms of a list', () => {
  it('are opened by the buttons of their rows, one at a time, and closed by saving or giving up', async () => {
    show(<People />, store)
    expect(page.getByRole('form').elements()).toEqual([])

    await press(`${t('common.edit')} Aino`)
    await expect.element(form('Aino')).toBeVisible()
    await press(`${t('common.edit')} Bengt`)
    await expect.element(form('Bengt')).toBeVisible()
    await expect.element(form('Aino')).not.toBeInTheDocument()

    await press(t('common.cancel'))
    await expect.element(form('Bengt')).not.toBeInTheDocument()
    await press(`${t('common.edit')} Aino`)
    await press(t('common.save'))
    await expect.element(form('Aino')).not.toBeInTheDocument()
  })

  it('open where somebody left one, and say that it was left', async () => {
    leave('b')
    show(<People />, store)

    await expect.element(form('Bengt')).toBeVisible()
    await expect.element(page.getByText(t('draft.restored'), { exact: false })).toBeVisible()
    await expect.element(offers).not.toBeInTheDocument()
  })

  it('offer the others that were left, to go on with', async () => {
    leave('a')
    leave('b')
    show(<People />, store)
    await expect.element(offers).toBeVisible()
    const [open = '', offered = ''] =
      form('Aino').elements().length > 0 ? ['Aino', 'Bengt'] : ['Bengt', 'Aino']

    await press(`${t('draft.goOn')}: ${offered}`)

    await expect.element(form(offered)).toBeVisible()
    await expect.element(offers.getByText(open)).toBeVisible()
  })

  it('are thrown away, and brought back', async () => {
    leave('a', 'b')
    show(<People />, store)
    await expect.element(offers).toBeVisible()
    const name = form('Aino').elements().length > 0 ? 'Bengt' : 'Aino'

    await press(`${t('draft.drop')}: ${name}`)

    await hear(t('draft.dropped'))
    await expect.element(offers).not.toBeInTheDocument()
    await userEvent.click(page.getByRole('status').getByRole('button', { name: t('common.undo') }))
    await expect.element(offers.getByText(name)).toBeVisible()
  })

  it('keep nothing of a record that is gone', async () => {
    leave('gone')
    show(<People />, store)

    await expect.poll(() => store.forms.names()).toEqual([])
    expect(page.getByRole('form').elements()).toEqual([])
  })
})

it('a table of records has a head for each column, and no button where they are not this user’s to change', async () => {
  show(
    <EditTable
      label="Henkilöt"
      heads={['Nimi', 'Rooli']}
      rows={[['Aino', 'neuvoja']] as const}
      keyOf={([name]) => name}
      cells={(row) => row}
      nameOf={([name]) => name}
    />,
  )

  const table = page.getByRole('table', { name: 'Henkilöt' })
  await expect.element(table).toBeVisible()
  expect(
    table
      .getByRole('columnheader')
      .elements()
      .map((head) => head.textContent),
  ).toEqual(['Nimi', 'Rooli'])
  expect(table.getByRole('cell', { name: 'neuvoja' }).elements()).toHaveLength(1)
  expect(table.getByRole('button').elements()).toEqual([])
})
