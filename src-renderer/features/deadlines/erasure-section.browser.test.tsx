import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { shippedPack } from '../../../test/builders/case.ts'
import { aClaimContext, aDecision, ahmed, aLine, aPersonRecord } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { answer, hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import type { Change } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'
import { ErasureSection } from './erasure-section.tsx'

const claimId = '11111111-1111-4111-8111-111111111111'
const dialog = page.getByRole('dialog')
const agree = () => userEvent.click(dialog.getByRole('button', { name: t('overview.eraseNow') }))

let store: Store
const put = async (...changes: readonly Change[]) => expect((await commit(store, changes)).ok).toBe(true)
const line = (id: string): Change => {
  const fields = aLine({ claimId })
  return { entity: 'claimLine', id, kind: 'put', fields, isNew: true }
}
/**
 * A claim that was paid so long ago that nobody can ask for it any more, with one line. The page that shows it knows of
 * no change since.
 */
beforeEach(async () => {
  store = await setupStore({ today: () => '2060-01-01' })
  answer({ eraseAttachments: async () => ({ kind: 'erased' }) })
  const { claim } = aClaimContext({ claim: { kind: 'SPECIAL_HEALTH' } })
  await put({ entity: 'person', id: ahmed, kind: 'put', fields: aPersonRecord(), isNew: true })
  await put({
    entity: 'paymentClaim',
    id: claimId,
    kind: 'put',
    fields: { ...claim, state: 'paid' },
    isNew: true,
  })
  await put(line('22222222-2222-4222-8222-222222222222'))
  const [claims, persons] = [await listRows(store, 'paymentClaim'), await listRows(store, 'person')]
  const beside = { decisions: [], lists: [], pack: shippedPack, nameOfUser: () => '' }
  show(<ErasureSection claims={claims} persons={persons} {...beside} />, store)
})
const ask = async () => {
  await userEvent.click(page.getByRole('button', { name: /^Poista pysyvästi/ }))
  await expect.element(dialog.getByText(t('overview.eraseCount.claimLine', { count: 1 }))).toBeVisible()
}
const left = async () => [
  (await listRows(store, 'paymentClaim')).length,
  (await listRows(store, 'claimLine')).length,
]

describe('what the law asks for no more', () => {
  it('is erased with all that was shown to go with it', async () => {
    await ask()

    await agree()

    await hear(t('overview.erased'))
    expect(await left()).toEqual([0, 0])
  })

  it('stays when it is pending again, whatever the screen still shows', async () => {
    await ask()
    const log = [
      { event: 'appeal' as const, on: '2059-12-31', by: store.userId, amountCents: null, note: '' },
    ]
    await put({ entity: 'paymentClaim', id: claimId, kind: 'put', fields: { state: 'appealed', log } })

    await agree()

    await hear(t('problem.outdated'))
    expect(await left()).toEqual([1, 1])
  })

  it('stays when more would go with it than was shown', async () => {
    await ask()
    await put(line('33333333-3333-4333-8333-333333333333'), {
      entity: 'decision',
      id: '44444444-4444-4444-8444-444444444444',
      kind: 'put',
      fields: aDecision({ personIds: [ahmed] }),
      isNew: true,
    })

    await agree()

    await hear(t('problem.outdated'))
    expect(await left()).toEqual([1, 2])
  })
})
