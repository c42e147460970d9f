import { useCallback, useState } from 'react'
import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { show } from '../../../test/window/show.tsx'
import type { VisitColumns } from '../columns/visit-columns.ts'
import { commit } from '../writing/commit.ts'
import { useColumns } from './use-columns.ts'

/** How many visits a day has. */
function Day() {
  const [day, setDay] = useState('2026-11-23')
  const count = useColumns(useCallback((columns: VisitColumns) => columns.between(day, day).length, [day]))
  return (
    <>
      <button type="button" onClick={() => setDay('2026-11-24')}>
        seuraava
      </button>
      <output aria-label="Käyntejä">{count}</output>
    </>
  )
}

it('what is looked up in the columns follows each change of the register, and what is asked for', async () => {
  const store = await setupStore()
  const log = (id: string, date: string) =>
    commit(store, [{ entity: 'visit', id, kind: 'put', fields: aVisit({ date }), isNew: true }])
  const count = page.getByRole('status', { name: 'Käyntejä' })
  show(<Day />, store)
  await expect.element(count).toHaveTextContent('0')

  await log('22222222-2222-4222-8222-222222222221', '2026-11-23')
  await expect.element(count).toHaveTextContent('1')
  await log('22222222-2222-4222-8222-222222222222', '2026-11-24')
  await log('22222222-2222-4222-8222-222222222223', '2026-11-24')
  await expect.element(count).toHaveTextContent('1')
  await userEvent.click(page.getByRole('button', { name: 'seuraava' }))
  await expect.element(count).toHaveTextContent('2')
  await commit(store, [{ entity: 'visit', id: '22222222-2222-4222-8222-222222222223', kind: 'delete' }])

  await expect.element(count).toHaveTextContent('1')
})
