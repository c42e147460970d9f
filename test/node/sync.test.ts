import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createEnrolCode } from '../../src-hub/administration.ts'
import { commit } from '../../src-renderer/data/commit.ts'
import { tableOf } from '../../src-renderer/data/db.ts'
import { discardSetAside, listSetAside, unsent } from '../../src-renderer/data/outbox.ts'
import { adoptForeign, listLost, readMark } from '../../src-renderer/data/pulled.ts'
import { listRows } from '../../src-renderer/data/records.ts'
import type { Store } from '../../src-renderer/data/store.ts'
import { type Exchange, syncOnce } from '../../src-renderer/sync/engine.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { post, setupHub, type TestHub } from '../builders/hub.ts'
import { aSite, aVisit, setupStore } from '../builders/store.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

type Connected = {
  readonly store: Store
  readonly exchange: Exchange
  readonly sync: () => ReturnType<typeof syncOnce>
}

/** A register connected to the real hub by its real messages. */
async function connected(organisation: string): Promise<Connected> {
  const store = await setupStore()
  const code = await createEnrolCode(hub.db, organisation)
  const { token } = await post(`${hub.url}/v1/enrol`, {
    protocol,
    code,
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  const exchange: Exchange = async ({ message }) => ({
    kind: 'answer',
    response: SyncResponse.parse(await post(`${hub.url}/v1/sync`, message, token)),
  })
  return { store, exchange, sync: () => syncOnce(store, exchange) }
}

const putSite = (store: Store, id: string, fields: Partial<ReturnType<typeof aSite>>) =>
  commit(store, [{ entity: 'site', id, kind: 'put', fields }])

describe('two registers and a real hub', () => {
  it('[S3] show the same after each has pushed and pulled', async () => {
    const organisation = randomUUID()
    const [one, two] = [await connected(organisation), await connected(organisation)]
    await commit(one.store, [
      { entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true },
    ])
    await commit(two.store, [
      {
        entity: 'visit',
        id: randomUUID(),
        kind: 'put',
        fields: aVisit({ serviceLanguage: 'so' }),
        isNew: true,
      },
    ])

    for (const { sync } of [one, two, one]) expect(await sync()).toEqual({ kind: 'all-sent' })

    const [a, b] = [await listRows(one.store, 'visit'), await listRows(two.store, 'visit')]
    expect(a).toHaveLength(2)
    expect(b).toEqual(a)
  })
  it('[S4] keep the value that lost, on both sides, once', async () => {
    const organisation = randomUUID()
    const [one, two] = [await connected(organisation), await connected(organisation)]
    const id = randomUUID()
    await putSite(one.store, id, aSite())
    for (const { sync } of [one, two]) await sync()
    await putSite(one.store, id, { name: 'Nimi A' })
    await putSite(two.store, id, { name: 'Nimi B' })

    for (const { sync } of [one, two, one, two]) await sync()

    for (const { store } of [one, two]) {
      expect((await listRows(store, 'site'))[0]?.fields.name).toBe('Nimi B')
      expect((await listLost(store)).map(({ value }) => value)).toEqual(['Nimi A'])
    }
  })
  it('[S3] go on after an answer that never came', async () => {
    const { store, exchange, sync } = await connected(randomUUID())
    await putSite(store, randomUUID(), aSite())
    const deaf: Exchange = async (input) => {
      await exchange(input)
      return { kind: 'unreachable', reason: 'timeout' }
    }

    expect(await syncOnce(store, deaf)).toEqual({ kind: 'offline', count: 1, reason: 'timeout' })
    expect(await unsent(store)).toMatchObject({ count: 1 })
    expect(await sync()).toEqual({ kind: 'all-sent' })

    expect(await readMark(store)).toBe(1)
    expect(await store.db.outbox.count()).toBe(0)
  })
  it('[S6] show what the hub set aside, and let a person give it up', async () => {
    const { store, sync } = await connected(randomUUID())
    const id = randomUUID()
    await putSite(store, id, aSite())
    await sync()
    const { cipher } = store
    const seal = cipher.seal.bind(cipher)
    // a later version of the program writes a value that this hub does not take
    Object.assign(cipher, {
      seal: (value: { fields?: { name?: unknown } }, place: string) =>
        seal(place.startsWith('outbox') ? { ...value, fields: { name: 5 } } : value, place),
    })
    await putSite(store, id, { name: 'Uusi' })
    Object.assign(cipher, { seal })

    expect(await sync()).toEqual({ kind: 'needs-you', reason: 'set-aside' })
    const [aside] = await listSetAside(store)
    expect(aside?.reason).toContain('name')
    if (aside) await discardSetAside(store, aside)

    expect((await listRows(store, 'site'))[0]?.fields.name).toBe('Pääkirjasto')
    expect(await sync()).toEqual({ kind: 'all-sent' })
  })
  it('[S8] keep records of an entity that this version does not know, and show them once it does', async () => {
    const organisation = randomUUID()
    const [one, two] = [await connected(organisation), await connected(organisation)]
    const op = {
      deviceId: one.store.deviceId,
      id: randomUUID(),
      kind: 'put',
      base: {},
      actor: randomUUID(),
      at: '2031-01-01T00:00:00Z',
    } as const
    await one.exchange({
      message: {
        protocol,
        kind: 'push',
        operations: [
          { ...op, n: 1, entity: 'hologram', fields: { depth: 3 } },
          { ...op, n: 2, id: randomUUID(), entity: 'site', fields: { ...aSite(), door: 'red' } },
        ],
      },
    })
    await two.sync()

    const foreign = await two.store.db.foreign.toArray()
    expect(foreign.map(({ entity }) => entity)).toEqual(['hologram'])
    // the same row, as a version that did not know sites would have left it
    const stored = await tableOf(two.store.db, 'site').toCollection().first()
    await tableOf(two.store.db, 'site').clear()
    await two.store.db.foreign.put({
      entity: 'site',
      id: stored?.id ?? '',
      box: stored?.box ?? new Uint8Array(),
    })
    await adoptForeign(two.store)
    expect((await two.store.db.foreign.toArray()).map(({ entity }) => entity)).toEqual(['hologram'])
    const [site] = await listRows(two.store, 'site')
    await putSite(two.store, site?.id ?? '', { name: 'Uusi nimi' })
    await two.sync()

    const pulled = await one.exchange({ message: { protocol, kind: 'pull', after: 1, limit: 10 } })
    expect(JSON.stringify(pulled)).toContain('"door":"red"')
  })
  it('[S7] stop before a hub that was restored from a backup, and say so', async () => {
    const { store, sync } = await connected(randomUUID())
    await sync()
    await store.db.meta.put({ key: 'epoch', value: randomUUID() })

    expect(await sync()).toEqual({ kind: 'needs-you', reason: 'hub-restored' })
  })
})
