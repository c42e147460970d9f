import { isEntityName } from '../../src-shared/domain/registry.ts'
import { dropPending } from '../../src-shared/sync/merge.ts'
import type { PushOutcome } from '../../src-shared/sync/messages.ts'
import type { Operation } from '../../src-shared/sync/operation.ts'
import { tableOf } from './db.ts'
import { placeOf, readRecord, sealRecord } from './records.ts'
import type { Store } from './store.ts'

/** An operation that the hub would not store, with its reason (S6). */
export type SetAside = { readonly n: number; readonly operation: Operation; readonly reason: string }

/** The oldest operations that the hub has not yet stored. */
export async function nextToSend(store: Store, limit: number): Promise<readonly Operation[]> {
  const rows = await store.db.outbox
    .orderBy('n')
    .filter((row) => row.seq === 0)
    .limit(limit)
    .toArray()
  return Promise.all(
    rows.map(async ({ n, box }) => (await store.cipher.open(box, placeOf('outbox', String(n)))) as Operation),
  ) // sealed by us
}

/** How much is not yet on the hub, and since when. */
export async function unsent(
  store: Store,
): Promise<{ readonly count: number; readonly since: string | null }> {
  const rows = await store.db.outbox
    .orderBy('n')
    .filter((row) => row.seq === 0)
    .toArray()
  return { count: rows.length, since: rows[0]?.at ?? null }
}

/** Notes what the hub answered. A stored operation leaves the outbox when it comes back in the hub's order. */
export function noteOutcomes(
  store: Store,
  sent: readonly Operation[],
  outcomes: readonly PushOutcome[],
): Promise<void> {
  return store.exclusive(async () => {
    const byN = new Map(sent.map((operation) => [operation.n, operation]))
    const aside = await Promise.all(
      outcomes.flatMap((outcome) => {
        const operation = byN.get(outcome.n)
        if (outcome.kind !== 'set-aside' || !operation) return []
        const value: SetAside = { n: outcome.n, operation, reason: outcome.reason }
        return [
          store.cipher
            .seal(value, placeOf('setAside', String(outcome.n)))
            .then((box) => ({ n: outcome.n, box })),
        ]
      }),
    )
    await store.db.transaction('rw', [store.db.outbox, store.db.setAside], async () => {
      for (const outcome of outcomes)
        if (outcome.kind === 'stored') await store.db.outbox.update(outcome.n, { seq: outcome.seq })
      await store.db.setAside.bulkPut(aside)
      await store.db.outbox.bulkDelete(aside.map(({ n }) => n))
    })
    store.changed()
  })
}

export async function listSetAside(store: Store): Promise<readonly SetAside[]> {
  const rows = await store.db.setAside.toArray()
  return Promise.all(
    rows.map(
      async ({ n, box }) => (await store.cipher.open(box, placeOf('setAside', String(n)))) as SetAside,
    ),
  ) // sealed by us
}

/** A person gives a set-aside operation up: the record shows the hub's value again. */
export function discardSetAside(store: Store, { n, operation: { entity, id } }: SetAside): Promise<void> {
  return store.exclusive(async () => {
    if (!isEntityName(entity)) return void (await store.db.setAside.delete(n))
    const row = await sealRecord(store, entity, id, dropPending(await readRecord(store, entity, id), n))
    await store.db.transaction('rw', [tableOf(store.db, entity), store.db.setAside], async () => {
      await tableOf(store.db, entity).put(row)
      await store.db.setAside.delete(n)
    })
    store.changed()
  })
}
