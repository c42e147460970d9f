import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { defaultPolicy, retentionPolicyId } from '../../../src-shared/domain/visits/retention.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { RetentionSection } from './retention-section.tsx'

const limitOf = (step: 'hour' | 'note') =>
  page.getByRole('spinbutton', { name: t(`retention.step.${step}`), exact: false })
const put = (store: Store, fields: Partial<typeof defaultPolicy>) =>
  commit(store, [{ entity: 'retentionPolicy', id: retentionPolicyId, kind: 'put', fields }])

it.each([true, false])(
  'a limit that is typed leaves the others as somebody has set them meanwhile (a policy was there: %s)',
  async (wasThere) => {
    const store = await setupStore()
    if (wasThere) await put(store, defaultPolicy)
    show(<RetentionSection />, store)
    await expect.element(limitOf('note')).toHaveValue(defaultPolicy.note)

    await userEvent.fill(limitOf('note'), '3')
    await put(store, { ...defaultPolicy, hour: 7 })
    await userEvent.click(page.getByRole('button', { name: t('retention.saveLimits') }))

    await hear(t('admin.saved'))
    expect((await readRow(store, 'retentionPolicy', retentionPolicyId))?.fields).toEqual({
      ...defaultPolicy,
      hour: 7,
      note: 3,
    })
  },
)
