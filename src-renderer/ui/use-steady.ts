import { useEffect, useState } from 'react'

const steadyMs = 500

/**
 * Whether what is shown has stood still for half a second. A button that has come under the pointer a moment ago is not
 * what the hand was after.
 */
export function useSteady(shown: string): boolean {
  const [steady, setSteady] = useState<string | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => setSteady(shown), steadyMs)
    return () => clearTimeout(timer)
  }, [shown])
  return steady === shown
}
