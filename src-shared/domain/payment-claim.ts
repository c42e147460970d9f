import { z } from 'zod'
import { PersonFacts } from './claims/person-facts.ts'
import { ClaimantType } from './claims/rule-pack.ts'
import { declareEntity } from './entity.ts'
import { IsoDate } from './iso-date.ts'

/** A payment claim (claims.md §10.4). The facts are frozen into it, so that it computes to the same cent years later. */
export const PaymentClaimFields = z.object({
  kind: z.string().min(1).max(40),
  claimantName: z.string().min(1).max(200),
  claimantType: ClaimantType,
  claimantCode: z.string().max(3),
  businessId: z.string().max(9).nullable(),
  period: z.object({ from: IsoDate, to: IsoDate }),
  language: z.enum(['fi', 'sv']),
  state: z.enum(['drafted', 'withdrawn']),
  rulePack: z.string().min(1).max(100),
  policy: z.string().min(1).max(100),
  persons: z.array(z.object({ facts: PersonFacts, label: z.string().max(100) })).max(20_000),
  totalCents: z.int().nonnegative(),
  preparedOn: IsoDate,
  preparedBy: z.string().max(100),
})
export type PaymentClaimFields = z.infer<typeof PaymentClaimFields>

export const paymentClaim = declareEntity({
  name: 'paymentClaim',
  realm: 'sealed',
  fields: PaymentClaimFields,
  writers: ['coordinator', 'admin'],
  plainKeys: {},
  retention: {
    rule: 'to the end of the fifth calendar year after the year paid for, and of any appeal',
    source: 'claims.md §15',
  },
})
