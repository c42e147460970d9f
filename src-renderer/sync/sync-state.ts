import type { Bridge } from '../../src-shared/bridge/calls.ts'
import type { SyncStorage } from '../../src-shared/sync/storage.ts'

/** The four values that people see (S9), and `off` while the device belongs to no hub. */
export type SyncState =
  | { readonly kind: 'off' }
  | { readonly kind: 'all-sent' }
  | {
      readonly kind: 'waiting'
      readonly count: number
      readonly since: string
      /** False where it is files alone that wait: they go behind the work. */
      readonly hasChanges: boolean
    }
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
  | 'set-aside'
  | 'malformed'
  /** The hub takes no more from the organisation, or from this device today. */
  | 'quota'
  /** A proxy before the hub lets not even one change through. */
  | 'too-large'
  | 'certificate'
  /** Nothing may be written, so that nothing is fetched either. */
  | 'disk-full'
  /** This register was copied, and another one has used its numbers: it has to go on under an id of its own. */
  | 'copied'

/** What the register itself says: never "all sent" while something is not. */
export async function currentState(storage: SyncStorage): Promise<SyncState> {
  const [changes, files] = [await storage.unsent(), await storage.unsentFiles()]
  const count = changes.count + files.count
  const since = [changes.since, files.since].filter((at) => at !== null).toSorted()[0] ?? null
  if ((await storage.setAsideCount()) > 0) return { kind: 'needs-you', reason: 'set-aside' }
  return count > 0 && since !== null
    ? { kind: 'waiting', count, since, hasChanges: changes.count > 0 }
    : { kind: 'all-sent' }
}

/** What is shown while the hub cannot be reached. */
export async function unreachableState(storage: SyncStorage, reason: UnreachableReason): Promise<SyncState> {
  if (reason === 'not-enrolled') return { kind: 'off' }
  if (reason === 'certificate') return { kind: 'needs-you', reason }
  return { kind: 'offline', count: (await storage.unsent()).count, reason }
}
