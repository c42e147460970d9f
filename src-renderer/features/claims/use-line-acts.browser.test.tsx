import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { aLine } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { listRows } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { Button } from '../../ui/fields.tsx'
import { useLineActs } from './use-line-acts.ts'

const id = '11111111-1111-4111-8111-111111111111'
let store: Store
/** The buttons of a line, which stay as long as the screen has not seen that it is gone. */
function Buttons() {
  const { split } = useLineActs()
  return (
    <>
      <Button onPress={() => split(id, 'month')}>kuukausiin</Button>
      <Button onPress={() => split(id, 'year')}>vuosiin</Button>
    </>
  )
}
beforeEach(async () => {
  store = await setupStore()
  const fields = aLine({ from: '2025-11-01', to: '2026-01-31', grossCents: 900 })
  await commit(store, [{ entity: 'claimLine', id, kind: 'put', fields, isNew: true }])
  show(<Buttons />, store)
})
const press = (name: string) => userEvent.click(page.getByRole('button', { name }))
const grossSums = async () =>
  (await listRows(store, 'claimLine')).map(({ fields }) => fields.grossCents).toSorted((a, b) => a - b)

describe('a line of a claim', () => {
  it('is split as it stands by then', async () => {
    await commit(store, [{ entity: 'claimLine', id, kind: 'put', fields: { grossCents: 9200 } }])

    await press('kuukausiin')

    await hear(t('lines.split', { count: 3 }))
    expect(await grossSums()).toEqual([3000, 3100, 3100])
  })

  it('is split once, whichever way comes first', async () => {
    await press('vuosiin')
    await hear(t('lines.split', { count: 2 }))
    const before = await grossSums()

    await press('kuukausiin')

    await hear(t('problem.outdated'))
    expect(await grossSums()).toEqual(before)
  })
})
