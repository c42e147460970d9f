import { useState, useSyncExternalStore } from 'react'

const storageKey = 'alpo-rail'
/** Below it there is room for icons alone. */
const small = window.matchMedia('(max-width: 900px)')
const onSmall = (listener: () => void): (() => void) => {
  small.addEventListener('change', listener)
  return () => small.removeEventListener('change', listener)
}

export type RailState = {
  /** Icons alone. */
  readonly isNarrow: boolean
  /** Null where the window leaves no choice. */
  readonly toggle: (() => void) | null
}

/** How wide the rail is; what a person chose is kept on this device. */
export function useRail(): RailState {
  const isSmall = useSyncExternalStore(onSmall, () => small.matches)
  const [isNarrow, setNarrow] = useState(() => localStorage.getItem(storageKey) === 'narrow')
  const toggle = (): void => {
    localStorage.setItem(storageKey, isNarrow ? 'wide' : 'narrow')
    setNarrow(!isNarrow)
  }
  return isSmall ? { isNarrow: true, toggle: null } : { isNarrow, toggle }
}
