import { useStore } from './store-context.ts'
import { useRows } from './use-rows.ts'

/** All that claims are made from and live by; undefined until each table has been read. */
export function useClaimTables() {
  const store = useStore()
  const organisations = useRows(store, 'organisation')
  const persons = useRows(store, 'person')
  const users = useRows(store, 'user')
  const claims = useRows(store, 'paymentClaim')
  const decisions = useRows(store, 'decision')
  const lists = useRows(store, 'paymentList')
  const settings = useRows(store, 'claimantSettings')
  const lines = useRows(store, 'claimLine')
  if (!organisations || !persons || !users || !claims || !decisions || !lists || !settings || !lines)
    return undefined
  return { organisations, persons, users, claims, decisions, lists, settings, lines }
}

export type ClaimTables = NonNullable<ReturnType<typeof useClaimTables>>
