import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createKeyring } from '../../src-main/keys/keyring.ts'
import { createAttachmentStore } from '../../src-main/stored-files/store.ts'
import { createSyncHandlers } from '../../src-main/sync/handlers.ts'
import { filesAtHub } from '../../src-renderer/data/records/unsent-files.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { openRealmKeyring } from '../../src-renderer/data/sealing/realm-keyring.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { syncOnce } from '../../src-renderer/sync/engine.ts'
import { startFilesLoop } from '../../src-renderer/sync/files.ts'
import { currentState } from '../../src-renderer/sync/sync-state.ts'
import { aPersonRecord } from '../builders/claims.ts'
import { enrolCodeFor, setupHub, type TestHub } from '../builders/hub.ts'
import { limitedProxy } from '../builders/limited-proxy.ts'
import { setupStore } from '../builders/store.ts'

let hub: TestHub
beforeAll(async () => {
  hub = await setupHub()
})
afterAll(() => hub?.stop())

const megabyte = 1024 * 1024

/** A device with its register, its files and the realm's key, behind a proxy that takes so much. */
async function setupDevice(maxBytes: number) {
  const proxy = await limitedProxy(hub.url, maxBytes)
  const store = await setupStore()
  const light = { memoryKib: 1024, passes: 1, lanes: 1 }
  const { opened } = await createKeyring(store.userId, 'pitkä salalause', light)
  const folder = mkdtempSync(path.join(os.tmpdir(), 'alpo-proxy-'))
  const realmKey = randomBytes(32)
  const files = createAttachmentStore(folder)
  const handlers = createSyncHandlers(
    folder,
    () => opened,
    fetch,
    files,
    async () => [realmKey],
  )
  store.takeRealmKeyring(await openRealmKeyring([{ id: 'k', key: realmKey.toString('base64') }]))
  const code = await enrolCodeFor(hub.db, randomUUID(), 'admin')
  await handlers.syncEnrol({
    address: proxy.url,
    code,
    deviceId: store.deviceId,
    deviceName: 'PC',
    organisationId: null,
  })
  return {
    proxy,
    store,
    handlers,
    sync: () => syncOnce(syncStorageOf(store), async (message) => handlers.syncExchange(message)),
    addEvidence: async (bytes: Uint8Array) => {
      const sha256 = await files.put(opened.dataKey, bytes)
      await commit(store, [
        {
          ...({ entity: 'attachment', id: randomUUID(), kind: 'put', isNew: true } as const),
          fields: {
            claimId: randomUUID(),
            name: 'kuitti.pdf',
            bytes: bytes.length,
            mediaType: 'application/pdf',
            sha256,
            placement: 'merge',
            reason: null,
            pageCount: 1,
            shownPages: '',
          },
        },
      ])
      return sha256
    },
  }
}
const state = (store: Store) => currentState(syncStorageOf(store))
const persons = (count: number) =>
  Array.from({ length: count }, () => ({
    ...({ entity: 'person', id: randomUUID(), kind: 'put' } as const),
    fields: { ...aPersonRecord(), name: randomBytes(40).toString('hex') },
  }))

describe('behind a proxy that takes 1 MB', () => {
  it('C2: what waits goes over in messages below that, without one that is refused', async () => {
    const { proxy, store, sync } = await setupDevice(megabyte)
    await commit(store, persons(2500))

    expect(await sync()).toEqual({ kind: 'all-sent' })
    expect(proxy.refused).toEqual([])
    await proxy.close()
  })
  it('C2: files count as unsent until the hub has them, and get there', async () => {
    const { proxy, store, sync, handlers, addEvidence } = await setupDevice(megabyte)
    const sha256 = await addEvidence(randomBytes(Math.round(1.96 * megabyte)))
    expect(await sync()).toMatchObject({ kind: 'waiting', count: 1, hasChanges: false })
    const loop = startFilesLoop(store, async (input) =>
      handlers.syncFiles({ ...input, erase: input.erase ?? [] }),
    )
    loop.look()

    await expect.poll(() => state(store)).toEqual({ kind: 'all-sent' })
    expect(proxy.refused).toEqual([])
    expect([...(await filesAtHub(store))]).toEqual([sha256])
    loop.stop()
    // known after the next start too, and not by a name that tells what it is
    const rows = JSON.stringify((await store.db.meta.toArray()).map(({ value }) => String(value)))
    expect(rows).not.toContain(sha256)
    await proxy.close()
  })
})

describe('behind a proxy that takes less', () => {
  it.each([256, 64])('C2: messages and pieces shrink until they fit %i KB', async (kilobytes) => {
    const { proxy, store, sync, handlers, addEvidence } = await setupDevice(kilobytes * 1024)
    await commit(store, persons(400))
    const bytes = randomBytes(300 * 1024)
    const sha256 = await addEvidence(bytes)
    expect(await sync()).toMatchObject({ kind: 'waiting', hasChanges: false })
    const before = proxy.refused.length
    await handlers.syncFiles({ send: [sha256], fetch: [], erase: [] })

    expect(await handlers.syncFiles({ send: [sha256], fetch: [], erase: [] })).toMatchObject({
      kind: 'done',
      left: 0,
      unsent: [],
    })
    // what was too large is found out once
    expect(proxy.refused.length - before).toBeLessThanOrEqual(2)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    await proxy.close()
  })
  it('C2: a change that fits through nothing is told, and never said to be sent', async () => {
    const { proxy, store, sync, addEvidence } = await setupDevice(600)
    await addEvidence(randomBytes(100))

    expect(await sync()).toEqual({ kind: 'needs-you', reason: 'too-large' })
    expect(await state(store)).toMatchObject({ kind: 'waiting', count: 2, hasChanges: true })
    await proxy.close()
  })
})
