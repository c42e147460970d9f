import { beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { ahmed, aPersonRecord, lina } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { hear, show, t } from '../../../test/window/show.tsx'
import { listRows, readRow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'
import { commit } from '../../data/writing/commit.ts'
import { DoublesPanel } from './doubles-panel.tsx'

const third = '0190c1aa-0000-7000-8000-00000000000c'
const refs = { [ahmed]: 'A1', [lina]: 'A1b', [third]: 'A1c' }

let store: Store
/** The list of doubles, as it was before whatever a test changes then. */
beforeEach(async () => {
  store = await setupStore()
  for (const [id, ref] of Object.entries(refs)) {
    const fields = aPersonRecord({ ref, identityCode: null })
    await commit(store, [{ entity: 'person', id, kind: 'put', fields, isNew: true }])
  }
  show(<DoublesPanel persons={await listRows(store, 'person')} />, store)
})
/** By the keyboard, which finds a button wherever it lies. */
async function press(name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true })
  await expect.element(button).toBeVisible()
  button.element().focus()
  await userEvent.keyboard('{Enter}')
}
const change = (id: string, fields: Partial<ReturnType<typeof aPersonRecord>>) =>
  commit(store, [{ entity: 'person', id, kind: 'put', fields }])
const askToMerge = () => press(t('persons.mergeInto', { keep: 'A1', other: 'A1b' }))
const agree = () =>
  userEvent.click(page.getByRole('dialog').getByRole('button', { name: t('persons.merge'), exact: true }))

describe('likely doubles', () => {
  it('are merged as they are by then, not as they were when it was asked', async () => {
    await askToMerge()
    await change(lina, { citizenship: '2026-01-01' })
    await change(ahmed, { name: 'Ahmed Uusi' })

    await agree()

    await hear(t('persons.merged', { ref: 'A1' }))
    const kept = (await readRow(store, 'person', ahmed))?.fields
    expect(kept).toMatchObject({ name: 'Ahmed Uusi', citizenship: '2026-01-01' })
    expect(JSON.parse(kept?.mergedFrom[0]?.fields ?? '')).toMatchObject({ citizenship: '2026-01-01' })
  })

  it('are not merged once somebody has said that they are two persons', async () => {
    await askToMerge()
    await change(ahmed, { notSameAs: [lina] })

    await agree()

    await hear(t('problem.outdated'))
    expect(await readRow(store, 'person', lina)).not.toBeNull()
  })

  it('stay two persons, however quickly the next is said of one of them', async () => {
    await press(t('persons.apart', { keep: 'A1', other: 'A1b' }))
    await press(t('persons.apart', { keep: 'A1', other: 'A1c' }))

    await expect
      .poll(async () => (await readRow(store, 'person', ahmed))?.fields.notSameAs)
      .toEqual([lina, third])
  })
})
