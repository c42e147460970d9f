import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { revokeDevice } from '../../src-hub/access/administration.ts'
import { createExchangeHandlers } from '../../src-main/sync/exchange.ts'
import { listRows } from '../../src-renderer/data/records/records.ts'
import { unsent } from '../../src-renderer/data/syncing/outbox.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { messagesForFile, takeAnswers } from '../../src-renderer/sync/by-file.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import type { Exchange } from '../../src-renderer/sync/pace.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { enrolCodeFor, post, setupHub, type TestHub } from '../builders/hub.ts'
import { setupStore } from '../builders/store.ts'
import { aVisit } from '../builders/visits.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

/** A device with its stick: what it saves lies there, and what it picks is what lies there. */
async function setupDevice(organisation: string) {
  const store = await setupStore()
  const { token } = await post(`${hub.url}/v1/enrol`, {
    protocol,
    code: await enrolCodeFor(hub.db, organisation),
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  const exchange: Exchange = async ({ message }) => ({
    kind: 'answer',
    response: SyncResponse.parse(await post(`${hub.url}/v1/sync`, message, token)),
  })
  const stick: { file: Uint8Array } = { file: new Uint8Array() }
  const handlers = createExchangeHandlers(async () => ({ address: hub.url, token: String(token) }), fetch, {
    saveFile: async (name, bytes) => {
      stick.file = bytes
      return { kind: 'saved', name }
    },
    pickFiles: async () => [{ name: 'x.json', bytes: stick.file.length, read: async () => stick.file }],
  })
  const { deviceId } = store
  const storage = syncStorageOf(store)
  return {
    store,
    stick,
    storage,
    deviceId,
    sync: () => syncOnce(storage, exchange),
    open: async () => handlers.exchangeOpen({ deviceId }),
    make: async () =>
      handlers.exchangeMake({ deviceId, messages: [...((await messagesForFile(storage)) ?? [])] }),
    log: (count: number) =>
      commit(
        store,
        Array.from({ length: count }, () => ({
          ...({ entity: 'visit', id: randomUUID(), kind: 'put', fields: aVisit(), isNew: true } as const),
        })),
      ),
  }
}

it('carries weeks of work to the hub and back on a stick, read twice without harm', async () => {
  const organisation = randomUUID()
  const [far, near] = [await setupDevice(organisation), await setupDevice(organisation)]
  for (const { sync } of [far, near]) await sync()
  await far.log(4500)
  await near.log(3)
  await near.sync()

  expect(await far.make()).toMatchObject({ kind: 'saved' })
  const request = far.stick.file
  expect(Buffer.from(request).toString('utf8')).not.toContain('visit')
  for (let reading = 0; reading < 2; reading++) {
    near.stick.file = request
    expect(await near.open()).toMatchObject({ kind: 'relayed' })
  }
  const answer = near.stick.file
  expect(await near.open()).toEqual({ kind: 'of-another' })

  far.stick.file = answer
  for (const expected of [
    { kind: 'read', sent: 4500, received: 4503 },
    { kind: 'read', sent: 0, received: 0 },
  ]) {
    const opened = await far.open()
    if (opened.kind !== 'answers') throw new Error(opened.kind)
    expect(await takeAnswers(far.storage, opened.responses)).toEqual(expected)
  }
  expect(await unsent(far.store)).toEqual({ count: 0, since: null })
  expect(await listRows(far.store, 'visit')).toHaveLength(4503)
  expect(await near.sync()).toEqual({ kind: 'all-sent' })
  expect(await listRows(near.store, 'visit')).toHaveLength(4503)
  // and over the network all is as if it had been there all along
  await far.log(1)
  expect(await far.sync()).toEqual({ kind: 'all-sent' })
})

it('is refused where it was changed, comes from elsewhere, or its device was shut out', async () => {
  const organisation = randomUUID()
  const [far, near, stranger] = [
    await setupDevice(organisation),
    await setupDevice(organisation),
    await setupDevice(randomUUID()),
  ]
  expect(await messagesForFile(far.storage)).toBeNull() // it has not met its hub once
  for (const { sync } of [far, near, stranger]) await sync()
  await far.log(1)
  await far.make()
  const request = far.stick.file
  expect(await far.open()).toEqual({ kind: 'own' })

  stranger.stick.file = request
  expect(await stranger.open()).toEqual({ kind: 'refused' })
  const file = JSON.parse(Buffer.from(request).toString('utf8')) as { box: string; deviceId: string }
  const box = Buffer.from(file.box, 'base64')
  box[40] = (box[40] ?? 0) ^ 1
  for (const changed of [
    { ...file, box: box.toString('base64') },
    { ...file, deviceId: stranger.deviceId },
  ]) {
    near.stick.file = Buffer.from(JSON.stringify(changed))
    expect(await near.open()).toEqual({ kind: 'refused' })
  }
  for (const nonsense of ['{}', 'x', JSON.stringify({ ...file, kind: 'answer', deviceId: near.deviceId })]) {
    near.stick.file = Buffer.from(nonsense)
    expect(await near.open()).toEqual({ kind: 'not-exchange' })
  }
  await revokeDevice(hub.db, far.deviceId)
  near.stick.file = request
  expect(await near.open()).toEqual({ kind: 'refused' })
  expect(await unsent(far.store)).toMatchObject({ count: 1 })
})

it('says that a network is needed where the hub was restored meanwhile', async () => {
  const organisation = randomUUID()
  const [far, near] = [await setupDevice(organisation), await setupDevice(organisation)]
  await far.log(2)
  for (const { sync } of [far, near]) await sync()
  await hub.db.query('UPDATE organisations SET epoch = gen_random_uuid() WHERE name = $1', [organisation])
  await far.log(1)
  await far.make()
  near.stick.file = far.stick.file
  expect(await near.open()).toMatchObject({ kind: 'relayed' })
  far.stick.file = near.stick.file
  const opened = await far.open()
  if (opened.kind !== 'answers') throw new Error(opened.kind)

  expect(await takeAnswers(far.storage, opened.responses)).toEqual({ kind: 'needs-network' })
  expect(await unsent(far.store)).toMatchObject({ count: 1 })
})
