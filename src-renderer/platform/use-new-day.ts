import { useEffect, useRef } from 'react'
import { today } from './clock.ts'

const lookMs = 5000

/** Calls `follow` when another day has begun, by the calendar in Finland: with the day before and the day that it is now. */
export function useNewDay(follow: (before: string, day: string) => void): void {
  const known = useRef(today())
  const latest = useRef(follow)
  useEffect(() => {
    latest.current = follow
  })
  useEffect(() => {
    const look = (): void => {
      const day = today()
      if (day === known.current) return
      const before = known.current
      known.current = day
      latest.current(before, day)
    }
    const timer = setInterval(look, lookMs)
    // whoever comes back to the window sees the day that it is
    window.addEventListener('focus', look)
    window.addEventListener('pointerdown', look, { capture: true })
    window.addEventListener('keydown', look, { capture: true })
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
      window.removeEventListener('pointerdown', look, { capture: true })
      window.removeEventListener('keydown', look, { capture: true })
    }
  }, [])
}
