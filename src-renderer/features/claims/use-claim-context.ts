import { useMemo } from 'react'
import { areas } from '../../../src-shared/codes/areas.ts'
import { computeClaim, type LineRow } from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import { defaultClaimantSettings } from '../../../src-shared/domain/claims/records/claimant-settings.ts'
import {
  isOpenClaim,
  type PaymentClaimFields,
} from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'
import type { ClaimContext } from '../../../src-shared/domain/claims/validation/finding.ts'
import { useStore } from '../../data/hooks/store-context.ts'
import { latestDay } from '../../data/records/latest-day.ts'
import { type Row, rowsNow } from '../../data/records/records.ts'
import type { Store } from '../../data/register/store.ts'

/** The records beside a claim that its rules look at; the page has read them, so that a claim opens at once. */
export type ClaimSurroundings = {
  readonly claims: readonly Row<'paymentClaim'>[]
  readonly persons: readonly Row<'person'>[]
  readonly lines: readonly Row<'claimLine'>[]
  readonly decisions: readonly Row<'decision'>[]
  readonly lists: readonly Row<'paymentList'>[]
  readonly settings: readonly Row<'claimantSettings'>[]
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
  around: ClaimSurroundings,
  pack: RulePack,
): ShownClaim {
  const store = useStore()
  const { claims, persons, lines, decisions, lists, settings } = around
  // biome-ignore lint/correctness/useExhaustiveDependencies: of the surroundings each list counts, not what holds them
  const context = useMemo(
    () => claimContext(store, claim, around, pack),
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
    const isShown = (Object.keys(now) as (keyof ClaimSurroundings)[]).every(
      (name) => now[name] === around[name],
    )
    const current = now.claims.find(({ id }) => id === claim.id)
    return isShown || !current ? context : claimContext(store, current, now, pack)
  }
  return { context, contextNow }
}

/**
 * A draft comes to what its lines and persons come to now, by the rules it was made with: nobody has to ask for that. Under
 * other rules it keeps its sum until somebody has compared the two.
 */
const withOwnTotal = (claim: PaymentClaimFields, totalCents: number, pack: RulePack): PaymentClaimFields =>
  isOpenClaim(claim) && claim.rulePack === pack.id && claim.policy === pack.policy.id
    ? { ...claim, totalCents }
    : claim

function claimContext(
  store: Store,
  claim: Row<'paymentClaim'>,
  { claims, persons, lines: allLines, decisions, lists, settings }: ClaimSurroundings,
  pack: RulePack,
): ClaimContext {
  const decision = decisions.find(({ id }) => id === claim.fields.decisionId)?.fields ?? null
  const lines: readonly LineRow[] =
    claim.fields.frozenLines ??
    allLines
      .filter(({ fields }) => fields.claimId === claim.id)
      .toSorted((a, b) => (a.fields.from < b.fields.from ? -1 : 1))
  const computed = computeClaim(claim.fields, lines, decision?.acceptedMonths ?? null, pack, areas)
  return {
    id: claim.id,
    claim: computed.ok
      ? withOwnTotal(claim.fields, computed.value.computation.totalCents, pack)
      : claim.fields,
    lines,
    persons: new Map(persons.map(({ id, fields }) => [id, fields])),
    decision,
    settings: settings[0]?.fields ?? defaultClaimantSettings,
    otherClaims: claims.filter(({ id }) => id !== claim.id),
    otherLines: allLines.filter(({ fields }) => fields.claimId !== claim.id),
    paymentLists: lists.map(({ fields }) => fields),
    computation: computed.ok ? computed.value : null,
    pack,
    areas,
    today: latestDay(store),
  }
}
