import { asksTheSame } from '../../../src-shared/domain/claims/life/new-claim.ts'
import { isOpenForChange } from '../../../src-shared/domain/claims/records/claim-states.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { Store } from '../register/store.ts'
import { listRows } from './records.ts'

/**
 * For each claim the id of one that asks for the same and has not been sent yet; null where there is none. Read from the
 * disk: a second press may come before any screen has heard of what the first has made.
 */
export async function findStandingClaims(
  store: Store,
  claims: readonly PaymentClaimFields[],
): Promise<readonly (string | null)[]> {
  const unsent = (await listRows(store, 'paymentClaim')).filter(({ fields }) => isOpenForChange(fields.state))
  return claims.map((claim) => unsent.find(({ fields }) => asksTheSame(fields, claim))?.id ?? null)
}
