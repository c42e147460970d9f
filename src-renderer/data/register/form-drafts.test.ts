import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { setupStore } from '../../../test/builders/store.ts'
import { createWriteGuard } from '../database/write-guard.ts'

const name = (): string => randomUUID()

it('B10: a draft is there again when the register is opened again, as it was last, and sealed', async () => {
  const setup = { name: name(), userId: name() }
  const store = await setupStore(setup)
  for (const typed of ['Ä', 'Äm', 'Ämnä']) store.forms.put('person/new', { name: typed })
  expect(store.forms.get('person/new')).toEqual({ name: 'Ämnä' })
  await store.exclusiveDraft(async () => undefined)
  const rows = await store.db.drafts.toArray()
  expect(rows).toHaveLength(1)
  expect(new TextDecoder().decode(rows[0]?.box)).not.toContain('mn')
  store.close()

  const again = await setupStore(setup)

  expect(again.forms.get('person/new')).toEqual({ name: 'Ämnä' })
})

it('B10: a draft that is dropped while it is still being written stays dropped', async () => {
  const setup = { name: name(), userId: name() }
  const store = await setupStore(setup)
  store.forms.put('person/new', { name: 'Ämnä' })
  store.forms.drop('person/new')
  await store.exclusiveDraft(async () => undefined)
  store.close()

  expect((await setupStore(setup)).forms.names()).toEqual([])
})

it('B10: who else works on this device does not find the draft', async () => {
  const setup = { name: name(), userId: name() }
  const store = await setupStore(setup)
  store.forms.put('person/new', { name: 'Ämnä' })
  await store.exclusiveDraft(async () => undefined)
  store.close()

  expect((await setupStore({ ...setup, userId: name() })).forms.names()).toEqual([])
})

it('B10: the draft that was changed last is offered first', async () => {
  const store = await setupStore()
  store.forms.put('person/a', {})
  await new Promise((resolve) => setTimeout(resolve, 2))
  store.forms.put('person/b', {})

  expect(store.forms.names()).toEqual(['person/b', 'person/a'])
})

it('tells when nothing of a dropped draft is on the disk, and that it may be where nothing is written', async () => {
  let freeBytes = 2
  const guard = createWriteGuard(async () => ({ disk: '/', freeBytes, floorBytes: 1 }))
  const store = await setupStore({ guard })
  store.forms.put('visit/new', {})
  expect(await store.forms.written()).toBe(true)
  expect(await store.db.drafts.count()).toBe(1)

  store.forms.drop('visit/new')
  expect(await store.forms.written()).toBe(true)
  expect(await store.db.drafts.count()).toBe(0)

  store.forms.put('visit/new', {})
  await store.forms.written()
  freeBytes = 0
  store.forms.drop('visit/new')
  expect(await store.forms.written()).toBe(false)
})
