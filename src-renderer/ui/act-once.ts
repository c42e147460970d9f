import { useCallback, useRef } from 'react'

/** For how long a press is taken for a part of the press before it, when the person has done nothing else between. */
const echoMs = 500

let changedAt = Number.NEGATIVE_INFINITY
let pressed: Element | null = null
const noteChange = (): void => {
  changedAt = performance.now()
}

/** Whoever types, chooses or presses something else means the next press. */
export function watchForChanges(root: Document): void {
  root.addEventListener('input', noteChange, true)
  root.addEventListener('change', noteChange, true)
  root.addEventListener('keydown', ({ key }) => key !== 'Enter' && key !== ' ' && noteChange(), true)
  root.addEventListener(
    'pointerdown',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null
      if (button !== pressed) noteChange()
      pressed = button
    },
    true,
  )
}

export type ActOnce = (act: () => unknown, wasRefused?: () => boolean) => Promise<void>

/**
 * Runs an act once however often it is asked for at a time: a double click, a key that is held, a second press while the
 * first is still at work. An act that resolves to `true` has made something; it is not made again by a press that follows
 * without a pause, unless `wasRefused`. An act that is over at once (it returns no promise) may be repeated.
 */
export function useActOnce(): ActOnce {
  const isRunning = useRef(false)
  const madeAt = useRef(Number.NEGATIVE_INFINITY)
  return useCallback(async (act, wasRefused) => {
    const sinceMs = performance.now() - madeAt.current
    // a clock that stands still or goes back tells nothing
    const isEcho = sinceMs > 0 && sinceMs < echoMs && changedAt < madeAt.current && !wasRefused?.()
    if (isRunning.current || isEcho) return
    const ending = act()
    if (!(ending instanceof Promise)) return
    isRunning.current = true
    try {
      if ((await ending) === true) madeAt.current = performance.now()
    } finally {
      isRunning.current = false
    }
  }, [])
}
