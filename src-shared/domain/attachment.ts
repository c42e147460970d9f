import { z } from 'zod'
import { declareEntity } from './entity.ts'

export const mediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const

/** Evidence of a claim. The bytes lie encrypted in a file that is found by their SHA-256; this is what is known of them. */
export const AttachmentFields = z.object({
  claimId: z.uuid(),
  name: z.string().min(1).max(255),
  mediaType: z.enum(mediaTypes),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `merge`: its pages are shown in the claim file. `whole`: only the original is enclosed, for the reason given. */
  placement: z.enum(['merge', 'whole']),
  reason: z.enum(['encrypted', 'damaged', 'signed']).nullable(),
})
export type AttachmentFields = z.infer<typeof AttachmentFields>

export const attachment = declareEntity({
  name: 'attachment',
  realm: 'sealed',
  fields: AttachmentFields,
  writers: ['coordinator', 'admin'],
  plainKeys: { claimId: (fields) => fields.claimId },
  retention: { rule: 'with its claim', source: 'claims.md §15' },
})
