import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { declarationOf, entityNames } from '../../../src-shared/domain/registry.ts'
import { dataKey, setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { listRows } from '../records/records.ts'
import { createCipher } from '../sealing/cipher.ts'
import { recordKey } from '../sealing/sealed-record.ts'
import { openDb, tableOf } from './db.ts'
import { schema } from './schema.ts'

const { gender: _, ageGroup: __, note: ___, ...oldFields } = aVisit()

it('has a table for every entity, with the keys it leaves in plain text', async () => {
  const { tables } = (await setupStore()).db
  const found = Object.fromEntries(
    tables.map(({ name, schema }) => [name, schema.indexes.map((index) => index.name)]),
  )
  for (const name of entityNames) expect(found[name]).toEqual(Object.keys(declarationOf(name).plainKeys))
})

it.each(schema.slice(0, -1).map(({ version }) => version))(
  'brings a register of version %i up to date with its rows',
  async (version) => {
    const name = randomUUID()
    const id = randomUUID()
    const old = await openDb(name, version)
    const cipher = await createCipher(dataKey, 'k1')
    // as it was before the fields that later versions ask for
    const record = { fields: oldFields, heads: {}, pending: {}, contested: false }
    await tableOf(old, 'visit').put({
      id,
      date: '2026-11-24',
      box: await cipher.seal(record, recordKey('visit', id)),
    })
    await old.meta.put({ key: 'lastN', value: 7 })
    old.close()

    const store = await setupStore({ name })

    expect(await listRows(store, 'visit', { key: 'date', value: '2026-11-24' })).toEqual([
      { id, fields: aVisit(), contested: false },
    ])
    expect(store.lastN).toBe(7)
    expect(store.db.verno).toBe(schema.at(-1)?.version)
  },
)
