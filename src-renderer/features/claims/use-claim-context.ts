import { useMemo } from 'react'
import { areas } from '../../../src-shared/codes/areas.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import {
  type ClaimSurroundings,
  claimContext,
} from '../../../src-shared/domain/claims/validation/claim-context.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import { type Row, rowsNow } from '../../data/records/records.ts'

/** The records beside a claim that its rules look at; the page has read them, so that a claim opens at once. */
export type ClaimRecords = { readonly [Name in keyof ClaimSurroundings]: readonly Row<RecordOf[Name]>[] }
type RecordOf = {
  readonly claims: 'paymentClaim'
  readonly persons: 'person'
  readonly lines: 'claimLine'
  readonly decisions: 'decision'
  readonly lists: 'paymentList'
  readonly settings: 'claimantSettings'
}

/** A claim with all that its rules look at. */
export type ShownClaim = {
  /** As the screen shows it, made anew when something of it changes. */
  readonly context: ClaimContext
  /**
   * As the register has it: what was saved a moment before counts, in the claim, its lines or beside it, though the screen
   * may not show it yet. For whoever acts on it.
   */
  readonly contextNow: () => Promise<ClaimContext>
}

export function useClaimContext(
  claim: Row<'paymentClaim'>,
  around: ClaimRecords,
  pack: RulePack,
): ShownClaim {
  const store = useStore()
  const { claims, persons, lines, decisions, lists, settings } = around
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the surroundings each list counts, not what holds them
  const context = useMemo(
    () => claimContext(claim, around, pack, areas, latestDay(store)),
    [store, claim, claims, persons, lines, decisions, lists, settings, pack],
  )
  async function contextNow(): Promise<ClaimContext> {
    // what is being written is written first
    await store.exclusive(async () => undefined)
    const now = {
      claims: await rowsNow(store, 'paymentClaim', claims),
      persons: await rowsNow(store, 'person', persons),
      lines: await rowsNow(store, 'claimLine', lines),
      decisions: await rowsNow(store, 'decision', decisions),
      lists: await rowsNow(store, 'paymentList', lists),
      settings: await rowsNow(store, 'claimantSettings', settings),
    }
    // thousands of lines are not computed again for nothing
    const isShown = (Object.keys(now) as (keyof ClaimRecords)[]).every((name) => now[name] === around[name])
    const current = now.claims.find(({ id }) => id === claim.id)
    return isShown || !current ? context : claimContext(current, now, pack, areas, latestDay(store))
  }
  return { context, contextNow }
}
