import type { Bridge } from '../../src-shared/bridge/calls.ts'
import { protocol, type SyncRequest, type SyncResponse } from '../../src-shared/sync/messages.ts'
import { listSetAside, nextToSend, noteOutcomes, unsent } from '../data/outbox.ts'
import { readMark, storePulled } from '../data/pulled.ts'
import type { Store } from '../data/store.ts'

/** The four values that people see (S9), and `off` while the device belongs to no hub. */
export type SyncState =
  | { readonly kind: 'off' }
  | { readonly kind: 'all-sent' }
  | { readonly kind: 'waiting'; readonly count: number; readonly since: string }
  | { readonly kind: 'offline'; readonly count: number; readonly reason: UnreachableReason }
  | { readonly kind: 'needs-you'; readonly reason: NeedsYou }
export type UnreachableReason = Extract<
  Awaited<ReturnType<Bridge['syncExchange']>>,
  { kind: 'unreachable' }
>['reason']
export type NeedsYou =
  | 'revoked'
  | 'token'
  | 'client-too-old'
  | 'hub-too-old'
  | 'hub-restored'
  | 'set-aside'
  | 'malformed'
  | 'certificate'

export type Exchange = Bridge['syncExchange']

const pushBatch = 1000
const pullBatch = 1000

class Stop extends Error {
  readonly state: SyncState
  constructor(state: SyncState) {
    super(state.kind)
    this.state = state
  }
}

/** Sends what is waiting and takes what is new, once; it resumes after any cut and ends in the state to show. */
export async function syncOnce(store: Store, exchange: Exchange): Promise<SyncState> {
  try {
    await push(store, exchange)
    await pull(store, exchange)
  } catch (error) {
    if (error instanceof Stop) return error.state
    throw error
  }
  return currentState(store)
}

/** What the register itself says: never "all sent" while something is not. */
export async function currentState(store: Store): Promise<SyncState> {
  const { count, since } = await unsent(store)
  if ((await listSetAside(store)).length > 0) return { kind: 'needs-you', reason: 'set-aside' }
  return count > 0 && since !== null ? { kind: 'waiting', count, since } : { kind: 'all-sent' }
}

async function push(store: Store, exchange: Exchange): Promise<void> {
  for (;;) {
    const operations = await nextToSend(store, pushBatch)
    if (operations.length === 0) return
    const response = await ask(store, exchange, { protocol, kind: 'push', operations: [...operations] })
    if (response.kind === 'gap') throw new Stop({ kind: 'needs-you', reason: 'hub-restored' })
    if (response.kind !== 'pushed') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
    await noteOutcomes(store, operations, response.outcomes)
  }
}

async function pull(store: Store, exchange: Exchange): Promise<void> {
  for (;;) {
    const response = await ask(store, exchange, {
      protocol,
      kind: 'pull',
      after: await readMark(store),
      limit: pullBatch,
    })
    if (response.kind !== 'pulled') throw new Stop({ kind: 'needs-you', reason: 'malformed' })
    if (response.operations.length > 0) await storePulled(store, response.operations, response.upTo)
    if (!response.more) return
  }
}

async function ask(
  store: Store,
  exchange: Exchange,
  message: SyncRequest,
): Promise<Exclude<SyncResponse, { kind: 'refused' }>> {
  const answer = await exchange({ message })
  if (answer.kind === 'unreachable') throw new Stop(await unreachableState(store, answer.reason))
  const { response } = answer
  if (response.kind === 'refused') {
    if (response.reason === 'busy') throw new Stop(await unreachableState(store, 'offline'))
    throw new Stop({ kind: 'needs-you', reason: response.reason })
  }
  await checkEpoch(store, response.epoch)
  return response
}

async function unreachableState(store: Store, reason: UnreachableReason): Promise<SyncState> {
  if (reason === 'not-enrolled') return { kind: 'off' }
  if (reason === 'certificate') return { kind: 'needs-you', reason }
  return { kind: 'offline', count: (await unsent(store)).count, reason }
}

/** A hub that was restored from a backup is another hub: a person has to look before anything is believed (S7). */
async function checkEpoch(store: Store, epoch: string): Promise<void> {
  const known = (await store.db.meta.get('epoch'))?.value
  if (known === undefined) await store.db.meta.put({ key: 'epoch', value: epoch })
  else if (known !== epoch) throw new Stop({ kind: 'needs-you', reason: 'hub-restored' })
}
