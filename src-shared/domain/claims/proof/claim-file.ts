import { z } from 'zod'
import { IsoDate } from '../../../kernel/iso-date.ts'
import { AttachmentFields } from '../records/attachment.ts'
import { ClaimLineFields } from '../records/claim-line.ts'
import { ClaimCover, PaymentClaimFields } from '../records/payment-claim.ts'

/** All that goes into the claim file: the claim with its frozen facts, and what is enclosed. */
export const ClaimFile = z.object({
  claimId: z.uuid(),
  claim: PaymentClaimFields,
  /** Cost lines, for a claim of actual costs. */
  lines: z
    .array(z.object({ id: z.string().max(60), fields: ClaimLineFields }))
    .max(20_000)
    .default([]),
  /** Months before arrival that the decision has accepted (64 §). */
  acceptedMonths: z.int().positive().nullable().default(null),
  attachments: z.array(AttachmentFields).max(500),
  /** What the claimant has arranged; null for a kind that asks for nothing, and in files of before. */
  cover: ClaimCover.nullable().default(null),
  /** The decision that the claim rests on. */
  decision: z
    .object({
      centreName: z.string().max(200),
      diaryNumber: z.string().max(60),
      decidedOn: IsoDate.nullable(),
    })
    .nullable()
    .default(null),
  /** Who stands behind the references, for the separate key page; empty where the authority needs none (§13). */
  key: z
    .array(
      z.object({
        label: z.string().max(100),
        name: z.string().max(200),
        identityCode: z.string().max(11).nullable(),
      }),
    )
    .max(20_000)
    .default([]),
})
export type ClaimFile = z.infer<typeof ClaimFile>

/** Kinds of which paper tells the reference of a person and nothing more (claims.md §13). */
const silentKinds: readonly string[] = ['TRAFFICKING', 'L_TRAFF']

/** The references of those of whom nothing else is told: victims of trafficking, and the protected. */
export const silentLabels = ({ claim }: Pick<ClaimFile, 'claim'>): ReadonlySet<string> =>
  new Set(
    claim.persons
      .filter(({ isProtected }) => isProtected || silentKinds.includes(claim.kind))
      .map(({ label }) => label),
  )

/** The file as it may leave the house: its key names nobody who is protected, on the page or in the data beside it. */
export function withPrintedKey(file: ClaimFile): ClaimFile {
  const silent = silentLabels(file)
  return { ...file, key: file.key.filter(({ label }) => !silent.has(label)) }
}
