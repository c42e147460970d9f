import { randomBytes } from 'node:crypto'
import { openRegister } from '../../src-renderer/data/opening/open-register.ts'
import { canBeRead } from '../../src-renderer/data/opening/read-through.ts'
import { readRecord } from '../../src-renderer/data/records/records.ts'
import type { Store } from '../../src-renderer/data/register/store.ts'
import { createCipher } from '../../src-renderer/data/sealing/cipher.ts'
import { openRecord } from '../../src-renderer/data/sealing/sealed-record.ts'
import { listSetAside } from '../../src-renderer/data/sealing/set-aside-row.ts'
import { discardSetAside } from '../../src-renderer/data/syncing/set-aside.ts'
import { listLost } from '../../src-renderer/data/syncing/store-pulled.ts'
import { syncStorageOf } from '../../src-renderer/data/syncing/sync-storage.ts'
import type { Change } from '../../src-renderer/data/writing/change.ts'
import { commit } from '../../src-renderer/data/writing/commit.ts'
import { uuidV7 } from '../../src-shared/kernel/uuid-v7.ts'
import { writesOf } from '../../src-shared/sync/merge.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'
import { dataKey } from '../builders/store.ts'
import { aSite } from '../builders/visits.ts'
import type { SimDevice } from './device.ts'

/** The register itself, on its own database: slower, and all of it. */
export async function registerDevice(id: string, actor: string, now: () => string): Promise<SimDevice> {
  const cipher = await createCipher(dataKey, 'k1')
  const clock = { nowIso: now, today: () => '2026-11-25', newId: () => uuidV7(Date.now(), randomBytes(10)) }
  const open = async (): Promise<Store> => {
    const opened = await openRegister({ cipher, userId: actor, clock, name: id })
    await opened.exclusive(async () => undefined)
    opened.workAs('admin')
    return opened
  }
  const first = await open()
  await first.db.meta.put({ key: 'deviceId', value: id })
  first.close()
  let store = await open()
  const current = (): SyncStorage => syncStorageOf(store)
  const storage = Object.fromEntries(
    Object.keys(current()).map((name) => [
      name,
      (...args: unknown[]) =>
        (current()[name as keyof SyncStorage] as (...all: unknown[]) => Promise<unknown>)(...args),
    ]),
  ) as SyncStorage // the same calls, on the register that is open now
  return {
    id,
    storage,
    async write(recordId, kind, fields) {
      const { record } = await readRecord(store, 'site', recordId)
      const isNew = Object.keys(record.fields).length === 0
      const whole = isNew ? { ...aSite(), ...fields } : fields
      const change = (kind === 'put'
        ? { entity: 'site', id: recordId, kind, fields: whole, isNew }
        : { entity: 'site', id: recordId, kind }) as unknown as Change
      const done = await commit(store, [change])
      if (!done.ok)
        throw new Error(
          `not saved: ${JSON.stringify(done.error)} ${JSON.stringify(writesOf({ kind, fields }))}`,
        )
      return store.lastN
    },
    record: async (recordId) => (await readRecord(store, 'site', recordId)).record,
    async knownIds() {
      const rows = await store.db.table('site').toArray()
      const records = await Promise.all(rows.map((row) => openRecord(store, 'site', row)))
      // only what a person could open: records that lack what a site needs are waiting for it
      return rows.flatMap(({ id: recordId }, index) =>
        records[index]?.fields.kind ? [recordId as string] : [],
      )
    },
    lost: () => listLost(store),
    async reopen() {
      if (!(await canBeRead(store.db, cipher))) throw new Error('a row is taken for damaged that is none')
      store.close()
      store = await open()
      for (const one of await listSetAside(store)) await discardSetAside(store, one)
    },
    close: () => store.close(),
  }
}
