import { err, type Result } from '../../../src-shared/kernel/result.ts'
import { type Outdated, outdated, rowNow } from '../../data/records/row-now.ts'
import type { Store } from '../../data/register/store.ts'
import type { CommitProblem } from '../../data/writing/change.ts'
import { commit } from '../../data/writing/commit.ts'

/** Ticks a piece of evidence of a claim, or takes its tick away; what others have ticked since the claim was shown stays. */
export async function tickEvidence(
  store: Store,
  claimId: string,
  code: string,
  isHeld: boolean,
): Promise<Result<null, CommitProblem | Outdated>> {
  const now = await rowNow(store, 'paymentClaim', claimId)
  if (!now) return err(outdated)
  const others = now.fields.evidenceHeld.filter((other) => other !== code)
  const evidenceHeld = isHeld ? [...others, code] : others
  return commit(store, [{ entity: 'paymentClaim', id: claimId, kind: 'put', fields: { evidenceHeld } }])
}
