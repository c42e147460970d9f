import { randomBytes, randomUUID } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { registerSettingsId } from '../../../src-shared/domain/organisation/register-settings.ts'
import type { NumberedOperation, Operation } from '../../../src-shared/sync/operation.ts'
import { fromBase64, toBase64 } from '../../../src-shared/text/base64.ts'
import { aPersonRecord } from '../../../test/builders/claims.ts'
import { setupStore } from '../../../test/builders/store.ts'
import { aVisit } from '../../../test/builders/visits.ts'
import { listRows, readRecord } from '../records/records.ts'
import type { Store } from '../register/store.ts'
import { boxes, importBoxKey } from '../sealing/boxes.ts'
import { openRealmKeyring } from '../sealing/realm-keyring.ts'
import { listSetAside } from '../sealing/set-aside-row.ts'
import { commit } from '../writing/commit.ts'
import { listRefused } from './refused.ts'
import { syncStorageOf } from './sync-storage.ts'

const realm = { id: 'k', key: randomBytes(32).toString('base64') }
const [admin, coordinator, adviser, viewer] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()]
const at = '2026-11-20T08:00:00Z'

/** A register that has the realm's key and has heard of four users, by number 4 of the hub's order. */
async function setupHonest(): Promise<Store> {
  const store = await setupStore({ userId: admin })
  store.takeRealmKeyring(await openRealmKeyring([realm]))
  const introduced = { admin, coordinator, adviser, viewer }
  await pull(
    store,
    Object.entries(introduced).map(([role, id], index) => ({
      ...anOperation({ entity: 'user', id, actor: admin, n: index + 1 }),
      fields: { displayName: role, role, active: true, languages: [] },
      seq: index + 1,
    })),
  )
  return store
}

const device = randomUUID()
const anOperation = (over: Partial<Operation> & Pick<Operation, 'entity' | 'actor' | 'n'>): Operation => ({
  deviceId: device,
  id: randomUUID(),
  kind: 'put',
  fields: {},
  base: {},
  at,
  ...over,
})

/** Whatever a device with the key may put into a box. */
async function boxed(outside: Operation, inside: unknown, raw?: Uint8Array): Promise<Operation> {
  const key = await importBoxKey(fromBase64(realm.key))
  const { deviceId, n, id } = outside
  const context = Buffer.from(`${realm.id}/${deviceId}/${n}/${id}`)
  const plain = raw ?? Buffer.concat([Buffer.of(0), Buffer.from(JSON.stringify(inside))])
  const box = toBase64(await boxes.seal(key, plain, context))
  return { ...outside, entity: 'sealed', kind: 'put', base: {}, fields: { box, key: realm.id } }
}
const asBox = ({ entity, kind, fields, base, ...outside }: Operation): Promise<Operation> =>
  boxed({ ...outside, entity, kind, fields, base }, { entity, kind, fields, base })

async function pull(store: Store, operations: readonly NumberedOperation[]): Promise<void> {
  const storage = syncStorageOf(store)
  const opened = (await Promise.all(operations.map((op) => storage.fromWire(op)))).filter((op) => op !== null)
  const seq = operations.at(-1)?.seq ?? 0
  await storage.storePulled(opened, { seq, stamp: null })
}
const reasons = async (store: Store) => (await listRefused(store)).map(({ reason }) => reason)
const personNames = async (store: Store) => (await listRows(store, 'person')).map(({ fields }) => fields.name)

const forged = [
  ['a user as administrator', 'user', { displayName: 'x', role: 'admin', active: true, languages: [] }],
  ['settings', 'registerSettings', { note: 'x' }],
  ['a key of the realm', 'realmKey', { keyId: 'x', generation: 99, boxes: {}, previous: null }],
  ['a visit', 'visit', aVisit()],
  ['a month', 'period', { month: '2026-10', state: 'open', log: [] }],
  ['a reminder of this device', 'reminder', { createdOn: '2026-11-20', dueOn: '2026-11-21', text: 'x' }],
] as const
it.each(forged)(
  'D6: takes %s out of no box, whoever sealed it, and keeps it where people see it',
  async (_, entity, fields) => {
    const store = await setupHonest()
    const id = entity === 'registerSettings' ? registerSettingsId : coordinator
    const before = await listRows(store, entity)
    const bad = await asBox(
      anOperation({ entity, id, actor: admin, n: 5, fields: fields as Operation['fields'] }),
    )
    const good = await asBox(
      anOperation({ entity: 'person', actor: coordinator, n: 6, fields: aPersonRecord() as never }),
    )

    await pull(store, [
      { ...bad, seq: 5 },
      { ...good, seq: 6 },
    ])

    expect(await listRows(store, entity)).toEqual(before)
    expect(await reasons(store)).toEqual(['box'])
    expect(await personNames(store)).toEqual([aPersonRecord().name])
  },
)

it('D6: takes nothing openly that may only come in a box', async () => {
  const store = await setupHonest()
  const bad = anOperation({ entity: 'deviceKey', actor: admin, n: 5, fields: { publicKey: 'x' } })
  const own = anOperation({ entity: 'reminder', actor: admin, n: 6, fields: { text: 'x' } })

  await pull(store, [
    { ...bad, seq: 5 },
    { ...own, seq: 6 },
  ])

  expect(await reasons(store)).toEqual(['plain', 'plain'])
  expect((await readRecord(store, 'deviceKey', bad.id)).record.fields).toEqual({})
})

it.each([
  ['an adviser', 'person', adviser],
  ['a viewer', 'person', viewer],
  ['somebody whom nobody has introduced', 'person', randomUUID()],
  ['a coordinator', 'erasure', coordinator],
  ['an adviser, of a later version', 'hologram', adviser],
])('D6: refuses what %s may not write in the sealed realm (%s)', async (_, entity, actor) => {
  const store = await setupHonest()

  await pull(store, [{ ...(await asBox(anOperation({ entity, actor, n: 5, fields: {} }))), seq: 5 }])

  expect(await reasons(store)).toEqual(['role'])
})

it('D6: judges by the role that the order gave before it, not by the one that came later', async () => {
  const store = await setupHonest()
  const first = { ...aPersonRecord(), name: 'Ennen' } as never
  const second = { ...aPersonRecord(), name: 'Jälkeen' } as never
  const demoted = anOperation({
    entity: 'user',
    id: coordinator,
    actor: admin,
    n: 6,
    fields: { role: 'adviser' },
  })

  await pull(store, [
    { ...(await asBox(anOperation({ entity: 'person', actor: coordinator, n: 5, fields: first }))), seq: 5 },
    { ...demoted, seq: 6 },
    { ...(await asBox(anOperation({ entity: 'person', actor: coordinator, n: 7, fields: second }))), seq: 7 },
  ])

  expect(await personNames(store)).toEqual(['Ennen'])
  expect(await reasons(store)).toEqual(['role'])
})

it('D6: believes no box that names another author, place or number', async () => {
  const store = await setupHonest()
  const outside = anOperation({ entity: 'erasure', actor: coordinator, n: 5 })
  const { id } = outside
  const inside = { entity: 'person', kind: 'put', fields: aPersonRecord(), base: {} }
  const lying = { ...inside, actor: admin, id: randomUUID(), n: 1, seq: 1, deviceId: store.deviceId }

  await pull(store, [{ ...(await boxed(outside, lying)), seq: 5 }])

  expect(await listRows(store, 'person')).toMatchObject([{ id }])
  expect((await readRecord(store, 'person', id)).record.history).toMatchObject([
    { actor: coordinator, n: 5, seq: 5 },
  ])
})

it.each([
  ['no JSON', Buffer.from('\u0000{"entity":'), 'malformed'],
  ['no operation', Buffer.from('\u00005'), 'malformed'],
  [
    'a kind that there is not',
    Buffer.from('\u0000{"entity":"person","kind":"explode","fields":{},"base":{}}'),
    'malformed',
  ],
  ['no fields', Buffer.from('\u0000{"entity":"person","kind":"put"}'), 'malformed'],
  [
    'half a packed text',
    Buffer.concat([Buffer.of(1), deflateRawSync(Buffer.alloc(5000)).subarray(0, 9)]),
    'malformed',
  ],
  [
    '100 MB of zeros in 100 kB',
    Buffer.concat([Buffer.of(1), deflateRawSync(Buffer.alloc(100_000_000))]),
    'malformed',
  ],
  [
    'a word for a list',
    Buffer.from('\u0000{"entity":"person","kind":"put","fields":{"residence":"x"},"base":{}}'),
    'field: residence',
  ],
])('D6: stops at no box with %s in it', async (_, raw, reason) => {
  const store = await setupHonest()
  const bad = await boxed(anOperation({ entity: 'person', actor: coordinator, n: 5 }), null, raw)
  const good = await asBox(
    anOperation({ entity: 'person', actor: coordinator, n: 6, fields: aPersonRecord() as never }),
  )

  await pull(store, [
    { ...bad, seq: 5 },
    { ...good, seq: 6 },
  ])

  expect(await reasons(store)).toEqual([reason])
  expect(await personNames(store)).toEqual([aPersonRecord().name])
})

it('D6: tells of a box that was moved or changed on the way', async () => {
  const store = await setupHonest()
  const sealed = await asBox(
    anOperation({ entity: 'person', actor: coordinator, n: 5, fields: aPersonRecord() as never }),
  )

  await pull(store, [{ ...sealed, id: randomUUID(), seq: 5 }])

  expect(await reasons(store)).toEqual(['damaged'])
})

it('D6: puts an own change that others will refuse on the desk, once, and lets the rest pass', async () => {
  const store = await setupHonest()
  const op = anOperation({
    entity: 'erasure',
    actor: coordinator,
    n: 1,
    deviceId: store.deviceId,
    fields: { reason: 'x' },
  })

  await pull(store, [{ ...(await asBox(op)), seq: 5 }])

  expect(await listSetAside(store)).toMatchObject([
    { n: 1, reason: 'role', operation: { entity: 'erasure' } },
  ])
  await store.db.setAside.clear()
  await pull(store, [{ ...(await asBox(op)), seq: 5 }])
  expect(await listSetAside(store)).toEqual([])
  expect(await reasons(store)).toEqual(['role'])
})

it('D6: what was erased is still taken, and a later entity stays what it came as', async () => {
  const store = await setupHonest()
  const id = randomUUID()
  const erased = Object.fromEntries(Object.keys(aPersonRecord()).map((name) => [name, null]))
  await pull(store, [
    {
      ...(await asBox(
        anOperation({ entity: 'person', id, actor: coordinator, n: 5, fields: aPersonRecord() as never }),
      )),
      seq: 5,
    },
    {
      ...(await asBox(
        anOperation({
          entity: 'person',
          id,
          actor: coordinator,
          n: 6,
          fields: { ...erased, isDeleted: true },
        }),
      )),
      seq: 6,
    },
    {
      ...(await asBox(anOperation({ entity: 'hologram', actor: coordinator, n: 7, fields: { depth: 3 } }))),
      seq: 7,
    },
  ])

  expect(await reasons(store)).toEqual([])
  expect(await listRows(store, 'person')).toEqual([])
  expect((await readRecord(store, 'person', id)).record.fields.name).toBeNull()
  expect((await store.db.foreign.toArray()).map(({ entity }) => entity)).toEqual(['sealed:hologram'])
  // should it have to be written again, it leaves in a box
  const again = await syncStorageOf(store).toWire(
    anOperation({ entity: 'sealed:hologram', actor: admin, n: 9 }),
  )
  expect(again.entity).toBe('sealed')
  expect(await syncStorageOf(store).fromWire({ ...again, seq: 9 })).toMatchObject({
    entity: 'sealed:hologram',
  })
})

it('D6: reads all again to the same end, and writes nothing again that it does not take', async () => {
  const store = await setupHonest()
  const users = await listRows(store, 'user')
  const storage = syncStorageOf(store)
  const bad = await asBox(
    anOperation({ entity: 'user', id: coordinator, actor: admin, n: 5, fields: { role: 'admin' } }),
  )
  const order: NumberedOperation[] = [
    ...Object.entries({ admin, coordinator, adviser, viewer }).map(([role, id], index) => ({
      ...anOperation({ entity: 'user', id, actor: admin, n: index + 1 }),
      fields: { displayName: role, role, active: true, languages: [] },
      seq: index + 1,
    })),
    { ...bad, seq: 5 },
  ]
  // as an earlier version took it
  const inside = { ...bad, entity: 'user', fields: { role: 'admin' }, seq: 5 } as NumberedOperation
  await storage.storePulled([inside], { seq: 5, stamp: null })
  expect((await listRows(store, 'user')).find(({ id }) => id === coordinator)?.fields.role).toBe('admin')

  const opened = (await Promise.all(order.map((op) => storage.fromWire(op)))).filter((op) => op !== null)
  const operations = Map.groupBy(opened, ({ entity, id }) => `${entity}/${id}`)
  await storage.enterEpoch({ epoch: randomUUID(), lastN: 0, operations, upTo: 5, stamp: null })

  expect(await listRows(store, 'user')).toEqual(users)
  expect(await reasons(store)).toEqual(['box'])
  expect(await storage.unsent()).toEqual({ count: 0, since: null })
  await commit(store, [{ entity: 'user', id: adviser, kind: 'put', fields: { active: false } }])
  expect(await storage.unsent()).toMatchObject({ count: 1 })
})
