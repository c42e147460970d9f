import { z } from 'zod'
import { AttachmentFields } from '../attachment.ts'
import { PaymentClaimFields } from '../payment-claim.ts'

/** All that goes into the claim file: the claim with its frozen facts, and what is enclosed. */
export const ClaimFile = z.object({
  claimId: z.uuid(),
  claim: PaymentClaimFields,
  attachments: z.array(AttachmentFields).max(500),
})
export type ClaimFile = z.infer<typeof ClaimFile>
