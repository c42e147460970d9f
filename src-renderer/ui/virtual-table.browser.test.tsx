import { useState } from 'react'
import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { show, t } from '../../test/window/show.tsx'
import { Button } from './fields.tsx'
import { VirtualRows } from './virtual-table.tsx'

const table = page.getByRole('table', { name: 'Käynnit' })
const frame = page.getByRole('region', { name: t('common.rowsOf', { name: 'Käynnit' }) })
const bodyRows = (): string[] =>
  [...table.element().querySelectorAll('tbody tr:not([aria-hidden])')].map((row) => row.textContent ?? '')

const last = page.getByRole('cell', { name: 'rivi 99999', exact: true })

/** A press inside the frame gives it the keys; rows that are measured on the way move the end, so End is pressed until it is there. */
async function walkToEnd(): Promise<void> {
  await userEvent.click(page.getByRole('cell', { name: 'rivi 0', exact: true }))
  await expect.element(frame).toHaveFocus()
  await expect
    .poll(async () => {
      await userEvent.keyboard('{End}')
      return bodyRows()
    })
    .toContain('rivi 99999')
}

function Table({ count }: { readonly count: number }) {
  const [rows, setRows] = useState(() => Array.from({ length: count }, (_, at) => `rivi ${at}`))
  return (
    <>
      <VirtualRows
        label="Käynnit"
        rows={rows}
        keyOf={(row) => row}
        head={<th scope="col">Rivi</th>}
        cells={(row) => <td>{row}</td>}
      />
      <Button onPress={() => setRows((all) => all.slice(0, 3))}>Vähemmän</Button>
    </>
  )
}

it('holds no more rows than the eye sees, and tells how many there are', async () => {
  show(<Table count={100_000} />)

  await expect.element(page.getByRole('cell', { name: 'rivi 0', exact: true })).toBeVisible()
  expect(bodyRows().length).toBeLessThan(60)
  await expect.element(table).toHaveAttribute('aria-rowcount', '100001')
})

it('is walked by the keyboard to its last row, which knows its place', async () => {
  show(<Table count={100_000} />)
  await walkToEnd()

  await expect.element(last).toBeVisible()
  expect(last.element().closest('tr')?.getAttribute('aria-rowindex')).toBe('100001')
  expect(bodyRows()).not.toContain('rivi 0')
})

it('shows what is left when the list becomes shorter than the place that was scrolled to', async () => {
  show(<Table count={100_000} />)
  await walkToEnd()

  await userEvent.click(page.getByRole('button', { name: 'Vähemmän' }))

  await expect.poll(bodyRows).toEqual(['rivi 0', 'rivi 1', 'rivi 2'])
})
