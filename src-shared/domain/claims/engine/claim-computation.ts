import type { Areas } from '../../../codes/municipality.ts'
import { ok, type Result } from '../../../kernel/result.ts'
import type { FactProblem } from '../../people/person-facts.ts'
import type { ClaimLineFields } from '../records/claim-line.ts'
import { claimedPersons, type PaymentClaimFields } from '../records/payment-claim.ts'
import { latestKind, type RulePack } from '../rules/rule-pack.ts'
import type { Computation } from './case.ts'
import { compute } from './compute.ts'
import type { CostComputation } from './cost-case.ts'
import { computeCosts } from './cost-lines.ts'
import { toCostLines } from './shares.ts'

export type LineRow = { readonly id: string; readonly fields: ClaimLineFields }

/** What a claim comes to: a calculated sum by instalments, or costs by lines. */
export type ClaimComputation =
  | { readonly basis: 'calculated'; readonly computation: Computation }
  | { readonly basis: 'actual'; readonly computation: CostComputation }

export type ClaimToCompute = Pick<
  PaymentClaimFields,
  'claimantType' | 'claimantCode' | 'kind' | 'period' | 'persons'
>

/** Whether a kind is claimed by lines of cost. */
export const hasLines = (pack: RulePack, kind: string): boolean =>
  (latestKind(pack, kind)?.basis ?? 'actual') !== 'calculated'

/** A computation without the persons who were needed for others' sums only. */
export function onlyOf(computation: Computation, refs: ReadonlySet<string>): Computation {
  const persons = computation.persons.filter(({ ref }) => refs.has(ref))
  return {
    ...computation,
    persons,
    totalCents: persons.reduce((sum, { totalCents }) => sum + totalCents, 0),
    refused: computation.refused.filter(({ ref }) => refs.has(ref)),
    warnings: computation.warnings.filter(({ ref }) => refs.has(ref)),
  }
}

/** Whether the computation is of everybody whom the claim names; else nothing may rest on its sum. */
export const isWhole = ({ computation }: ClaimComputation): boolean => computation.refused.length === 0

/** Computes a claim from the facts frozen in it and its lines, by the rules of a pack. */
export function computeClaim(
  claim: ClaimToCompute,
  lines: readonly LineRow[],
  acceptedMonths: number | null,
  pack: RulePack,
  areas: Areas,
): Result<ClaimComputation, FactProblem> {
  const common = {
    claimant: { type: claim.claimantType, code: claim.claimantCode },
    kind: claim.kind,
    period: claim.period,
    persons: claim.persons.map(({ facts }) => facts),
  }
  if (!hasLines(pack, claim.kind)) {
    const result = compute(common, pack, areas)
    if (!result.ok) return result
    const claimed = new Set(claimedPersons(claim).map(({ facts }) => facts.ref))
    return ok({ basis: 'calculated', computation: onlyOf(result.value, claimed) })
  }
  const costLines = lines.flatMap(({ id, fields }) => toCostLines(id, fields))
  const result = computeCosts({ ...common, lines: costLines, acceptedMonths }, pack, areas)
  return result.ok ? ok({ basis: 'actual', computation: result.value }) : result
}
