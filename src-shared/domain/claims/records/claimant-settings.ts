import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { declareEntity } from '../../entity/entity.ts'

/** What a claimant records once (claims.md §10.1). Sealed: agreements and contacts are nobody else's business. */
export const ClaimantSettingsFields = z.object({
  /** The integration programme (59 §), which a municipality must have arranged. */
  programmeOn: IsoDate.nullable().default(null),
  /** The agreement on directing to the municipality (42 §). */
  agreementNumber: z.string().trim().max(60).default(''),
  agreementCentre: z.string().trim().max(200).default(''),
  agreementFrom: IsoDate.nullable().default(null),
  agreementTo: IsoDate.nullable().default(null),
  /** Whoever prepared a claim does not approve it. */
  fourEyes: z.boolean().default(true),
  contactPerson: z.string().trim().max(200).default(''),
  /** The largest file that the authority's service takes, in megabytes (10⁶ bytes); null while none is known (claims.md §14.10). */
  fileLimitMb: z.int().min(1).max(10_000).nullable().default(null),
})
export type ClaimantSettingsFields = z.infer<typeof ClaimantSettingsFields>

export const claimantSettings = declareEntity({
  name: 'claimantSettings',
  realm: 'sealed',
  fields: ClaimantSettingsFields,
  writers: ['admin', 'coordinator'],
  plainKeys: {},
  retention: { rule: 'as long as the register', source: 'claims.md §15' },
})

/** There is one record of it: the same id on every device. */
export const claimantSettingsId = '00000000-0000-8000-8000-0000000000c1'
export const defaultClaimantSettings: ClaimantSettingsFields = ClaimantSettingsFields.parse({})
