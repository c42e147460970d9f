import { asksTheSame } from '../../../src-shared/domain/claims/life/new-claim.ts'
import { isOpenForChange } from '../../../src-shared/domain/claims/records/claim-states.ts'
import type { PaymentClaimFields } from '../../../src-shared/domain/claims/records/payment-claim.ts'
import type { Store } from '../register/store.ts'
import { listRows } from './records.ts'

/**
 * The id of a claim that asks for the same and has not been sent yet; null where there is none. Read from the disk: a
 * second press may come before any screen has heard of what the first has made.
 */
export async function findStandingClaim(store: Store, fields: PaymentClaimFields): Promise<string | null> {
  const standing = await listRows(store, 'paymentClaim')
  return (
    standing.find((one) => isOpenForChange(one.fields.state) && asksTheSame(one.fields, fields))?.id ?? null
  )
}
