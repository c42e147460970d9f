import Dexie from 'dexie'
import PouchDB from 'pouchdb-browser'
import { createRxDatabase } from 'rxdb'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'

export type PeerRow = { readonly id: string } & Readonly<Record<string, unknown>>
export type Peer = { putMany(rows: readonly PeerRow[]): Promise<unknown> }

/** Plain rows, nothing encrypted, no audit; the same durability as ours. */
export async function dexiePeer(name: string): Promise<Peer & { all(): Promise<readonly PeerRow[]> }> {
  const db = new Dexie(name, { chromeTransactionDurability: 'strict' })
  db.version(1).stores({ visits: 'id, date' })
  await db.open()
  return {
    all: () => db.table('visits').toArray() as unknown as Promise<readonly PeerRow[]>,
    putMany: (rows) =>
      db.transaction('rw', db.table('visits'), () =>
        db.table('visits').bulkPut(rows),
      ) as unknown as Promise<unknown>,
  }
}

export async function rxdbPeer(name: string): Promise<Peer> {
  const db = await createRxDatabase({ name, storage: getRxStorageDexie(), multiInstance: false })
  const text = { type: 'string' } as const
  const { visits } = await db.addCollections({
    visits: {
      schema: {
        version: 0,
        primaryKey: 'id',
        type: 'object',
        properties: { id: { ...text, maxLength: 40 }, date: { ...text, maxLength: 10 } },
        required: ['id', 'date'],
        indexes: ['date'],
        additionalProperties: true,
      } as never, // RxDB's own type forbids open schemas
    },
  })
  return { putMany: (rows) => visits.bulkInsert(rows.map((row) => ({ ...row }))) }
}

export async function pouchPeer(name: string): Promise<Peer> {
  const db = new PouchDB(name)
  return { putMany: (rows) => db.bulkDocs(rows.map(({ id, ...row }) => ({ _id: id, ...row }))) }
}
