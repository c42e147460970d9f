import { randomUUID } from 'node:crypto'
import { liveQuery } from 'dexie'
import { expect, it } from 'vitest'
import { aLine } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { commit } from '../writing/commit.ts'
import { listRows, type Row, rowsNow } from './records.ts'

it('whoever acts on a list gets what was saved since, and the list itself where nothing was', async () => {
  const store = await setupStore()
  const putOne = () =>
    commit(store, [{ entity: 'claimLine', id: randomUUID(), kind: 'put', fields: aLine(), isNew: true }])
  await putOne()
  const shown: (readonly Row<'claimLine'>[])[] = []
  const screen = liveQuery(() => listRows(store, 'claimLine')).subscribe((rows) => void shown.push(rows))
  await expect.poll(() => shown.length).toBe(1)
  const [first = []] = shown
  expect(await rowsNow(store, 'claimLine', first)).toBe(first)

  await putOne()
  expect(await rowsNow(store, 'claimLine', first)).toHaveLength(2)
  await expect.poll(() => shown.at(-1)?.length).toBe(2)
  const second = shown.at(-1) ?? []
  expect(await rowsNow(store, 'claimLine', second)).toBe(second)
  screen.unsubscribe()
})
