import { z } from 'zod'
import type { NamedClaimant } from '../claims/rules/claimant-area.ts'
import { claimantTypes } from '../claims/rules/rule-rows.ts'
import { declareEntity } from '../entity/entity.ts'

/** The organisation that keeps the register; the claimant fields are empty until it prepares claims. */
export const OrganisationFields = z.object({
  name: z.string().trim().min(1).max(200),
  claimantType: z.enum(claimantTypes).nullable(),
  claimantCode: z.string().max(3).nullable(),
  businessId: z.string().max(9).nullable(),
})
export type OrganisationFields = z.infer<typeof OrganisationFields>

export const organisation = declareEntity({
  name: 'organisation',
  realm: 'open',
  fields: OrganisationFields,
  writers: ['admin'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'visits.md §6.1, proposal' },
})

/** The claimant that the organisation is; null while it has not said so. */
export const claimantOf = (organisation: OrganisationFields | undefined): NamedClaimant | null =>
  organisation?.claimantType && organisation.claimantCode
    ? {
        name: organisation.name,
        businessId: organisation.businessId,
        type: organisation.claimantType,
        code: organisation.claimantCode,
      }
    : null
