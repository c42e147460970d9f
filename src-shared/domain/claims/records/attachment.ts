import { z } from 'zod'
import { declareEntity } from '../../entity/entity.ts'

export const mediaTypes = [
  'application/pdf',
  'image/jpeg',
  'image/png',
  // kept whole: no viewer of PDFs shows them
  'image/heic',
  'image/tiff',
] as const

/** Why the pages of a piece of evidence are not shown in the claim file, where only its original is enclosed. */
export const wholeReasons = [
  'encrypted',
  'damaged',
  /** A signature would no longer hold for pages that have been copied. */
  'signed',
  /** A picture of a kind that PDF does not know. */
  'format',
  /** It decides for itself what it shows: a form made of XML, layers that are switched off. */
  'interactive',
  /** Form fields, comments or strike-outs that it leaves to the viewer to draw. */
  'marks',
  /** It says two things at once, so that programs would show it differently. */
  'ambiguous',
  /** More pages, pixels or objects than anybody reads, or more work than a file may make. */
  'too-large',
  /** Nobody could find out in time, on a busy machine: it is tried again. */
  'unchecked',
  /** Somebody chose not to show them. */
  'chosen',
] as const

/** Evidence of a claim. The bytes lie encrypted in a file that is found by their SHA-256; this is what is known of them. */
/** 50 MB: what the claim file can carry is not known from the authority; a limit of our own until it is. */
export const attachmentMaxBytes = 50 * 1024 * 1024

export const AttachmentFields = z.object({
  claimId: z.uuid(),
  name: z.string().min(1).max(255),
  mediaType: z.enum(mediaTypes),
  bytes: z.int().positive(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `merge`: its pages are shown in the claim file. `whole`: only the original is enclosed, for the reason given. */
  placement: z.enum(['merge', 'whole']),
  reason: z.enum(wholeReasons).nullable(),
  /** How many pages it has; 0 while nobody has looked, and for what has none. */
  pageCount: z.int().nonnegative().default(0),
  /** Which of them are shown, as in `1-3,5`; empty for all. */
  shownPages: z
    .string()
    .regex(/^(\d{1,4}(-\d{1,4})?(,\d{1,4}(-\d{1,4})?)*)?$/)
    .default(''),
})
export type AttachmentFields = z.infer<typeof AttachmentFields>

/** The pages to show, counted from 0, each once and in the order of the file; those beyond its end are left out. */
export function pagesToShow({
  shownPages,
  pageCount,
}: Pick<AttachmentFields, 'shownPages' | 'pageCount'>): readonly number[] {
  const all = Array.from({ length: pageCount }, (_, index) => index)
  if (shownPages === '') return all
  const spans = shownPages.split(',').map((span) => span.split('-').map(Number))
  return all.filter((index) => spans.some(([from = 0, to = from]) => index + 1 >= from && index + 1 <= to))
}

export const attachment = declareEntity({
  name: 'attachment',
  realm: 'sealed',
  fields: AttachmentFields,
  writers: ['coordinator', 'admin'],
  plainKeys: { claimId: (fields) => fields.claimId },
  retention: { rule: 'with its claim', source: 'claims.md §15' },
})
