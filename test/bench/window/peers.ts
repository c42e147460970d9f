import Dexie from 'dexie'
import PouchDB from 'pouchdb-browser'
import { createRxDatabase } from 'rxdb'
import { replicateRxCollection } from 'rxdb/plugins/replication'
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
  const visits = await rxdbVisits(name)
  return { putMany: (rows) => visits.bulkInsert(rows.map((row) => ({ ...row }))) }
}

/**
 * RxDB's own replication over HTTP, in both directions: takes all that the server has, then sends rows of its own.
 * @returns the time of each, in ms.
 */
export async function rxdbReplication(
  rows: readonly PeerRow[],
  batchSize: number,
): Promise<{ readonly pull: number; readonly push: number }> {
  const ask = async (path: string, body: unknown) =>
    (await fetch(path, { method: 'POST', body: JSON.stringify(body) })).json()
  const timed = async (
    collection: Awaited<ReturnType<typeof rxdbVisits>>,
    way: 'pull' | 'push',
  ): Promise<number> => {
    const started = performance.now()
    const replication = replicateRxCollection<PeerRow, { after: number }>({
      collection: collection as never, // its type is that of an open schema
      replicationIdentifier: way,
      live: false,
      ...(way === 'pull'
        ? {
            pull: {
              batchSize,
              handler: (checkpoint, limit) => ask('/peer/pull', { after: checkpoint?.after ?? 0, limit }),
            },
          }
        : { push: { batchSize, handler: (changed) => ask('/peer/push', changed) } }),
    })
    await replication.awaitInitialReplication()
    return performance.now() - started
  }
  const pull = await timed(await rxdbVisits('rx-pull'), 'pull')
  const writer = await rxdbVisits('rx-push')
  for (let from = 0; from < rows.length; from += batchSize)
    await writer.bulkInsert(rows.slice(from, from + batchSize).map((row) => ({ ...row })))
  return { pull, push: await timed(writer, 'push') }
}

async function rxdbVisits(name: string) {
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
  return visits
}

export async function pouchPeer(name: string): Promise<Peer> {
  const db = new PouchDB(name)
  return { putMany: (rows) => db.bulkDocs(rows.map(({ id, ...row }) => ({ _id: id, ...row }))) }
}
