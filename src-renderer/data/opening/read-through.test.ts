import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import type { Store } from '../register/store.ts'
import { createCipher } from '../sealing/cipher.ts'
import { commit } from '../writing/commit.ts'
import { canBeRead } from './read-through.ts'

let store: Store
beforeEach(async () => {
  store = await setupStore()
  const visits = Array.from(
    { length: 450 },
    () => ({ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true }) as const,
  )
  await commit(store, [
    { entity: 'site', id: '11111111-1111-4111-8111-111111111111', kind: 'put', fields: aSite(), isNew: true },
  ])
  await commit(store, visits) // in blocks
  await commit(store, visits.slice(0, 3)) // and in rows of their own
  store.forms.put('visit/new', { text: 'unfinished' })
  await store.forms.written()
})
afterEach(() => store.close())

/** One byte of the last row's box becomes another. */
async function flipByte(table: string): Promise<void> {
  const row = await store.db.table(table).toCollection().last()
  row.box[row.box.length - 1] ^= 1
  await store.db.table(table).put(row)
}

it('reads what a register has written', async () => {
  expect(await canBeRead(store.db, store.cipher)).toBe(true)
})

it.each(['visit', 'visitBlocks', 'site', 'outbox', 'drafts'])(
  'finds one changed byte in %s',
  async (table) => {
    await flipByte(table)
    expect(await canBeRead(store.db, store.cipher)).toBe(false)
  },
)

it('finds a row in the place of another', async () => {
  const [one, other] = await store.db.visitBlocks.toArray()
  await store.db.visitBlocks.put(Object.assign({}, one, { box: other?.box }))
  expect(await canBeRead(store.db, store.cipher)).toBe(false)
})

it('lets a packed month be damaged, which is made anew from the visits', async () => {
  await store.db.segments.put({ month: '2026-11', box: new Uint8Array(randomBytes(50)) })
  expect(await canBeRead(store.db, store.cipher)).toBe(true)
})

it('does not read with another key', async () => {
  const other = await createCipher(Buffer.from(randomBytes(32)).toString('base64'), 'k1')
  expect(await canBeRead(store.db, other)).toBe(false)
})
