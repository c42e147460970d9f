import { useEffect } from 'react'

const idleMs = 10 * 60_000
const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const

/** Locks when nobody has touched the window for ten minutes, whatever it shows. */
export function useIdleLock(isOpen: boolean, lock: () => Promise<void>): void {
  useEffect(() => {
    if (!isOpen) return
    let lastSeen = performance.now()
    const seen = (): void => {
      lastSeen = performance.now()
    }
    const timer = setInterval(() => {
      if (performance.now() - lastSeen >= idleMs) void lock()
    }, 5000)
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true })
    return () => {
      clearInterval(timer)
      for (const sign of signs) window.removeEventListener(sign, seen)
    }
  }, [isOpen, lock])
}
