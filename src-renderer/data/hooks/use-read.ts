import { useCallback, useEffect, useMemo, useState } from 'react'
import { useStore } from './store-context.ts'
import { useVersion } from './use-store-value.ts'

/**
 * What `read` (from `useCallback`) answers, asked again after each change of the register; `first` until then. The second
 * value asks at once.
 */
export function useRead<T>(
  read: () => Promise<T>,
  first: T,
): readonly [found: T, again: () => Promise<void>] {
  const version = useVersion(useStore())
  const [found, setFound] = useState(first)
  const question = useMemo(() => ({ read, version }), [read, version])
  useEffect(() => {
    let isGone = false
    void question.read().then((answer) => (isGone ? undefined : setFound(answer)))
    return () => {
      isGone = true
    }
  }, [question])
  return [found, useCallback(async () => setFound(await read()), [read])]
}
