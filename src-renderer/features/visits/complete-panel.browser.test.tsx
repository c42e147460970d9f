import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import type { VisitRow } from '../../data/columns/visit-columns.ts'
import { readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { useUndo } from '../../ui/use-undo.ts'
import { CompletePanel } from './complete-panel.tsx'

const [one, other] = ['22222222-2222-4222-8222-222222222221', '22222222-2222-4222-8222-222222222222'] as const
let store: Store
function Panel({ rows }: { readonly rows: readonly VisitRow[] }) {
  return <CompletePanel rows={rows} undo={useUndo()} />
}
/** Two tallies, listed before whatever a test changes then. */
beforeEach(async () => {
  store = await setupStore()
  const fields = aVisit({ completeness: 'quick', measures: [] })
  const done = await commit(
    store,
    [one, other].map((id) => ({ entity: 'visit', id, kind: 'put', fields, isNew: true }) as const),
  )
  expect(done.ok).toBe(true)
  show(<Panel rows={Array.from(store.columns.order(), (slot) => store.columns.row(slot))} />, store)
})
const completeAll = async () => {
  await userEvent.click(page.getByRole('combobox', { name: t('visits.measures') }))
  await userEvent.keyboard('M02')
  await expect.element(page.getByRole('option')).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('listbox')).not.toBeInTheDocument()

  await userEvent.click(page.getByRole('button', { name: t('visits.completeAll', { count: 2 }) }))
}
const measuresOf = async (id: string) => (await readRow(store, 'visit', id))?.fields.measures

describe('tallies that are completed together', () => {
  it('leave what somebody has completed meanwhile as it is, also when they are taken back', async () => {
    const fields = { completeness: 'complete', measures: ['M03'], outcome: 'resolved' } as const
    await commit(store, [
      { entity: 'visit', id: other, kind: 'put', fields: { ...fields, measures: ['M03'] } },
    ])

    await completeAll()

    await hear(t('visits.completed', { count: 1 }))
    expect([await measuresOf(one), await measuresOf(other)]).toEqual([['M02'], ['M03']])
    await userEvent.click(page.getByRole('status').getByRole('button', { name: t('common.undo') }))
    await expect.poll(() => measuresOf(one)).toEqual([])
    expect(await measuresOf(other)).toEqual(['M03'])
  })
})
