import { protocol } from '../../src-shared/sync/messages.ts'
import type { Store } from '../data/register/store.ts'
import { syncStorageOf } from '../data/syncing/sync-storage.ts'
import { syncOnce } from './engine.ts'
import { type Exchange, newPace } from './pace.ts'
import { currentState, type SyncState } from './sync-state.ts'

const soonMs = 400
const regularMs = 15_000
const longestMs = 5 * 60_000

const diskState: SyncState = { kind: 'needs-you', reason: 'disk-full' }

export type SyncLoop = { syncNow(): Promise<void>; stop(): void }

/** Keeps the register in step: soon after a change, and now and then; ever more rarely while nobody answers. */
export function startSyncLoop(store: Store, exchange: Exchange, show: (state: SyncState) => void): SyncLoop {
  const storage = syncStorageOf(store)
  const pace = newPace()
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> | null = null
  let failures = 0
  let stopped = false
  let last: SyncState['kind'] = 'off'

  const later = (ms: number): void => {
    clearTimeout(timer)
    if (!stopped) timer = setTimeout(() => void syncNow(), ms)
  }
  const round = async (): Promise<void> => {
    const held = await store.guard.ask()
    const state = held
      ? diskState
      : await syncOnce(storage, exchange, pace).catch(
          (): SyncState =>
            store.guard.held() ? diskState : { kind: 'offline', count: 0, reason: 'nonsense' },
        )
    if (stopped) return
    last = state.kind
    failures = state.kind === 'offline' ? failures + 1 : 0
    show(state)
    later(pauseAfter(state))
  }
  const pauseAfter = (state: SyncState): number => {
    const { kind } = state
    if (kind === 'waiting' && state.hasChanges) return soonMs // something was saved while the round ran
    if (kind !== 'offline') return regularMs
    return Math.min(regularMs * 2 ** (failures - 1), longestMs) * (0.75 + Math.random() / 2)
  }
  // asked for while a round runs, another follows it: the running one may already have passed what is new
  let isAskedAgain = false
  const syncNow = (): Promise<void> => {
    if (stopped) return Promise.resolve()
    if (running) isAskedAgain = true
    running ??= (async () => {
      do {
        isAskedAgain = false
        await round()
      } while (isAskedAgain && !stopped)
    })().finally(() => {
      running = null
    })
    return running
  }
  /**
   * Where the hub allows it, a held request tells at once that others have sent something: a hint to pull, which may be
   * lost, since the loop looks by itself too.
   */
  const listen = async (): Promise<void> => {
    let quietly = soonMs
    while (!stopped) {
      const { seq: after, epoch } = await storage.readMark()
      const answer =
        epoch === null || last === 'off'
          ? null
          : await exchange({ message: { protocol, kind: 'wait', after } }).catch(() => null)
      if (stopped) return
      const kind = answer?.kind === 'answer' ? answer.response.kind : null
      if (kind === 'news') await syncNow()
      if (kind === 'news' || kind === 'quiet') quietly = soonMs
      else quietly = Math.min(quietly * 2, regularMs) * (0.75 + Math.random() / 2)
      // also after news that could not be fetched: nobody is asked more often than this
      await new Promise((resolve) => setTimeout(resolve, quietly))
    }
  }
  const unsubscribe = store.onChange(() => {
    if (last === 'off') return
    // also while a round runs: it may hang for long, and "all sent" must not stand there meanwhile (S9)
    void currentState(storage).then((state) => {
      if (stopped) return
      if (state.kind === 'all-sent' && last === 'waiting' && !running) {
        last = state.kind
        show(state)
      }
      if (state.kind !== 'waiting') return
      show(last === 'offline' ? { kind: 'offline', count: state.count, reason: 'offline' } : state)
      if (last !== 'offline' && !running && state.hasChanges) later(soonMs)
    })
  })
  const onOnline = (): void => later(soonMs)
  globalThis.addEventListener?.('online', onOnline)
  void syncNow()
  void listen().catch(() => undefined) // the register was closed under it
  return {
    syncNow,
    stop() {
      stopped = true
      clearTimeout(timer)
      unsubscribe()
      globalThis.removeEventListener?.('online', onOnline)
    },
  }
}
