import { useEffect, useState } from 'react'
import type { Output } from '../../src-shared/bridge/calls.ts'
import { bridge } from '../platform/bridge.ts'

/** The rule pack of this version, read once; null while it is read. */
export function useRulePack(): Output<'rulePack'> | null {
  const [rules, setRules] = useState<Output<'rulePack'> | null>(null)
  useEffect(() => {
    let isGone = false
    void bridge()
      .rulePack({})
      .then((read) => {
        if (!isGone) setRules(read)
      })
    return () => {
      isGone = true
    }
  }, [])
  return rules
}
