import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { aVisit, dataKey, setupStore } from '../../test/builders/store.ts'
import { createCipher } from './cipher.ts'
import { openDb, tableOf } from './db.ts'
import { listRows, placeOf } from './records.ts'
import { schema } from './schema.ts'

it.each(schema.slice(0, -1).map(({ version }) => version))(
  'brings a register of version %i up to date with its rows',
  async (version) => {
    const name = randomUUID()
    const id = randomUUID()
    const old = await openDb(name, version)
    const cipher = await createCipher(dataKey, 'k1')
    const record = { fields: aVisit(), heads: {}, pending: {}, contested: false }
    await tableOf(old, 'visit').put({
      id,
      date: '2026-11-24',
      box: await cipher.seal(record, placeOf('visit', id)),
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
