import type { Store } from '../data/store.ts'
import { currentState, type Exchange, type SyncState, syncOnce } from './engine.ts'

const soonMs = 400
const regularMs = 15_000
const longestMs = 5 * 60_000

export type SyncLoop = { syncNow(): Promise<void>; stop(): void }

/** Keeps the register in step: soon after a change, and now and then; ever more rarely while nobody answers. */
export function startSyncLoop(store: Store, exchange: Exchange, show: (state: SyncState) => void): SyncLoop {
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
    const state = await syncOnce(store, exchange).catch(
      (): SyncState => ({ kind: 'offline', count: 0, reason: 'nonsense' }),
    )
    if (stopped) return
    last = state.kind
    failures = state.kind === 'offline' ? failures + 1 : 0
    show(state)
    later(
      state.kind === 'offline'
        ? Math.min(regularMs * 2 ** (failures - 1), longestMs) * (0.75 + Math.random() / 2)
        : regularMs,
    )
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
  const unsubscribe = store.onChange(() => {
    if (running || last === 'off') return
    void currentState(store).then((state) => {
      if (state.kind === 'waiting' && !stopped) {
        show(last === 'offline' ? { kind: 'offline', count: state.count, reason: 'offline' } : state)
        if (last !== 'offline') later(soonMs)
      }
    })
  })
  const onOnline = (): void => later(soonMs)
  globalThis.addEventListener?.('online', onOnline)
  void syncNow()
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
