import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '../../src-hub/archive/backup.ts'
import { createHub } from '../../src-hub/http/server.ts'
import { openDb, tableOf } from '../../src-renderer/data/database/db.ts'
import { schema } from '../../src-renderer/data/database/schema.ts'
import { lateChanges } from '../../src-renderer/data/records/late-changes.ts'
import { listRows, readRecord } from '../../src-renderer/data/records/records.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { openRealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { recordKey } from '../../src-renderer/data/sealing/sealed-record.ts'
import { listSetAside } from '../../src-renderer/data/sealing/set-aside-row.ts'
import { decide, readConflicts } from '../../src-renderer/data/syncing/conflicts.ts'
import { goOnAsAnother, isRenewing } from '../../src-renderer/data/syncing/new-identity.ts'
import { nextToSend, unsent } from '../../src-renderer/data/syncing/outbox.ts'
import { discardSetAside } from '../../src-renderer/data/syncing/set-aside.ts'
import { shareSealed } from '../../src-renderer/data/syncing/share-sealed.ts'
import { adoptForeign, listLost, readMark } from '../../src-renderer/data/syncing/store-pulled.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import { startSyncLoop } from '../../src-renderer/sync/loop.ts'
import type { Exchange } from '../../src-renderer/sync/pace.ts'
import { periodId } from '../../src-shared/domain/visits/period.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { aPersonRecord } from '../builders/claims.ts'
import { enrolCodeFor, post, setupHub, type TestHub } from '../builders/hub.ts'
import { setupStore } from '../builders/store.ts'
import { aSite, aVisit } from '../builders/visits.ts'

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
async function connected(organisation: string, url = hub.url): Promise<Connected> {
  const store = await setupStore()
  const code = await enrolCodeFor(hub.db, organisation)
  const { token } = await post(`${url}/v1/enrol`, {
    protocol,
    code,
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  const exchange: Exchange = async ({ message }) => ({
    kind: 'answer',
    response: SyncResponse.parse(await post(`${url}/v1/sync`, message, token)),
  })
  return { store, exchange, sync: () => syncOnce(syncStorageOf(store), exchange) }
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
  it('[S9] never say "all sent" over an unsent change, also while an answer hangs', async () => {
    const { store, exchange } = await connected(randomUUID())
    let release = (): void => undefined
    let held: Promise<void> | null = null
    const slow: Exchange = async (input) => {
      await held
      return exchange(input)
    }
    const shown: string[] = []
    const loop = startSyncLoop(store, slow, ({ kind }) => shown.push(kind))
    await loop.syncNow()
    expect(shown.at(-1)).toBe('all-sent')
    held = new Promise((resolve) => {
      release = resolve
    })

    const hanging = loop.syncNow()
    await putSite(store, randomUUID(), aSite())
    await expect.poll(() => shown.at(-1)).toBe('waiting')

    release()
    await hanging
    await expect.poll(() => shown.at(-1)).toBe('all-sent')
    loop.stop()
  })
  it('[S3] go on after an answer that never came', async () => {
    const { store, exchange, sync } = await connected(randomUUID())
    await putSite(store, randomUUID(), aSite())
    const deaf: Exchange = async (input) => {
      await exchange(input)
      return { kind: 'unreachable', reason: 'timeout' }
    }

    expect(await syncOnce(syncStorageOf(store), deaf)).toEqual({
      kind: 'offline',
      count: 1,
      reason: 'timeout',
    })
    expect(await unsent(store)).toMatchObject({ count: 1 })
    expect(await sync()).toEqual({ kind: 'all-sent' })

    expect(await readMark(store)).toMatchObject({ seq: 1 })
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
      seal: (value: readonly object[], place: string) =>
        seal(place.startsWith('outbox') ? value.map((op) => ({ ...op, fields: { name: 5 } })) : value, place),
    })
    await putSite(store, id, { name: 'Uusi' })
    Object.assign(cipher, { seal })

    expect(await sync()).toEqual({ kind: 'needs-you', reason: 'set-aside' })
    const [aside] = await listSetAside(store)
    expect(aside?.reason).toBe('field: name')
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
  it('[S7] send again what a hub has lost that was restored from a backup', async () => {
    const organisation = randomUUID()
    const [one, two] = [await connected(organisation), await connected(organisation)]
    const [early, late] = [randomUUID(), randomUUID()]
    await putSite(one.store, early, aSite({ name: 'Ennen' }))
    for (const { sync } of [one, two]) await sync()
    const { rows } = await hub.db.query<{ id: string; seq: number }>(
      'SELECT id, last_seq AS seq FROM organisations WHERE name = $1',
      [organisation],
    )
    const [org] = rows
    await putSite(one.store, late, aSite({ name: 'Jälkeen' }))
    await putSite(one.store, early, { name: 'Muutettu' })
    for (const { sync } of [one, two]) await sync()
    await putSite(two.store, late, { name: 'Kahden' })

    // what a restore leaves: nothing of what came after the backup, under the epoch of before
    await hub.db.query('DELETE FROM operations WHERE org_id = $1 AND seq > $2', [org?.id, org?.seq])
    await hub.db.query('UPDATE organisations SET last_seq = $2 WHERE id = $1', [org?.id, org?.seq])
    await hub.db.query('UPDATE devices SET last_n = least(last_n, 1) WHERE org_id = $1', [org?.id])

    for (const { sync } of [one, two, one, two]) expect(await sync()).toEqual({ kind: 'all-sent' })

    for (const { store } of [one, two])
      expect((await listRows(store, 'site')).map(({ fields }) => fields.name).toSorted()).toEqual([
        'Kahden',
        'Muutettu',
      ])
  })
  it('[S7] find out that other operations stand before the one at their mark', async () => {
    const organisation = randomUUID()
    const [one, two, three] = [
      await connected(organisation),
      await connected(organisation),
      await connected(organisation),
    ]
    await putSite(two.store, randomUUID(), aSite({ name: 'Kahden' }))
    await two.sync()
    await putSite(one.store, randomUUID(), aSite({ name: 'Yhden' }))
    const [again] = await nextToSend(one.store, 1)
    for (const { sync } of [one, two]) await sync()

    // restored without a trace; then another device comes first, and a message that a proxy held back after it
    const { rows } = await hub.db.query<{ id: string }>('SELECT id FROM organisations WHERE name = $1', [
      organisation,
    ])
    await hub.db.query('DELETE FROM operations WHERE org_id = $1', [rows[0]?.id])
    await hub.db.query('UPDATE organisations SET last_seq = 0 WHERE id = $1', [rows[0]?.id])
    await hub.db.query('UPDATE devices SET last_n = 0 WHERE org_id = $1', [rows[0]?.id])
    await putSite(three.store, randomUUID(), aSite({ name: 'Kolmannen' }))
    await three.sync()
    await one.exchange({ message: { protocol, kind: 'push', operations: [again] } })
    // the first of the two never comes back; at the mark of the other stands the very operation that it had read there
    for (const { sync } of [one, three, one]) expect(await sync()).toEqual({ kind: 'all-sent' })

    for (const { store } of [one, three])
      expect((await listRows(store, 'site')).map(({ fields }) => fields.name).toSorted()).toEqual([
        'Kahden',
        'Kolmannen',
        'Yhden',
      ])
  })
  it('go on as another device where their folder was put back from a copy, and lose nothing (visits.md §12)', async () => {
    const organisation = randomUUID()
    const other = await connected(organisation)
    const name = randomUUID()
    const first = await setupStore({ name })
    const { token } = await post(`${hub.url}/v1/enrol`, {
      protocol,
      code: await enrolCodeFor(hub.db, organisation),
      deviceId: first.deviceId,
      deviceName: 'PC',
      organisationId: null,
    })
    let current = token
    const syncOf = (store: Store) => () =>
      syncOnce(syncStorageOf(store), async ({ message }) => ({
        kind: 'answer',
        response: SyncResponse.parse(await post(`${hub.url}/v1/sync`, message, current)),
      }))
    const add = (store: Store, siteName: string) => putSite(store, randomUUID(), aSite({ name: siteName }))
    const shared = randomUUID()
    await putSite(first, shared, aSite({ name: 'Yhteinen' }))
    await syncOf(first)()
    await add(first, 'Ennen kopiota, lähettämättä')
    const copy = await Promise.all(
      first.db.tables.map(
        async (table) =>
          [table.name, await table.toArray(), await table.toCollection().primaryKeys()] as const,
      ),
    )
    await add(first, 'Kopion jälkeen')
    await putSite(first, shared, { name: 'Muutettu kopion jälkeen' })
    await syncOf(first)()
    first.close()

    // the folder as it was when it was copied, and its token
    const back = await setupStore({ name })
    for (const [table, rows, keys] of copy) {
      await back.db.table(table).clear()
      if (back.db.table(table).schema.primKey.keyPath) await back.db.table(table).bulkPut(rows)
      else await back.db.table(table).bulkPut(rows, keys)
    }
    back.close()
    const store = await setupStore({ name })
    expect(store.deviceId).toBe(first.deviceId)
    await add(store, 'Palautuksen jälkeen')
    await putSite(store, shared, { name: 'Muutettu palautuksen jälkeen' })
    const sync = syncOf(store)
    expect(await sync()).toEqual({ kind: 'needs-you', reason: 'copied' })

    // cut before the hub has heard of it: nothing is sent, and the next try goes on
    expect(await goOnAsAnother(store, async () => ({ kind: 'unreachable', reason: 'offline' }))).toBe(false)
    expect(await isRenewing(store)).toBe(true)
    const newId = store.deviceId
    expect(newId).not.toBe(first.deviceId)
    expect(await nextToSend(store, 10)).toEqual([])
    const isDone = await goOnAsAnother(store, async ({ deviceId }) => {
      const answer = await post(`${hub.url}/v1/renew`, { protocol, deviceId }, current)
      current = answer.token
      return { kind: 'renewed' }
    })
    expect([isDone, store.deviceId]).toEqual([true, newId])
    for (let round = 0; round < 2; round++)
      for (const each of [sync, other.sync]) expect(await each()).toEqual({ kind: 'all-sent' })

    for (const each of [store, other.store]) {
      expect((await listRows(each, 'site')).map(({ fields }) => fields.name).toSorted()).toEqual([
        'Ennen kopiota, lähettämättä',
        'Kopion jälkeen',
        'Muutettu palautuksen jälkeen',
        'Palautuksen jälkeen',
      ])
      // what it had written before it was put back, and did not know of any more, is on the desk
      expect((await listLost(each)).map(({ value }) => value)).toEqual(['Muutettu kopion jälkeen'])
    }
    const { rows } = await hub.db.query('SELECT renewed_from FROM devices WHERE id = $1', [newId])
    expect(rows).toEqual([{ renewed_from: first.deviceId }])
    // somebody else's id is nobody's to take
    expect(await post(`${hub.url}/v1/renew`, { protocol, deviceId: other.store.deviceId }, current)).toEqual({
      kind: 'refused',
      reason: 'device',
    })
  })
  it('list what was changed without knowing that its month was closed, and what was logged after access had ended (visits.md §12)', async () => {
    const organisation = randomUUID()
    const [office, far] = [await connected(organisation), await connected(organisation)]
    const [old, late] = [randomUUID(), randomUUID()]
    const user = (role: 'admin' | 'adviser') => ({ displayName: 'Jaana', role, active: true, languages: [] })
    const visit = (store: Store, id: string, fields: Partial<ReturnType<typeof aVisit>>, isNew = false) =>
      commit(store, [{ entity: 'visit', id, kind: 'put', fields, isNew }])
    await commit(office.store, [
      { entity: 'user', id: office.store.userId, kind: 'put', fields: user('admin'), isNew: true },
      { entity: 'user', id: far.store.userId, kind: 'put', fields: user('adviser'), isNew: true },
    ])
    await visit(office.store, old, aVisit(), true)
    for (const { sync } of [office, far]) await sync()
    expect(await lateChanges(office.store, '2026-11')).toEqual([])

    // the office closes the month and ends an access; far away, nobody knows, and the clock is years behind
    const stamp = { changedBy: office.store.userId, changedAt: '2026-12-01T10:00:00Z' }
    await commit(office.store, [
      {
        entity: 'period',
        id: periodId('2026-11'),
        kind: 'put',
        isNew: true,
        fields: {
          month: '2026-11',
          state: 'closed',
          reason: '',
          contacts: 1,
          hash: 'a'.repeat(64),
          ...stamp,
        },
      },
      { entity: 'user', id: far.store.userId, kind: 'put', fields: { active: false } },
    ])
    await office.sync()
    await visit(far.store, old, { topics: ['T02'] })
    await visit(far.store, late, aVisit(), true)
    for (const { sync } of [far, office, far]) expect(await sync()).toEqual({ kind: 'all-sent' })

    for (const { store } of [office, far]) {
      expect((await lateChanges(store, '2026-11')).map(({ kind, id }) => [kind, id]).toSorted()).toEqual(
        [
          ['after-access', old],
          ['after-access', late],
          ['after-close', old],
        ].toSorted(),
      )
      // the rows are taken, and what was said of the closed month stands
      expect((await readRecord(store, 'visit', old)).record.fields.topics).toEqual(['T02'])
      expect(store.reference.periods.get('2026-11')).toMatchObject({ state: 'closed', contacts: 1 })
    }
    // known about, it is an ordinary change
    await commit(far.store, [
      {
        entity: 'period',
        id: periodId('2026-11'),
        kind: 'put',
        fields: { state: 'reopened', reason: 'korjaus' },
      },
    ])
    expect((await lateChanges(far.store, '2026-11')).map(({ kind }) => kind)).toEqual([
      'after-access',
      'after-access',
    ])
  })
  it('[S8] takes what a device wrote five versions of its register ago', async () => {
    const name = randomUUID()
    const version = (schema.at(-1)?.version ?? 0) - 5
    const [writer, reader] = [await setupStore(), await connected(randomUUID())]
    await commit(
      writer,
      Array.from({ length: 1000 }, () => ({
        ...({ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true } as const),
      })),
    )
    const operations = await nextToSend(writer, 1000)
    const old = await openDb(name, version)
    const { cipher } = writer
    // as that version left them: one operation a row, in the shape of before
    for (const op of operations)
      await old.outbox.put({
        n: op.n,
        seq: 0,
        at: op.at,
        box: await cipher.seal({ ...op, deviceId: reader.store.deviceId }, recordKey('outbox', String(op.n))),
      })
    await old.meta.bulkPut([
      { key: 'lastN', value: 1000 },
      { key: 'deviceId', value: reader.store.deviceId },
    ])
    old.close()
    const upgraded = await setupStore({ name })

    expect(await unsent(upgraded)).toMatchObject({ count: 1000 })
    expect(await syncOnce(syncStorageOf(upgraded), reader.exchange)).toEqual({ kind: 'all-sent' })

    expect(await listRows(upgraded, 'visit')).toHaveLength(1000)
  })

  it('share claims that the hub cannot read: none of 1,000 planted words is in its database, its log or a backup', async () => {
    const organisation = randomUUID()
    const logged: string[] = []
    const talkative = await createHub({
      db: hub.db,
      logLevel: 'trace',
      logTo: { write: (line: string) => void logged.push(line) },
    })
    const url = await talkative.listen({ host: '127.0.0.1', port: 0 })
    const [one, two, stranger] = [
      await connected(organisation, url),
      await connected(organisation, url),
      await connected(organisation, url),
    ]
    const planted = Array.from({ length: 1000 }, () => `salaisuus-${randomUUID()}`)
    const key = [{ id: 'k', key: randomBytes(32).toString('base64') }]
    const putPerson = (store: Store, id: string, name: string) =>
      commit(store, [{ entity: 'person', id, kind: 'put', fields: { ...aPersonRecord(), name } }])
    const ids = planted.map(() => randomUUID())
    // half of them were there before anything was shared
    for (const [index, name] of planted.slice(0, 500).entries())
      await putPerson(one.store, ids[index] ?? '', name)
    expect(await unsent(one.store)).toMatchObject({ count: 0 })
    one.store.takeRealmKeyring(await openRealmKeyring(key))
    expect(await shareSealed(one.store)).toBe(500)
    await commit(
      one.store,
      planted.slice(500).map((name, index) => ({
        ...({ entity: 'person', id: ids[500 + index] ?? '', kind: 'put' } as const),
        fields: { ...aPersonRecord(), name },
      })),
    )
    expect(await one.sync()).toEqual({ kind: 'all-sent' })

    // without the key nothing is seen, and nothing is in the way
    for (const { sync, store } of [two, stranger]) {
      expect(await sync()).toEqual({ kind: 'all-sent' })
      expect(await listRows(store, 'person')).toEqual([])
    }
    two.store.takeRealmKeyring(await openRealmKeyring(key))
    await shareSealed(two.store)
    expect(await two.sync()).toEqual({ kind: 'all-sent' })
    const names = async ({ store }: Connected) =>
      (await listRows(store, 'person')).map(({ fields }) => fields.name).toSorted()
    expect(await names(two)).toEqual(planted.toSorted())

    // edits merge as in the open, what loses is kept, and what is erased leaves no value anywhere
    const [id = '', gone = ''] = ids
    await putPerson(one.store, id, 'Yksi muutos')
    await putPerson(two.store, id, 'Kaksi muutosta')
    const boxesOf = async (record: string) =>
      (
        await hub.db.query<{ box: string | null }>(
          `SELECT body::jsonb->'fields'->>'box' AS box FROM operations WHERE sealed_id = $1 ORDER BY seq`,
          [record],
        )
      ).rows.map(({ box }) => box !== null)
    expect(await boxesOf(gone)).toEqual([true])
    await commit(one.store, [{ entity: 'person', id: gone, kind: 'erase' }])
    for (const { sync } of [one, two, one, two]) await sync()
    // the hub keeps the place of what was erased in its order, and lets go of the box
    expect(await boxesOf(gone)).toEqual([false, true])
    expect(await boxesOf(id)).toEqual([true, true, true])
    for (const { store } of [one, two]) {
      expect((await listRows(store, 'person')).find((row) => row.id === id)?.fields.name).toBe(
        'Kaksi muutosta',
      )
      expect((await listLost(store)).map(({ value }) => value)).toEqual(['Yksi muutos'])
      const { record } = await readRecord(store, 'person', gone)
      expect(Object.values(record.fields).filter((value) => value !== null)).toEqual([true])
    }
    const [conflict] = (await readConflicts(one.store)).open
    if (conflict) await decide(one.store, [conflict], 'other')
    for (const { sync } of [one, two]) await sync()
    expect((await readConflicts(two.store)).open).toEqual([])

    const { rows: tables } = await hub.db.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public'",
    )
    let all = ''
    for (const { name } of tables)
      all += (await hub.db.query<{ row: string }>(`SELECT t::text AS row FROM "${name}" t`)).rows
        .map(({ row }) => row)
        .join('\n')
    expect(all).toContain('sealed')
    const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'alpo-planted-')), 'hub.backup')
    await backup(hub.db, file)
    const kept = gunzipSync(readFileSync(file)).toString('utf8')
    expect(kept).toContain('sealed')
    await talkative.close()
    const log = logged.join('')
    expect(log).toContain('/v1/sync')
    for (const place of [all, kept, log])
      for (const word of [...planted, 'Kaksi muutosta', 'Yksi muutos', 'identityCode', '"person"'])
        expect(place.includes(word) ? word : null).toBeNull()
  })
})
