import { areas } from '../../../src-shared/codes/areas.ts'
import {
  type ClaimComputation,
  computeClaim,
  isWhole,
} from '../../../src-shared/domain/claims/engine/claim-computation.ts'
import type { ClaimFile } from '../../../src-shared/domain/claims/proof/claim-file.ts'
import type { RulePack } from '../../../src-shared/domain/claims/rules/rule-pack.ts'

export class SumDiffers extends Error {}

/** What a claim's frozen facts and lines come to. @throws SumDiffers when that is not what the claim says. */
export function recompute(
  { claim, lines, acceptedMonths }: Pick<ClaimFile, 'claim' | 'lines' | 'acceptedMonths'>,
  pack: RulePack,
): ClaimComputation {
  const result = computeClaim(claim, lines, acceptedMonths, pack, areas)
  if (
    !result.ok ||
    !isWhole(result.value) ||
    result.value.computation.totalCents !== claim.totalCents ||
    pack.id !== claim.rulePack
  )
    throw new SumDiffers()
  return result.value
}
