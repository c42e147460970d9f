import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { periodId } from '../../../src-shared/domain/visits/period.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { show, t } from '../../../test/window/show.tsx'
import { readRow } from '../../data/records/records.ts'
import type { Change } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { MonthDetail } from './month-detail.tsx'

const month = '2026-10'
const aVisitOf = (id: string): Change => {
  const fields = aVisit({ date: '2026-10-05' })
  return { entity: 'visit', id, kind: 'put', fields, isNew: true }
}

it('a month is closed with the figures of all that was saved before, also of what the screen has not shown yet', async () => {
  const store = await setupStore()
  await commit(store, [aVisitOf('22222222-2222-4222-8222-222222222221')])
  show(<MonthDetail month={month} onClose={() => undefined} />, store)
  const close = page.getByRole('button', { name: t('periods.close', { month: '10.2026' }) })
  await expect.element(close).toBeVisible()

  const saving = commit(store, [aVisitOf('22222222-2222-4222-8222-222222222222')])
  const button = close.element()
  if (button instanceof HTMLElement) button.click()
  await saving

  await expect
    .poll(async () => (await readRow(store, 'period', periodId(month)))?.fields)
    .toMatchObject({ state: 'closed', contacts: 2 })
})
