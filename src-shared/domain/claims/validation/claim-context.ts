import type { Areas } from '../../../codes/municipality.ts'
import type { PersonFields } from '../../people/person.ts'
import { computeClaim, type LineRow } from '../engine/claim-computation.ts'
import { type ClaimantSettingsFields, defaultClaimantSettings } from '../records/claimant-settings.ts'
import type { DecisionFields } from '../records/decision.ts'
import { isOpenClaim, type PaymentClaimFields } from '../records/payment-claim.ts'
import type { PaymentListFields } from '../records/payment-list.ts'
import type { RulePack } from '../rules/rule-pack.ts'
import type { ClaimContext, ClaimRow } from './finding.ts'

type Kept<F> = { readonly id: string; readonly fields: F }

/** The records beside a claim that its rules look at. */
export type ClaimSurroundings = {
  readonly claims: readonly ClaimRow[]
  readonly persons: readonly Kept<PersonFields>[]
  readonly lines: readonly LineRow[]
  readonly decisions: readonly Kept<DecisionFields>[]
  readonly lists: readonly Kept<PaymentListFields>[]
  readonly settings: readonly Kept<ClaimantSettingsFields>[]
}

/** A claim with all that its rules look at, out of the records that stand beside it. */
export function claimContext(
  claim: ClaimRow,
  { claims, persons, lines: allLines, decisions, lists, settings }: ClaimSurroundings,
  pack: RulePack,
  areas: Areas,
  today: string,
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
    today,
  }
}

/**
 * A draft comes to what its lines and persons come to now, by the rules it was made with: nobody has to ask for that. Under
 * other rules it keeps its sum until somebody has compared the two.
 */
const withOwnTotal = (claim: PaymentClaimFields, totalCents: number, pack: RulePack): PaymentClaimFields =>
  isOpenClaim(claim) && claim.rulePack === pack.id && claim.policy === pack.policy.id
    ? { ...claim, totalCents }
    : claim
