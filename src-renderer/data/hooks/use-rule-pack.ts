import { useEffect, useMemo, useState } from 'react'
import type { Output } from '../../../src-shared/bridge/calls.ts'
import { layTogether } from '../../../src-shared/domain/claims/rules/rule-book.ts'
import { currentPacks, withVerifications } from '../../../src-shared/domain/claims/rules/rule-library.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import { bridge } from '../../platform/bridge.ts'
import { useStore } from './store-context.ts'
import { useRows } from './use-rows.ts'

export type Rules =
  | {
      readonly kind: 'pack'
      /** Those that hold now, laid together as the engine takes them. */
      readonly pack: RulePack
      readonly packs: readonly RulePack[]
      /** With the editions that older claims were computed with. */
      readonly all: readonly RulePack[]
    }
  | { readonly kind: 'broken'; readonly message: string }

/** The rule packs that ship and those that came later, each row marked where somebody has verified it; null while they are read. */
export function useRulePack(): Rules | null {
  const store = useStore()
  const [shipped, setShipped] = useState<Output<'rulePacks'> | null>(null)
  const imported = useRows(store, 'rulePackRecord')
  const marks = useRows(store, 'ruleVerification')
  useEffect(() => {
    let isGone = false
    void bridge()
      .rulePacks({})
      .then((read) => {
        if (!isGone) setShipped(read)
      })
    return () => {
      isGone = true
    }
  }, [])
  return useMemo(() => {
    if (!shipped || !imported || !marks) return null
    if (shipped.kind === 'broken') return shipped
    const verified = marks.map(({ fields }) => fields)
    const all = [...shipped.packs, ...imported.map(({ fields }) => fields.pack)].map((pack) =>
      withVerifications(pack, verified),
    )
    const packs = currentPacks(all)
    return { kind: 'pack', pack: layTogether(packs), packs, all }
  }, [shipped, imported, marks])
}
