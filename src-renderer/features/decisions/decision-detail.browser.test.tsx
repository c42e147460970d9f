import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { addDays } from '../../../src-shared/kernel/iso-date.ts'
import { shippedPack } from '../../../test/builders/case.ts'
import { aDecision } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { today } from '../../platform/clock.ts'
import { DecisionDetail } from './decision-detail.tsx'

const id = '11111111-1111-4111-8111-111111111111'
let store: Store
/** A decision that came yesterday. The screen shows it as it was before whatever a test changes then. */
beforeEach(async () => {
  store = await setupStore({ today })
  const fields = aDecision({ decidedOn: addDays(today(), -1), noticeOn: addDays(today(), -1) })
  await commit(store, [{ entity: 'decision', id, kind: 'put', fields, isNew: true }])
  const decision = await readRow(store, 'decision', id)
  if (!decision) throw new Error('no decision')
  const beside = { claims: [], pack: shippedPack, nameOfUser: () => '', onEdit: () => undefined }
  show(<DecisionDetail decision={decision} {...beside} />, store)
})
const record = () => userEvent.click(page.getByRole('button', { name: t('claims.record') }))
const now = async () => (await readRow(store, 'decision', id))?.fields

describe('a step of a decision', () => {
  it('is recorded', async () => {
    await record()

    await hear(t('claims.recorded'))
    expect(await now()).toMatchObject({
      state: 'correction_requested',
      log: [{ event: 'request_correction' }],
    })
  })

  it('counts its days from the notice as it has been corrected meanwhile', async () => {
    await commit(store, [{ entity: 'decision', id, kind: 'put', fields: { noticeOn: '2025-01-01' } }])

    await record()

    await expect.element(page.getByText(t('claims.refusal.remedy-passed'))).toBeVisible()
    expect(await now()).toMatchObject({ state: 'granted', log: [] })
  })

  it('is not recorded twice, nor of a decision that is gone', async () => {
    const log = [{ event: 'request_correction' as const, on: today(), by: store.userId, note: '' }]
    await commit(store, [
      { entity: 'decision', id, kind: 'put', fields: { state: 'correction_requested', log } },
    ])
    await record()
    await expect.element(page.getByText(t('claims.refusal.not-now'))).toBeVisible()

    await commit(store, [{ entity: 'decision', id, kind: 'delete' }])
    await record()

    await expect.element(page.getByText(t('problem.outdated'))).toBeVisible()
  })
})
