import { useEffect, useRef } from 'react'

/** Listens for keys anywhere in the window, but not behind an open dialog. The handler says whether the key was its own. */
export function useKeys(handle: (event: KeyboardEvent) => boolean): void {
  const latest = useRef(handle)
  latest.current = handle
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (document.querySelector('dialog[open]') === null && latest.current(event)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

export const isCommand = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey
