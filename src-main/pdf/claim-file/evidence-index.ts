import { type BlockInput, left, right } from '../../../src-shared/document/document.ts'
import type { AttachmentFields } from '../../../src-shared/domain/claims/records/attachment.ts'
import type { PdfTexts } from './texts-fi.ts'

/** A hash in groups that the eye can follow. */
export const spaced = (hash: string): string => hash.replaceAll(/(.{16})(?!$)/g, '$1 ')

/** All evidence of the claim, with the part that holds it: the same list in each part. */
export function evidenceIndex(
  attachments: readonly Omit<AttachmentFields, 'claimId'>[],
  parts: readonly (readonly number[])[],
  t: PdfTexts,
): readonly BlockInput[] {
  const partOf = (index: number): string => String(parts.findIndex((part) => part.includes(index)) + 1)
  const isDivided = parts.length > 1
  if (attachments.length === 0)
    return [
      { kind: 'heading', text: t.evidence },
      { kind: 'paragraph', text: t.noEvidence },
    ]
  return [
    { kind: 'heading', text: t.evidence },
    {
      kind: 'table',
      widths: [0.6, ...(isDivided ? [0.7] : []), 2.4, 1.1, 2.8, 3.4],
      head: [
        left(t.number),
        ...(isDivided ? [left(t.part)] : []),
        left(t.file),
        right(t.size),
        left(t.placement),
        left(t.fingerprint),
      ],
      rows: attachments.map((one, index) => [
        left(String(index + 1)),
        ...(isDivided ? [left(partOf(index))] : []),
        left(one.name),
        right(`${Math.ceil(one.bytes / 1000)}\u00a0kB`),
        left(placement(one, t)),
        left(spaced(one.sha256)),
      ]),
    },
  ]
}

function placement(
  { reason, pageCount, shownPages }: Omit<AttachmentFields, 'claimId'>,
  t: PdfTexts,
): string {
  if (reason !== null) return t.whole[reason]
  if (shownPages !== '') return `${t.merged} (${t.pages} ${shownPages})`
  return pageCount > 0 ? `${t.merged} (${pageCount} ${t.pages})` : t.merged
}
