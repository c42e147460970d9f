import { z } from 'zod'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** The list of what a claim file holds, as it lies in the file itself: what `alpo verify` goes by. */
export const ClaimManifest = z.strictObject({
  format: z.literal('alpo-desk-manifest'),
  version: z.literal(2),
  claimId: z.uuid(),
  /** This file is `part` of `parts`. */
  part: z.int().positive(),
  parts: z.int().positive(),
  /** SHA-256 of the whole PDF, with these 64 digits themselves taken for zeros. */
  document: Hash,
  /** What is embedded beside this list; the evidence under its number and name. */
  files: z.array(z.strictObject({ name: z.string().max(300), bytes: z.int().nonnegative(), sha256: Hash })),
})
export type ClaimManifest = z.infer<typeof ClaimManifest>

export const claimJsonName = 'claim.json'
export const manifestName = 'manifest.json'
/** What stands in the list while the hash is not known. */
export const hashPlaceholder = '0'.repeat(64)

/** Numbered, so that two files of one name stay two. */
export const evidenceName = (index: number, name: string): string =>
  `${String(index + 1).padStart(3, '0')} ${name}`
