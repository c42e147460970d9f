import { useEffect } from 'react'
import { bridge } from '../platform/bridge.ts'
import { createIdleWatch } from '../platform/idle-watch.ts'

const idleMs = 10 * 60_000
const lookMs = 5000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/**
 * Locks when nobody has touched the window for ten minutes, whatever it shows, and at once when the machine goes to sleep or
 * its screen is locked, where the shell hears of that.
 */
export function useIdleLock(isOpen: boolean, lock: () => Promise<void>): void {
  useEffect(() => {
    if (!isOpen) return
    let isDone = false
    const watch = createIdleWatch(idleMs)
    const end = (): void => {
      if (!isDone) void lock()
      isDone = true
    }
    const seen = (): void => {
      if (!watch.seen()) end()
    }
    const timer = setInterval(() => {
      if (watch.isOver()) end()
    }, lookMs)
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true, capture: true })
    void bridge()
      .untilAway({})
      .then((answer) => (answer === 'away' ? end() : undefined))
    return () => {
      isDone = true
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, seen, { capture: true })
    }
  }, [isOpen, lock])
}
