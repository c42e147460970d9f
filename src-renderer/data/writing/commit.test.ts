import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { ContactCardFields } from '../../../src-shared/domain/visits/contact-card.ts'
import { aLine, aPersonRecord } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aSite, aVisit } from '../../../test/builders/visits.ts'
import { tableOf } from '../database/db.ts'
import { listRows, readRecord } from '../records/records.ts'
import { unsent } from '../syncing/outbox.ts'
import type { Change } from './change.ts'
import { commit } from './commit.ts'

const put = (id: string, fields: ReturnType<typeof aVisit>) =>
  ({ entity: 'visit', id, kind: 'put', fields, isNew: true }) as const

const aCard = (over: Partial<ContactCardFields>): ContactCardFields => ({
  nameFi: 'Maahanmuuttovirasto',
  nameSv: '',
  nameEn: '',
  forFi: '',
  forSv: '',
  forEn: '',
  phone: '',
  web: '',
  address: '',
  isUrgent: false,
  ...over,
})

describe('commit', () => {
  it('stores row, operation and audit together, none of them readable', async () => {
    const store = await setupStore()
    const id = randomUUID()

    await commit(store, [put(id, aVisit({ topics: ['T12'] }))])

    const rows = [
      ...(await tableOf(store.db, 'visit').toArray()),
      ...(await store.db.outbox.toArray()),
      ...(await store.db.audit.toArray()),
    ]
    expect(rows).toHaveLength(3)
    expect(rows.map((row) => Buffer.from(row.box).toString('latin1')).join()).not.toContain('T12')
    expect(Object.keys(rows[0] ?? {}).toSorted()).toEqual(['box', 'date', 'id'])
    expect((await listRows(store, 'visit'))[0]?.fields.topics).toEqual(['T12'])
  })
  it('stores nothing at all when one of several changes is not valid', async () => {
    const store = await setupStore()

    const done = await commit(store, [
      put(randomUUID(), aVisit()),
      put(randomUUID(), aVisit({ topics: ['NOPE'] })),
    ])

    expect(done).toEqual({
      ok: false,
      error: { kind: 'invalid', entity: 'visit', problems: [{ id: 'V17', field: 'topics' }] },
    })
    expect(await tableOf(store.db, 'visit').count()).toBe(0)
    expect(await unsent(store)).toEqual({ count: 0, since: null })
  })
  it.each([
    ['V01', 'date', { date: '2027-01-01' }],
    ['V04', 'partySize', { partySize: null }],
    ['V06', 'topics', { topics: [] }],
    ['V07', 'referrals', { measures: ['M11'] }],
    ['V09', 'interpreterLanguage', { interpreterMode: 'phone' }],
    ['V13', 'setting', { channel: 'email' }],
    ['V17', 'channel', { channel: '__proto__' }],
    ['shape', 'date', { date: '2026-02-30' }],
    ['shape', 'note', { note: 'x'.repeat(201) }],
    ['T01', 'note', { note: 'puolikas \ud83d' }],
    ['T01', 'note', { note: 'nolla \u0000' }],
  ])('refuses a visit against %s and names %s', async (id, field, over) => {
    const store = await setupStore()

    const done = await commit(store, [put(randomUUID(), aVisit(over))])

    expect(done).toMatchObject({ ok: false, error: { problems: [{ id, field }] } })
  })
  it.each([
    ['site', 'name', aSite({ name: 'Kirjasto, soita 050 123 4567' })],
    ['site', 'name', aSite({ name: '131052-308T' })],
    [
      'user',
      'displayName',
      { displayName: 'Aino aino@example.org', role: 'adviser', active: true, languages: [] },
    ],
    ['device', 'name', { name: 'Kone FI21 1234 5600 0007 85' }],
    ['contactCard', 'forFi', aCard({ forFi: 'asiakas 131052-308T' })],
  ] as const)(
    'C1: refuses what names a person in the open realm (%s.%s), for all ways come through here',
    async (entity, field, fields) => {
      const store = await setupStore()

      const done = await commit(store, [
        { entity, id: randomUUID(), kind: 'put', fields, isNew: true } as Change,
      ])

      expect(done).toMatchObject({ ok: false, error: { kind: 'invalid', problems: [{ id: 'T02', field }] } })
      expect(await store.db.outbox.count()).toBe(0)
    },
  )
  it('C1: takes the telephone of an office, and persons as they are in the sealed realm', async () => {
    const store = await setupStore()

    const done = await commit(store, [
      {
        entity: 'contactCard',
        id: randomUUID(),
        kind: 'put',
        fields: aCard({ phone: '029 123 4567' }),
        isNew: true,
      },
      { entity: 'person', id: randomUUID(), kind: 'put', fields: aPersonRecord(), isNew: true },
    ])

    expect(done).toEqual({ ok: true, value: null })
  })
  it('lets only the declared roles write', async () => {
    const store = await setupStore()
    store.workAs('viewer')

    expect(await commit(store, [put(randomUUID(), aVisit())])).toEqual({
      ok: false,
      error: { kind: 'not-allowed' },
    })
  })
  it('numbers operations densely, across restarts, and skips what changes nothing', async () => {
    const store = await setupStore()
    const id = randomUUID()
    await commit(store, [put(id, aVisit())])
    await commit(store, [{ entity: 'visit', id, kind: 'put', fields: { outcome: 'resolved' } }])
    store.close()

    const again = await setupStore({ name: store.name })
    await commit(again, [{ entity: 'visit', id, kind: 'put', fields: { outcome: 'continues' } }])

    expect((await again.db.outbox.toArray()).map(({ n }) => n)).toEqual([1, 2])
  })
  it('keeps sealed records on the device', async () => {
    const store = await setupStore()
    const fields = {
      ref: 'A1',
      name: 'Nimi',
      birthDate: '1990-05-01',
      identityCode: null,
      permitDecidedOn: null,
      permitValidFrom: null,
      permitValidTo: null,
      migriNumber: null,
      familyTieId: null,
      tieBeforeArrival: null,
      permitGround: '87',
      quota: false,
      firstPermit: null,
      residence: [],
      death: null,
      citizenship: null,
      parentId: null,
      source: '',
      recordedBy: null,
    }

    await commit(store, [{ entity: 'person', id: randomUUID(), kind: 'put', fields, isNew: true }])

    expect(await listRows(store, 'person')).toHaveLength(1)
    expect(await unsent(store)).toEqual({ count: 0, since: null })
  })
  it('deletes and brings back', async () => {
    const store = await setupStore()
    const id = randomUUID()
    await commit(store, [put(id, aVisit())])

    await commit(store, [{ entity: 'visit', id, kind: 'delete' }])
    expect(await listRows(store, 'visit')).toEqual([])
    await commit(store, [{ entity: 'visit', id, kind: 'restore' }])

    expect(await listRows(store, 'visit')).toHaveLength(1)
  })
  it('does not open a row that was moved or changed, or with another key', async () => {
    const store = await setupStore()
    const [one, two] = [randomUUID(), randomUUID()]
    await commit(store, [put(one, aVisit()), put(two, aVisit({ outcome: 'continues' }))])
    const row = await tableOf(store.db, 'visit').get(one)
    await tableOf(store.db, 'visit').put({
      ...(await tableOf(store.db, 'visit').get(two)),
      box: row?.box ?? new Uint8Array(),
      id: two,
      date: '2026-11-24',
    })

    await expect(listRows(store, 'visit')).rejects.toThrow('cannot be opened')
    store.close()
    const key = Buffer.alloc(32, 7).toString('base64')
    const other = await setupStore({ name: store.name, key })
    expect(other.columns.size()).toBe(0)
    await expect(listRows(other, 'visit')).rejects.toThrow('cannot be opened')
  })
  it('erases for good: of the record its place stays, and nothing of what it held; what the hub knows of is not erased', async () => {
    const store = await setupStore()
    const [id, visit] = [randomUUID(), randomUUID()]
    const fields = aLine({ supplier: 'Salainen Oy' })
    await commit(store, [{ entity: 'claimLine', id, kind: 'put', fields, isNew: true }, put(visit, aVisit())])

    expect(await commit(store, [{ entity: 'claimLine', id, kind: 'erase' }], 'erased')).toEqual({
      ok: true,
      value: null,
    })

    expect(await listRows(store, 'claimLine')).toEqual([])
    const { record } = await readRecord(store, 'claimLine', id)
    expect(record).toMatchObject({ fields: { claimId: fields.claimId, isDeleted: true } })
    expect(JSON.stringify(record)).not.toContain('Salainen')
    expect(record.history).toBeUndefined()
    await commit(store, [{ entity: 'claimLine', id, kind: 'restore' }])
    expect(await listRows(store, 'claimLine')).toEqual([])
    expect(await commit(store, [{ entity: 'visit', id: visit, kind: 'erase' }])).toEqual({
      ok: false,
      error: { kind: 'not-allowed' },
    })
  })
})
