import type { ClaimFile } from '../../src-shared/domain/claims/proof/claim-file.ts'
import { takeApart } from '../../src-shared/domain/claims/proof/claim-file-parts.ts'
import { bridge } from './bridge.ts'

/** Carries the long lists of a claim file over, piece by piece, and gives back what goes with the call itself. */
export async function stageClaimFile(job: string, file: ClaimFile): Promise<ClaimFile> {
  const { rest, pieces } = takeApart(file)
  for (const piece of pieces) await bridge().stageClaimFile({ job, piece })
  return rest
}
