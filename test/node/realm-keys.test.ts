import { randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { revokeDevice } from '../../src-hub/access/administration.ts'
import { createKeyring } from '../../src-main/keys/keyring.ts'
import { createRealmHandlers } from '../../src-main/keys/realm-handlers.ts'
import { listRows } from '../../src-renderer/data/records/records.ts'
import { openRealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { changeKey, keepKeys, recoverKeys, withEarlier } from '../../src-renderer/data/syncing/realm-keys.ts'
import { shareSealed } from '../../src-renderer/data/syncing/share-sealed.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import type { Exchange } from '../../src-renderer/sync/pace.ts'
import { protocol, SyncResponse } from '../../src-shared/sync/messages.ts'
import { aPersonRecord } from '../builders/claims.ts'
import { enrolCodeFor, post, setupHub, type TestHub } from '../builders/hub.ts'
import { setupStore } from '../builders/store.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const light = { memoryKib: 1024, passes: 1, lanes: 1 }
const passphrase = 'kerrottu puhelimessa'

/** A device with its register, its keys on its own disk, and the hub. */
async function setupDevice(organisation: string) {
  const store = await setupStore()
  const { keyring, opened, recoveryKey } = await createKeyring(store.userId, passphrase, light)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-keys-'))
  const holder = createRealmHandlers({
    folder,
    argon2: light,
    opened: () => opened,
    recoveryPublicKey: async () => keyring.recovery.publicKey ?? null,
  })
  const { token } = await post(`${hub.url}/v1/enrol`, {
    protocol,
    code: await enrolCodeFor(hub.db, organisation, 'admin'),
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  const exchange: Exchange = async ({ message }) => ({
    kind: 'answer',
    response: SyncResponse.parse(await post(`${hub.url}/v1/sync`, message, token)),
  })
  const asked = {
    realmPublicKey: async () => holder.realmPublicKey({}),
    realmBox: async (input: Parameters<typeof holder.realmBox>[0]) => holder.realmBox(input),
    realmOpen: async (input: Parameters<typeof holder.realmOpen>[0]) => holder.realmOpen(input),
    realmRecover: async (input: Parameters<typeof holder.realmRecover>[0]) => holder.realmRecover(input),
  }
  const take = async (keys: Parameters<typeof openRealmKeyring>[0]): Promise<void> => {
    store.takeRealmKeyring(await openRealmKeyring(await withEarlier(store, asked, keys)))
    await shareSealed(store)
  }
  return {
    store,
    holder,
    asked,
    recoveryKey,
    take,
    /** As the loop does it: a round, then the keys. */
    async sync() {
      const state = await syncOnce(syncStorageOf(store), exchange)
      await keepKeys(store, asked)
      return state
    },
    async share() {
      const made = await holder.realmMake({})
      if (made.kind === 'made') await take(made.keys)
    },
    async acceptFrom(other: { holder: typeof holder }) {
      const given = await other.holder.realmHandOver({ passphrase })
      if (given.kind !== 'code') throw new Error('no code')
      const accepted = await holder.realmAccept({ code: given.code, passphrase })
      if (accepted.kind !== 'accepted') throw new Error(accepted.kind)
      await take(accepted.keys)
    },
    add: (name: string) =>
      commit(store, [
        {
          entity: 'person',
          id: randomUUID(),
          kind: 'put',
          fields: { ...aPersonRecord(), name },
          isNew: true,
        },
      ]),
    names: async () => (await listRows(store, 'person')).map(({ fields }) => fields.name).toSorted(),
  }
}
type Device = Awaited<ReturnType<typeof setupDevice>>

const inTurns = async (...devices: Device[]): Promise<void> => {
  for (let turn = 0; turn < 3; turn++) for (const { sync } of devices) await sync()
}

it('a new key reaches the devices that stay, and what is sealed with it nobody else', async () => {
  const organisation = randomUUID()
  const [one, two, gone] = [
    await setupDevice(organisation),
    await setupDevice(organisation),
    await setupDevice(organisation),
  ]
  await one.share()
  await one.add('Ennen')
  await one.sync()
  for (const other of [two, gone]) await other.acceptFrom(one)
  await inTurns(one, two, gone)
  for (const { names } of [two, gone]) expect(await names()).toEqual(['Ennen'])

  const gonesId = gone.store.deviceId
  const stay = (await listRows(one.store, 'deviceKey')).map(({ id }) => id).filter((id) => id !== gonesId)
  expect(await changeKey(one.store, one.asked, stay)).toBe(2)
  await one.add('Jälkeen')
  await inTurns(one, two, gone)
  await two.add('Toiselta')
  await inTurns(one, two, gone)

  for (const { names } of [one, two]) expect(await names()).toEqual(['Ennen', 'Jälkeen', 'Toiselta'])
  // even before the hub shuts it out
  expect(await gone.names()).toEqual(['Ennen'])
  await revokeDevice(hub.db, gonesId)
  expect(await gone.sync()).toEqual({ kind: 'needs-you', reason: 'revoked' })

  // one that joins now is given the newest key, and reads what was sealed with the first
  const late = await setupDevice(organisation)
  await late.sync()
  await late.acceptFrom(two)
  await inTurns(late)
  expect(await late.names()).toEqual(['Ennen', 'Jälkeen', 'Toiselta'])
})

it('the printed recovery key opens the realm on a device that nobody could give the key', async () => {
  const organisation = randomUUID()
  const one = await setupDevice(organisation)
  await one.share()
  await one.add('Salattu')
  await inTurns(one)
  await revokeDevice(hub.db, one.store.deviceId)

  const fresh = await setupDevice(organisation)
  await fresh.sync()
  expect(await recoverKeys(fresh.store, fresh.asked, fresh.recoveryKey)).toBeNull()
  const keys = await recoverKeys(fresh.store, fresh.asked, one.recoveryKey)
  if (!keys) throw new Error('not opened')
  await fresh.take(keys)
  await inTurns(fresh)

  expect(await fresh.names()).toEqual(['Salattu'])
  // and a key that is made after it is boxed for it too
  expect(await changeKey(fresh.store, fresh.asked, [])).toBe(1)
  await fresh.add('Uudella')
  await inTurns(fresh)
  const again = await setupDevice(organisation)
  await again.sync()
  const own = await recoverKeys(again.store, again.asked, fresh.recoveryKey)
  await again.take(own ?? [])
  await inTurns(again)
  expect(await again.names()).toEqual(['Salattu', 'Uudella'])
})
